#include "pg/written_row.hpp"

#include "core/json/value_json.hpp"
#include "pg/column_value.hpp"
#include "pg/host_rights.hpp"
#include "pg/row_key.hpp"
#include "pg/typed_text.hpp"

#include <optional>
#include <unordered_map>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

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

}  // namespace

const TriggerData& trigger_of(FunctionCallInfo fcinfo) {
    if (!fcinfo->context || fcinfo->context->type != T_TriggerData)
        throw Error::internal("it is a trigger function");
    const auto& trigger = *reinterpret_cast<TriggerData*>(fcinfo->context);
    if (trigger.tg_trigger->tgnargs != 1) throw Error::internal("the trigger has no argument");
    return trigger;
}

BoundTableRef table_of(const TriggerData& trigger) {
    const char* const bound_as = trigger.tg_trigger->tgargs[0];
    const Oid written = RelationGetRelid(trigger.tg_relation);
    BoundTableRef table =
        bindings_of(trigger.tg_relation->rd_rel->relispartition ? bound_parent(written, bound_as) : written);
    if (table->name != bound_as)
        throw Error::make(Code::BindingNotFound, "table " + table->name + " is not bound",
                          "It was bound as " + std::string{bound_as} + ", and has got another name since.",
                          "Give it back its name; or drop its triggers wf_..., and call wf.bind() again.");
    return table;
}

WrittenRow::WrittenRow(const TriggerData& trigger)
    : trigger_(trigger),
      columns_(trigger.tg_relation->rd_att),
      before_(trigger.tg_trigtuple),
      after_(trigger.tg_trigtuple) {
    if (TRIGGER_FIRED_BY_UPDATE(trigger.tg_event)) after_ = trigger.tg_newtuple;
    if (trigger.tg_relation->rd_rel->relispartition)
        see_as_of(bound_parent(RelationGetRelid(trigger.tg_relation), trigger.tg_trigger->tgargs[0]));
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

std::vector<std::string> WrittenRow::changed() const {
    const TupleDesc columns = columns_;
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
    const TupleDesc columns = columns_;
    const char* const name = column.c_str();
    const int number = call([&] { return SPI_fnumber(columns, name); });
    if (number <= 0) return false;
    const FormData_pg_attribute& attribute = *TupleDescAttr(columns, number - 1);
    const std::optional<Datum> now = value_of(after_, columns, number);
    if (!now) return false;
    if (TRIGGER_FIRED_BY_UPDATE(trigger_.tg_event)) {
        const std::optional<Datum> before = value_of(before_, columns, number);
        if (before && are_equal(attribute, *before, *now)) return false;
    }
    return is_one_of(attribute, *now, values);
}

std::string WrittenRow::key_of(const BoundTable& table, HeapTuple row) const {
    const TupleDesc columns = columns_;
    if (has_plain_key(table)) return key_text(table, row, columns);
    ReadingAsOwner owner{table};
    std::string key = key_text(table, row, columns);
    owner.give_back();
    return key;
}

}  // namespace wf::pg
