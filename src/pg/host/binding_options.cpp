// The options of wf.bind(): JSON to RowBinding.
#include "core/json/value_json.hpp"
#include "core/model/names.hpp"
#include "pg/host/bound_table.hpp"
#include "pg/host/option_object.hpp"
#include "pg/host/typed_text.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Value;

constexpr std::string_view known_options =
    "start, when, data, title, initiator, actor, status, freeze, always_writable, freeze_approved, on_delete, "
    "require, write_back, several, keep";

[[noreturn]] void refuse(const std::string& path, const std::string& problem, std::string hint) {
    refuse_option("the binding", path, problem, std::move(hint));
}

ColumnValues column_values(const OptionObject& options, const char* key, std::string_view known) {
    const Value* value = options.get(key);
    if (!value) return {};
    const OptionObject object = options.member(key, known);
    ColumnValues result{.column = object.text("column"), .values = object.texts("is")};
    if (result.column.empty() || result.values.empty())
        refuse(options.path(key), "it has no column or no value",
               "Write {\"column\": \"status\", \"is\": \"submitted\"}.");
    return result;
}

void read_start(const OptionObject& options, RowBinding& binding) {
    const Value* start = options.get("start");
    if (!start) return;
    if (start->is_context()) {
        binding.start = column_values(options, "start", "column, is");
        return;
    }
    if (!start->is_string() || start->as_string() != "insert")
        refuse("/start", "it is neither \"insert\" nor a column",
               "Write \"insert\", or {\"column\": \"status\", \"is\": \"submitted\"}.");
    binding.starts_on_insert = true;
}

// The codes have to tell what was approved from everything else.
void check_statuses(const RowBinding& binding) {
    const std::string* approved = binding.code_of(name_of(Status::Completed));
    for (const auto& [status, code] : binding.codes) {
        if (status != "revoked" && !by_name<Status>(status_names, status))
            refuse("/status/codes/" + status, "there is no such status", "They are listed in wf.status.");
        if (approved && status != name_of(Status::Completed) && code == *approved)
            refuse("/status/codes/" + status, "it has the code of \"completed\"",
                   "A code of its own says what was approved.");
    }
}

void read_status(const OptionObject& options, RowBinding& binding) {
    const Value* status = options.get("status");
    if (!status) return;
    const OptionObject object = options.member("status", "column, codes");
    binding.status = object.text("column");
    binding.codes = object.pairs("codes");
    if (binding.status.empty() || binding.codes.empty())
        refuse("/status", "it has no column or no codes",
               "Write {\"column\": \"state\", \"codes\": {\"completed\": \"approved\", ...}}.");
    check_statuses(binding);
}

void read_require(const OptionObject& options, RowBinding& binding) {
    binding.require = column_values(options, "require", "column, is, unchanged");
    if (options.get("require"))
        binding.requires_unchanged = options.member("require", "column, is, unchanged").boolean("unchanged", true);
}

bool read_on_delete(const OptionObject& options) {
    const std::string what = options.text("on_delete");
    if (what.empty() || what == "refuse") return false;
    if (what != "cancel") refuse("/on_delete", "it is neither \"refuse\" nor \"cancel\"", "");
    return true;
}

// What the engine writes afterwards, or anybody may, cannot be frozen as well.
void read_freeze_approved(const OptionObject& options, RowBinding& binding) {
    binding.frozen_when_approved = options.texts("freeze_approved");
    const std::vector<std::string> unsigned_columns = binding.unsigned_columns();
    for (const std::string& column : binding.frozen_when_approved)
        if (std::ranges::find(unsigned_columns, column) != unsigned_columns.end())
            refuse("/freeze_approved", "column \"" + column + "\" is not part of what is approved",
                   "Leave out the columns of status, require and always_writable.");
}

bool read_keep(const OptionObject& options) {
    const std::string what = options.text("keep");
    if (what.empty() || what == "fields") return false;
    if (what != "row") refuse("/keep", "it is neither \"fields\" nor \"row\"", "");
    return true;
}

}  // namespace

RowBinding read_binding(std::int64_t tenant, std::string definition, const std::string& json) {
    const Value value = value_from_json(json).value_or(Value{});
    const OptionObject options{"the binding", value, "", known_options};
    RowBinding binding;
    binding.tenant = tenant;
    binding.definition = std::move(definition);
    read_start(options, binding);
    binding.when = options.expression("when");
    binding.title = options.expression("title");
    binding.initiator = options.text("initiator");
    binding.actor = options.text("actor");
    binding.maps_data = options.get("data") != nullptr;
    binding.data = options.pairs("data");
    read_status(options, binding);
    binding.freezes = options.boolean("freeze", true);
    binding.always_writable = options.texts("always_writable");
    binding.cancels_on_delete = read_on_delete(options);
    read_require(options, binding);
    read_freeze_approved(options, binding);
    binding.keeps_row = read_keep(options);
    binding.writes_back = options.boolean("write_back", false);
    binding.allows_several = options.boolean("several", false);
    return binding;
}

std::vector<std::pair<std::string, std::string>> columns_used(const RowBinding& binding) {
    std::vector<std::pair<std::string, std::string>> used;
    const auto use = [&](std::string path, const std::string& column) {
        if (!column.empty()) used.emplace_back(std::move(path), column);
    };
    use("/start/column", binding.start.column);
    use("/initiator", binding.initiator);
    use("/actor", binding.actor);
    use("/status/column", binding.status);
    use("/require/column", binding.require.column);
    for (const auto& [field, column] : binding.data) use("/data/" + field, column);
    for (const std::string& column : binding.always_writable) use("/always_writable", column);
    for (const std::string& column : binding.frozen_when_approved) use("/freeze_approved", column);
    for (const auto& [path, expression] : {std::pair{"/when", &binding.when}, {"/title", &binding.title}})
        if (*expression)
            for (const feel::Expression::Name& name : (*expression)->names())
                if (!name.maybe_field) use(path, name.name);
    return used;
}

void check_binding(const RowBinding& binding, const std::vector<std::string>& columns,
                   const Definition& definition) {
    for (const auto& [path, column] : columns_used(binding))
        if (std::ranges::find(columns, column) == columns.end()) {
            std::string all;
            for (const std::string& one : columns) all += (all.empty() ? "" : ", ") + one;
            refuse(path, "the table has no column \"" + column + "\"", "It has " + all + ".");
        }
    for (const auto& [field, column] : binding.data) {
        if (definition.form && !definition.form->find(field))
            refuse("/data/" + field, "the form of \"" + definition.key + "\" has no such field",
                   "data is {\"field of the form\": \"column of the table\", ...}.");
        const auto first = std::ranges::find(binding.data, column, [](const auto& one) { return one.second; });
        if (first->first != field)
            refuse("/data/" + field, "column \"" + column + "\" is field \"" + first->first + "\" already",
                   "A column has one value, so it is one field.");
    }
}

void check_codes(const BoundTable& table, const RowBinding& binding) {
    const std::string* approved = binding.code_of(name_of(Status::Completed));
    const std::optional<std::size_t> column = table.place_of(binding.status);
    if (!approved || !column) return;
    for (const auto& [status, code] : binding.codes)
        if (status != name_of(Status::Completed) && mean_the_same(table, table.columns[*column], code, *approved))
            refuse("/status/codes/" + status, "column \"" + binding.status + "\" takes it for that of \"completed\"",
                   "A code of its own says what was approved.");
}

std::string RowBinding::column_of(const std::string& field) const {
    if (!maps_data) return field;
    for (const auto& [name, column] : data)
        if (name == field) return column;
    return {};
}

const std::string* RowBinding::code_of(std::string_view status_name) const {
    for (const auto& [name, code] : codes)
        if (name == status_name) return &code;
    return nullptr;
}

std::vector<std::string> RowBinding::unsigned_columns() const {
    std::vector<std::string> columns = always_writable;
    if (!status.empty()) columns.push_back(status);
    if (!require.column.empty()) columns.push_back(require.column);
    return columns;
}

bool RowBinding::leaves_alone(std::string_view column, bool is_generated) const {
    const auto is_in = [&](const std::vector<std::string>& list) {
        return std::ranges::find(list, column) != list.end();
    };
    if (!is_generated && !is_in(always_writable)) return false;
    if (is_in(frozen_when_approved) || start.column == column) return false;
    // Without a list of its own, every column may have the name of a field.
    return maps_data &&
           std::ranges::none_of(data, [&](const auto& field) { return field.second == column; });
}

}  // namespace wf::pg
