#include "pg/binding/written_row.hpp"

#include "core/json/value_json.hpp"
#include "pg/host/as_owner.hpp"
#include "pg/host/column_value.hpp"
#include "pg/host/row_key.hpp"
#include "pg/host/typed_text.hpp"

#include <optional>
#include <unordered_map>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Plain values only, so that one call() serves all columns of a row.
enum class Sameness { Same, Other, Unsure };

// Trailing blanks are padding.
bool are_equal_when_padded(Datum before, Datum after) {
    const BpChar* const a = DatumGetBpCharPP(before);
    const BpChar* const b = DatumGetBpCharPP(after);
    const int length = bpchartruelen(VARDATA_ANY(a), static_cast<int>(VARSIZE_ANY_EXHDR(a)));
    return length == bpchartruelen(VARDATA_ANY(b), static_cast<int>(VARSIZE_ANY_EXHDR(b))) &&
           memcmp(VARDATA_ANY(a), VARDATA_ANY(b), static_cast<std::size_t>(length)) == 0;
}

// 100 and 100.00 are one number. Never by an operator that whoever owns the table could have made, nor by one
// that takes different texts for equal.
Sameness compare_values(Oid type, Datum before, Datum after) {
    const auto by = [&](PGFunction equal) {
        return DatumGetBool(DirectFunctionCall2(equal, before, after)) ? Sameness::Same : Sameness::Other;
    };
    switch (type) {
        case NUMERICOID:
            return by(numeric_eq);
        case FLOAT4OID:
            return by(float4eq);
        case FLOAT8OID:
            return by(float8eq);
        case JSONBOID:
            return by(jsonb_eq);
        case BPCHAROID:
            return are_equal_when_padded(before, after) ? Sameness::Same : Sameness::Other;
        case JSONOID:
            return Sameness::Unsure;
        default:
            return Sameness::Other;
    }
}

// The white space of JSON is none of its value.
bool is_same_json(Datum before, Datum after) {
    return value_to_json(plain_value(JSONOID, before)) == value_to_json(plain_value(JSONOID, after));
}

struct Values {
    Datum* values;
    bool* nulls;
};

Values values_of(HeapTuple row, TupleDesc columns) {
    const auto size = static_cast<std::size_t>(columns->natts);
    Values result{static_cast<Datum*>(palloc(size * (sizeof(Datum) + sizeof(bool)))), nullptr};
    result.nulls = reinterpret_cast<bool*>(result.values + size);
    heap_deform_tuple(row, columns, result.values, result.nulls);
    return result;
}

// Most values of most rows are, and every UPDATE asks for all of them.
inline bool have_same_bytes(const FormData_pg_attribute& column, Datum before, Datum after) {
    if (column.attbyval) return before == after;
    const char* const a = DatumGetPointer(before);
    const char* const b = DatumGetPointer(after);
    if (column.attlen > 0) return memcmp(a, b, static_cast<std::size_t>(column.attlen)) == 0;
    if (column.attlen != -1 || *a != *b) return false;
    return VARSIZE_ANY(a) == VARSIZE_ANY(b) && memcmp(a, b, VARSIZE_ANY(a)) == 0;
}

Sameness compare(const FormData_pg_attribute& column, Oid type, Values before, Values after) {
    const int at = column.attnum - 1;
    if (before.nulls[at] != after.nulls[at]) return Sameness::Other;
    if (before.nulls[at] || have_same_bytes(column, before.values[at], after.values[at])) return Sameness::Same;
    if (datum_image_eq(before.values[at], after.values[at], column.attbyval, column.attlen)) return Sameness::Same;
    return compare_values(type, before.values[at], after.values[at]);
}

std::optional<Datum> value_of(HeapTuple row, TupleDesc columns, int column) {
    bool is_null = false;
    const Datum value = call([&] { return heap_getattr(row, column, columns, &is_null); });
    if (is_null) return {};
    return value;
}

// The partitioned table that a partition belongs to.
std::unordered_map<Oid, Oid>& known_parents() {
    static std::unordered_map<Oid, Oid> parents;
    return parents;
}

void forget_parent(Datum, Oid partition) {
    if (OidIsValid(partition))
        known_parents().erase(partition);
    else
        known_parents().clear();
}

// The ancestor that has this name, else the root: the caller tells of the difference.
Oid find_parent(Oid partition, const char* bound_as) {
    List* const ancestors = get_partition_ancestors(partition);
    ListCell* cell = nullptr;
    foreach (cell, ancestors) {
        const Oid ancestor = lfirst_oid(cell);
        const char* const name = quote_qualified_identifier(get_namespace_name(get_rel_namespace(ancestor)),
                                                            get_rel_name(ancestor));
        if (strcmp(name, bound_as) == 0) return ancestor;
    }
    return ancestors == NIL ? partition : llast_oid(ancestors);
}

// Triggers of partitions are copies of those of the table that is bound, with the same argument.
Oid bound_parent(Oid partition, const char* bound_as) {
    static const bool registered = [] {
        CacheRegisterRelcacheCallback(forget_parent, Datum{0});
        return true;
    }();
    (void)registered;
    if (const auto known = known_parents().find(partition); known != known_parents().end())
        return known->second;
    const Oid parent = call([&] { return find_parent(partition, bound_as); });
    known_parents()[partition] = parent;
    return parent;
}

CommandId command_of(HeapTuple row) {
    const bool was_written_again = (row->t_data->t_infomask & HEAP_COMBOCID) != 0;
    return was_written_again ? InvalidCommandId : HeapTupleHeaderGetRawCommandId(row->t_data);
}

[[noreturn]] void refuse_call(const std::string& reason) {
    throw Error{ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED, "the trigger is not one of wf.bind()",
                "The function belongs to the triggers that wf.bind() makes; " + reason + ".", ""};
}

}  // namespace

const TriggerData& trigger_of(FunctionCallInfo fcinfo, TriggersOf function) {
    if (!fcinfo->context || fcinfo->context->type != T_TriggerData) refuse_call("it is not a trigger");
    const auto& trigger = *reinterpret_cast<TriggerData*>(fcinfo->context);
    const TriggerEvent event = trigger.tg_event;
    const bool is_after_row = TRIGGER_FIRED_AFTER(event) && TRIGGER_FIRED_FOR_ROW(event);
    const bool is_written = TRIGGER_FIRED_BY_INSERT(event) || TRIGGER_FIRED_BY_UPDATE(event);
    bool is_right = is_after_row && is_written;
    if (function == TriggersOf::RowWritten)
        is_right = is_right || (is_after_row && TRIGGER_FIRED_BY_DELETE(event)) ||
                   (TRIGGER_FIRED_BEFORE(event) && TRIGGER_FIRED_FOR_STATEMENT(event) &&
                    TRIGGER_FIRED_BY_TRUNCATE(event));
    if (!is_right) refuse_call("its level, time or event is another one");
    if (trigger.tg_trigger->tgnargs != 1) refuse_call("it does not name one table");
    return trigger;
}

BoundTableRef table_of(const TriggerData& trigger) {
    const char* const bound_as = trigger.tg_trigger->tgargs[0];
    const Oid written = RelationGetRelid(trigger.tg_relation);
    BoundTableRef table =
        bindings_of(trigger.tg_relation->rd_rel->relispartition ? bound_parent(written, bound_as) : written);
    if (table->name != bound_as)
        throw Error::make(Code::BindingNotFound, "table " + table->name + " is not bound",
                          "It was bound as " + std::string{bound_as} + ", and has been renamed since.",
                          "Give it back its name; or drop its triggers wf_..., and call wf.bind() again.");
    return table;
}

WrittenRow::WrittenRow(const TriggerData& trigger, const BoundTable& table)
    : table_(table),
      is_update_(TRIGGER_FIRED_BY_UPDATE(trigger.tg_event)),
      written_by_(command_of(is_update_ ? trigger.tg_newtuple : trigger.tg_trigtuple)),
      columns_(trigger.tg_relation->rd_att),
      before_(trigger.tg_trigtuple),
      after_(is_update_ ? trigger.tg_newtuple : trigger.tg_trigtuple) {
    if (trigger.tg_relation->rd_rel->relispartition) see_as_of(table.table);
}

void WrittenRow::see_as_of(Oid parent) {
    call([&] {
        const bool is_same = before_ == after_;
        const Relation table = table_open(parent, AccessShareLock);
        TupleConversionMap* const map = convert_tuples_by_name(columns_, RelationGetDescr(table));
        if (map != nullptr) {
            columns_ = CreateTupleDescCopyConstr(RelationGetDescr(table));
            before_ = execute_attr_map_tuple(before_, map);
            after_ = is_same ? before_ : execute_attr_map_tuple(after_, map);
        }
        table_close(table, NoLock);
    });
}

const FormData_pg_attribute& WrittenRow::attribute(std::size_t place) const {
    return *TupleDescAttr(columns_, table_.columns[place].number - 1);
}

std::vector<std::size_t> WrittenRow::changed() const {
    struct Difference {
        std::size_t place;
        Datum before, after;
        bool is_certain;
    };
    struct Found {
        Difference* differences;
        std::size_t count;
    };
    const std::vector<TableColumn>& columns = table_.columns;
    const Found found = call([&] {
        const Values before = values_of(before_, columns_);
        const Values after = values_of(after_, columns_);
        Found result{nullptr, 0};
        for (std::size_t place = 0; place < columns.size(); ++place) {
            const Sameness sameness = compare(attribute(place), columns[place].type, before, after);
            if (sameness == Sameness::Same) continue;
            if (result.differences == nullptr)
                result.differences = static_cast<Difference*>(palloc(columns.size() * sizeof(Difference)));
            const int at = columns[place].number - 1;
            result.differences[result.count++] = {place, before.values[at], after.values[at],
                                                  sameness == Sameness::Other};
        }
        return result;
    });
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < found.count; ++i) {
        const Difference& one = found.differences[i];
        if (one.is_certain || !is_same_json(one.before, one.after)) places.push_back(one.place);
    }
    return places;
}

bool WrittenRow::has_become(const ColumnValues& wanted) const {
    const std::optional<std::size_t> place = table_.place_of(wanted.column);
    if (!place) return false;
    const FormData_pg_attribute& column = attribute(*place);
    const std::optional<Datum> now = value_of(after_, columns_, column.attnum);
    if (!now) return false;
    if (is_update_) {
        const std::optional<Datum> before = value_of(before_, columns_, column.attnum);
        if (before && are_equal(column, *before, *now)) return false;
    }
    return is_one_of(column, *now, wanted.values);
}

std::string WrittenRow::key_of(HeapTuple row) const {
    if (has_plain_key(table_)) return key_text(table_, row, columns_);
    return reading_as_owner(table_, [&] { return key_text(table_, row, columns_); });
}

}  // namespace wf::pg
