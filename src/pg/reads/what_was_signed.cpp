// wf.what_was_signed: the content of the row at a signature beside what it is now, column by column.
#include "core/json/value_json.hpp"
#include "pg/server/arguments.hpp"
#include "pg/host/column_value.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/log.hpp"
#include "pg/store/past_form.hpp"
#include "pg/people/hidden_fields.hpp"
#include "pg/command/host_row.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"
#include "pg/store/signed_entries.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Value;

struct ComparedColumn {
    std::string column;               // empty: others, whose values are not known or not for the caller
    std::string field;                // empty: none
    std::optional<std::string> then;  // JSON; nothing: not known
    std::optional<std::string> now;   // JSON; nothing: there is no such column, or no row
    std::optional<bool> changed;      // nothing: it cannot be told
};

// A number in a field of text, as its column has it.
Value as_in_row(Oid type, const Value& value) {
    if (!is_number_type(type)) return value;
    const std::optional<feel::Decimal> number =
        value.is_string() ? feel::Decimal::from_string(value.as_string()) : std::nullopt;
    return number ? Value::number(*number) : value;
}

// What an object has under this name, digit by digit.
std::optional<std::string> member(const std::string& object, const std::string& name) {
    static Statement select{"SELECT ($1 -> $2)::text", {JSONBOID, TEXTOID}};
    if (object.empty()) return {};
    const Rows rows = select.run({jsonb(object), text(name)}, Access::ReadOnly);
    return rows.is_null(0, 1) ? std::nullopt : std::optional{rows.text(0, 1)};
}

bool differ(const std::string& a, const std::string& b) {
    static Statement query{"SELECT $1 <> $2", {JSONBOID, JSONBOID}};
    return a != b && query.run({jsonb(a), jsonb(b)}, Access::ReadOnly).boolean(0, 1);
}

class SignedThenAndNow {
public:
    SignedThenAndNow(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                     const Definition& definition, HostRow& host, std::vector<std::string> hidden)
        : rights_(rights), tenant_(tenant), row_(row), host_(host), hidden_(std::move(hidden)) {
        if (host.is_bound()) mapped_ = mapped_fields(host.table(), host.binding(), definition);
    }

    std::vector<ComparedColumn> run(const SignedEntry& entry) {
        const std::vector<SignedColumn>& columns = entry.signature.columns;
        std::vector<std::optional<std::size_t>> places(columns.size());
        if (host_.is_bound()) places = places_of(host_.table(), columns);
        if (now()) then_ = *now();
        form_ = form_after(rights_, tenant_, row_, entry.seq, DT_NOEND).value_or("{}");
        is_anything_gone_ = is_hidden_changed_ = false;
        std::vector<ComparedColumn> found;
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (std::optional<ComparedColumn> one = compare(entry.signature, columns[i], places[i]))
                found.push_back(std::move(*one));
        if (std::optional<ComparedColumn> others = compare_others(entry.signature, found))
            found.push_back(std::move(*others));
        return found;
    }

private:
    const SeenRow* now() { return host_.is_bound() && host_.seen() ? &*host_.seen() : nullptr; }

    const MappedField* field_at(std::optional<std::size_t> place) const {
        const auto found = place ? std::ranges::find(mapped_, *place, &MappedField::place) : mapped_.end();
        return found == mapped_.end() ? nullptr : &*found;
    }

    // By any of the fields that the column is mapped to. Whoever does not see the whole form sees nothing of
    // the row but what is in it: other columns may have been hidden fields when they were signed.
    bool is_hidden(std::optional<std::size_t> place) const {
        if (!hidden_.empty() && !field_at(place)) return true;
        return std::ranges::any_of(mapped_, [&](const MappedField& field) {
            return place == field.place && std::ranges::find(hidden_, field.field) != hidden_.end();
        });
    }

    // Nothing: no values of the column are known, or they are not for the caller.
    std::optional<ComparedColumn> compare(const RowSignature& signature, const SignedColumn& column,
                                          std::optional<std::size_t> place) {
        const MappedField* const field = field_at(place);
        ComparedColumn result{.column = column.name,
                              .field = field ? field->field : "",
                              .then = member(signature.image, column.name),
                              .now = {},
                              .changed = {}};
        if (now() && !place) return compare_gone(signature, std::move(result));
        const bool has_image = result.then.has_value();
        if (!has_image && !field) return {};
        if (!has_image) result.then = member(form_, field->field).value_or("null");
        if (now())
            result.now = has_image ? now()->text_of(*place) : value_to_json(value_in_form(*field, *now()));
        result.changed = !result.now || differ(*result.then, *result.now);
        if (is_hidden(place)) {
            is_hidden_changed_ = is_hidden_changed_ || *result.changed;
            return {};
        }
        if (now() && *result.changed) put_back(*place, *result.then);
        return result;
    }

    // A column without a value is none the less when it is gone.
    std::optional<ComparedColumn> compare_gone(const RowSignature& signature, ComparedColumn result) {
        is_anything_gone_ = true;
        result.changed = result.then ? *result.then != "null" : !is_still(host_.table(), *now(), signature);
        if (!hidden_.empty()) result.then.reset();
        return result;
    }

    void put_back(std::size_t place, const std::string& json) {
        then_.values[place] =
            as_in_row(host_.table().columns[place].type, value_from_json(json).value_or(Value{}));
        std::erase_if(then_.digits, [&](const auto& digits) { return digits.first == place; });
    }

    // What the values that are shown do not explain.
    std::optional<ComparedColumn> compare_others(const RowSignature& signature,
                                                 const std::vector<ComparedColumn>& shown) {
        ComparedColumn others;
        if (!now()) {
            others.changed = true;
            return shown.empty() ? std::optional{others} : std::nullopt;
        }
        if (signature.columns.empty()) return others;
        if (is_still(host_.table(), *now(), signature)) return {};
        if (!signature.image.empty()) {
            const bool is_shown =
                std::ranges::any_of(shown, [](const ComparedColumn& one) { return one.changed == true; });
            others.changed = true;
            return is_hidden_changed_ || !is_shown ? std::optional{others} : std::nullopt;
        }
        if (is_still(host_.table(), then_, signature)) return {};
        if (!is_anything_gone_) others.changed = true;
        return others;
    }

    const EngineRights& rights_;
    const std::int64_t tenant_;
    const InstanceRow& row_;
    HostRow& host_;
    const std::vector<std::string> hidden_;
    std::vector<MappedField> mapped_;
    // Of the entry that is compared:
    std::string form_;
    SeenRow then_;  // the row, with the values back that have changed since
    bool is_anything_gone_ = false;
    bool is_hidden_changed_ = false;
};

struct Asked {
    std::optional<std::int64_t> task, instance, seq;
};

Asked take_asked(Arguments& args) {
    const Asked asked{
        .task = args.int8("task_id"), .instance = args.int8("instance_id"), .seq = args.int8("seq")};
    if (asked.task.has_value() == asked.instance.has_value() || (asked.task && asked.seq))
        throw Error::make(Code::BadArgument, "a task, or an instance, has to be given", "",
                          "Write wf.what_was_signed(7000001), or wf.what_was_signed(instance_id => 7, seq => 3).");
    return asked;
}

std::vector<SignedEntry> entries_for(const EngineRights& rights, const Asked& asked, std::int64_t tenant,
                                     const InstanceRow& row) {
    const Instant started_at = row.state.started_at;
    if (asked.seq) {
        std::optional<SignedEntry> entry =
            signed_entry(rights, tenant, row.instance, started_at, *asked.seq, Access::ReadOnly);
        if (!entry) check_complete(rights, tenant, row);
        return entry ? std::vector{std::move(*entry)} : std::vector<SignedEntry>{};
    }
    std::vector<SignedEntry> entries =
        signed_entries(rights, tenant, row.instance, started_at, Access::ReadOnly);
    if (asked.task)
        std::erase_if(entries, [&](const SignedEntry& entry) { return entry.task != *asked.task; });
    else if (entries.size() > 1)
        entries.erase(entries.begin(), entries.end() - 1);
    // A task is signed once; of an instance a later signature could be missing.
    if (entries.empty() || asked.instance) check_complete(rights, tenant, row, entries.empty() ? 1 : entries.back().seq);
    return entries;
}

Param json_or_null(const std::optional<std::string>& json) { return json ? jsonb(*json) : null(); }

void add(RowSet& rows, const SignedEntry& entry, const ComparedColumn& one) {
    rows.add({int8(entry.seq), time(entry.at), text(entry.actor), text(entry.action),
              text_or_null(entry.node), text_or_null(one.column), text_or_null(one.field),
              json_or_null(one.then), json_or_null(one.now), one.changed ? boolean(*one.changed) : null()});
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_what_was_signed);
Datum wf_what_was_signed(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Asked asked = take_asked(args);
        const std::int64_t tenant = args.tenant();
        Reading reading;
        InstanceRow row = asked.task ? reading.instance_with_task(tenant, *asked.task)
                                     : reading.instance(tenant, *asked.instance);
        const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row.definition);
        HostRow host{reading.rights(), tenant, row, definition->compiled, HostRow::Reading::Only};
        SignedThenAndNow comparison{
            reading.rights(),
            tenant,
            row,
            definition->compiled,
            host,
            hidden_fields(reading.rights(), reading.role(), tenant, row.instance, definition->compiled)};
        const std::vector<SignedEntry> entries = entries_for(reading.rights(), asked, tenant, row);
        std::vector<std::vector<ComparedColumn>> compared;
        for (const SignedEntry& entry : entries) compared.push_back(comparison.run(entry));
        reading.done();
        RowSet rows{fcinfo};
        for (std::size_t i = 0; i < entries.size(); ++i)
            for (const ComparedColumn& one : compared[i]) add(rows, entries[i], one);
        return Datum{0};
    });
}
}
