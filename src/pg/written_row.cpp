#include "pg/written_row.hpp"

#include "pg/spi.hpp"

#include <algorithm>
#include <optional>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

std::optional<std::string> text_of(HeapTuple row, TupleDesc columns, AttrNumber column) {
    const char* const text = call([&] { return SPI_getvalue(row, columns, column); });
    if (text == nullptr) return {};
    return std::string{text};
}

// With the types as they are: jsonb knows numbers from texts. As whoever writes the row: a type may have a
// cast to JSON that its owner has made.
std::string composite_key(const BoundTable& table, HeapTuple row, TupleDesc columns) {
    std::string sql = "SELECT pg_catalog.jsonb_build_object(";
    std::string separator;
    for (std::size_t i = 0; i < table.key.size(); ++i) {
        const char* const name = table.key[i].name.c_str();
        sql += separator + call([&] { return quote_literal_cstr(name); }) + ", $" + std::to_string(i + 1);
        separator = ", ";
    }
    sql += ")::pg_catalog.text";
    const char* const statement = sql.c_str();
    const KeyColumn* const key = table.key.data();
    const int count = static_cast<int>(table.key.size());
    Spi spi;
    call([&] {
        Oid types[INDEX_MAX_KEYS];
        Datum values[INDEX_MAX_KEYS];
        for (int i = 0; i < count; ++i) {
            bool is_null = false;
            types[i] = SPI_gettypeid(columns, key[i].number);
            values[i] = SPI_getbinval(row, columns, key[i].number, &is_null);
        }
        SPI_execute_with_args(statement, count, types, values, nullptr, true, 1);
    });
    std::string result = Rows{SPI_tuptable, SPI_processed}.text(0, 1);
    spi.finish();
    return result;
}

}  // namespace

const TriggerData& trigger_of(FunctionCallInfo fcinfo) {
    if (!fcinfo->context || fcinfo->context->type != T_TriggerData)
        throw Error::internal("it is a trigger function");
    const auto& trigger = *reinterpret_cast<TriggerData*>(fcinfo->context);
    if (trigger.tg_trigger->tgnargs != 1) throw Error::internal("the trigger has no argument");
    return trigger;
}

BoundTableRef table_of(const TriggerData& trigger) {
    BoundTableRef table = bindings_of(RelationGetRelid(trigger.tg_relation));
    const std::string bound_as = trigger.tg_trigger->tgargs[0];
    if (table->name != bound_as)
        throw Error::make(Code::BindingNotFound, "table " + table->name + " is not bound",
                          "It was bound as " + bound_as + ", and has got another name since.",
                          "Give it back its name; or drop its triggers wf_..., and call wf.bind() again.");
    return table;
}

std::vector<std::string> WrittenRow::changed() const {
    const TupleDesc columns = trigger_.tg_relation->rd_att;
    struct Found {
        AttrNumber* numbers;
        int count;
    };
    const HeapTuple before = before_;
    const HeapTuple after = after_;
    const Found found = call([&] {
        const auto size = static_cast<std::size_t>(columns->natts);
        auto* old_values = static_cast<Datum*>(palloc(2 * size * sizeof(Datum)));
        auto* old_nulls = static_cast<bool*>(palloc(2 * size * sizeof(bool)));
        Datum* new_values = old_values + size;
        bool* new_nulls = old_nulls + size;
        Found result{static_cast<AttrNumber*>(palloc(size * sizeof(AttrNumber))), 0};
        heap_deform_tuple(before, columns, old_values, old_nulls);
        heap_deform_tuple(after, columns, new_values, new_nulls);
        for (int i = 0; i < columns->natts; ++i) {
            const Form_pg_attribute column = TupleDescAttr(columns, i);
            if (column->attisdropped || column->attgenerated != '\0') continue;
            const bool is_same = old_nulls[i] == new_nulls[i] &&
                                 (old_nulls[i] || datum_image_eq(old_values[i], new_values[i],
                                                                 column->attbyval, column->attlen));
            if (!is_same) result.numbers[result.count++] = column->attnum;
        }
        return result;
    });
    std::vector<std::string> names;
    for (int i = 0; i < found.count; ++i)
        names.emplace_back(NameStr(TupleDescAttr(columns, found.numbers[i] - 1)->attname));
    return names;
}

bool WrittenRow::has_become(const std::string& column, const std::vector<std::string>& values) const {
    const TupleDesc columns = trigger_.tg_relation->rd_att;
    const char* const name = column.c_str();
    const int number = call([&] { return SPI_fnumber(columns, name); });
    if (number <= 0) return false;
    const auto at = static_cast<AttrNumber>(number);
    const std::optional<std::string> now = text_of(after_, columns, at);
    if (!now || std::ranges::find(values, *now) == values.end()) return false;
    return !TRIGGER_FIRED_BY_UPDATE(trigger_.tg_event) || text_of(before_, columns, at) != now;
}

std::string WrittenRow::key_of(const BoundTable& table, HeapTuple row) const {
    const TupleDesc columns = trigger_.tg_relation->rd_att;
    if (table.key.size() == 1) return text_of(row, columns, table.key.front().number).value_or("");
    return composite_key(table, row, columns);
}

}  // namespace wf::pg
