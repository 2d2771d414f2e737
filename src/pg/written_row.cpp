#include "pg/written_row.hpp"

#include "core/json/value_json.hpp"
#include "pg/column_value.hpp"
#include "pg/host_rights.hpp"
#include "pg/row_key.hpp"
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

// 100 and 100.00 are one number, and the white space of JSON is none of its value.
bool is_same_value(Oid type, Datum before, Datum after) {
    const Oid base = call([&] { return getBaseType(type); });
    switch (base) {
        case NUMERICOID:
        case FLOAT4OID:
        case FLOAT8OID:
        case BPCHAROID:
        case JSONOID:
        case JSONBOID:
            return exact_digits(base, before) == exact_digits(base, after) &&
                   value_to_json(plain_value(base, before)) == value_to_json(plain_value(base, after));
        default:
            return false;
    }
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
    struct Difference {
        AttrNumber number;
        Datum before, after;
        bool is_certain;  // one of them is null
    };
    struct Found {
        Difference* differences;
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
        Found result{static_cast<Difference*>(palloc(size * sizeof(Difference))), 0};
        heap_deform_tuple(before, columns, old_values, old_nulls);
        heap_deform_tuple(after, columns, new_values, new_nulls);
        for (int i = 0; i < columns->natts; ++i) {
            const Form_pg_attribute column = TupleDescAttr(columns, i);
            if (column->attisdropped || column->attgenerated != '\0') continue;
            const bool is_same = old_nulls[i] == new_nulls[i] &&
                                 (old_nulls[i] || datum_image_eq(old_values[i], new_values[i],
                                                                 column->attbyval, column->attlen));
            if (!is_same)
                result.differences[result.count++] = {column->attnum, old_values[i], new_values[i],
                                                      old_nulls[i] || new_nulls[i]};
        }
        return result;
    });
    std::vector<std::string> names;
    for (int i = 0; i < found.count; ++i) {
        const Difference& one = found.differences[i];
        const Form_pg_attribute column = TupleDescAttr(columns, one.number - 1);
        if (one.is_certain || !is_same_value(column->atttypid, one.before, one.after))
            names.emplace_back(NameStr(column->attname));
    }
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
    if (has_plain_key(table)) return key_text(table, row, columns);
    Spi spi;
    ReadingAsOwner owner{table};
    std::string key = key_text(table, row, columns);
    owner.give_back();
    spi.finish();
    return key;
}

}  // namespace wf::pg
