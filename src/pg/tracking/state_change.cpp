#include "pg/tracking/state_change.hpp"

#include "core/model/time.hpp"
#include "pg/host/as_owner.hpp"
#include "pg/host/column_value.hpp"
#include "pg/host/row_key.hpp"
#include "pg/server/jsonb_value.hpp"
#include "pg/server/settings.hpp"

#include <algorithm>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Value;

std::optional<Datum> datum_in(TupleTableSlot* row, const TableColumn& column) {
    bool is_null = false;
    const Datum value = call([&] { return slot_getattr(row, column.number, &is_null); });
    if (is_null) return {};
    return value;
}

// As bytes. Within call().
bool is_same(const TableColumn& column, TupleTableSlot* before, TupleTableSlot* after) {
    bool was_null = false;
    bool is_null = false;
    const Datum a = slot_getattr(before, column.number, &was_null);
    const Datum b = slot_getattr(after, column.number, &is_null);
    if (was_null || is_null) return was_null && is_null;
    const FormData_pg_attribute& stored = *TupleDescAttr(after->tts_tupleDescriptor, column.number - 1);
    return datum_image_eq(a, b, stored.attbyval, stored.attlen);
}

std::optional<std::string> text_in(TupleTableSlot* row, const TableColumn& column) {
    const std::optional<Datum> value = datum_in(row, column);
    if (!value) return {};
    return whole_text(column.type, *value);
}

std::string key_in(const TrackedTable& table, TupleTableSlot* row) {
    std::vector<Datum> values;
    for (const std::size_t place : table.table.key) {
        const std::optional<Datum> value = datum_in(row, table.table.columns[place]);
        if (!value)
            throw Error{ERRCODE_NOT_NULL_VIOLATION, "column \"" + table.table.columns[place].name + "\" of a row of table " + table.table.name + " is null",
                        "By this column wf.track() tells the rows of table " + table.name + " apart.", "Give it a value, or call wf.track() with another key."};
        values.push_back(*value);
    }
    return key_text(table.table, values);
}

template <class F>
auto reading(const TrackedTable& table, F&& f) {
    if (table.is_plain) return f();
    return reading_as_owner(table.table, std::forward<F>(f));
}

Value value_in(TupleTableSlot* row, const TableColumn& column) {
    const std::optional<Datum> value = datum_in(row, column);
    if (!value) return {};
    return column.is_plain ? plain_value(column.type, *value) : value_of_json(foreign_json(column.type, *value));
}

Value row_of(const BoundTable& table, TupleTableSlot* row) {
    feel::Entries columns;
    for (const TableColumn& column : table.columns) columns.emplace_back(column.name, with_time(column.type, value_in(row, column)));
    return Value::context(std::move(columns));
}

// The columns of the row, each made when it is asked for, and "old": the row before.
class StateNames : public feel::Scope {
public:
    StateNames(const BoundTable& table, TupleTableSlot* before, TupleTableSlot* row, const feel::Zone& zone)
        : table_(table), before_(before), row_(row), zone_(zone) {}
    std::optional<Value> find(std::string_view name) override {
        const std::optional<std::size_t> place = table_.place_of(name);
        if (place) return with_time(table_.columns[*place].type, value_in(row_, table_.columns[*place]));
        if (name != "old") return {};
        return before_ ? row_of(table_, before_) : Value{};
    }
    std::optional<feel::DateTime> now() override { return moment_of(GetCurrentTransactionStartTimestamp(), zone_); }

private:
    const BoundTable& table_;
    TupleTableSlot* before_;
    TupleTableSlot* row_;
    feel::Zone zone_;
};

bool is_wanted(const TrackedTable& table, TupleTableSlot* before, TupleTableSlot* row) {
    if (!table.options.when) return true;
    const DecideLimits& limits = settings::decide_limits(settings::tenant());
    StateNames names{table.table, before, row, limits.time_zone};
    const Value answer = table.options.when->evaluate(names, limits.expression, limits.interrupt);
    return answer.is_boolean() && answer.as_boolean();
}

Param kept_of(const TrackedTable& table, TupleTableSlot* row) {
    if (table.keep.empty()) return {};
    feel::Entries kept;
    for (const std::size_t place : table.keep) {
        const TableColumn& column = table.table.columns[place];
        kept.emplace_back(column.name, value_in(row, column));
    }
    return {jsonb_datum(Value::context(std::move(kept))), false};
}

void check_state(const TrackedTable& table, const StateVersion& now) {
    const std::vector<std::string>& states = table.options.states;
    if (states.empty() || !now.state || std::ranges::find(states, *now.state) != states.end()) return;
    std::string all;
    for (const std::string& state : states) all += (all.empty() ? "\"" : ", \"") + state + "\"";
    throw Error::make(Code::StateNotAllowed, "\"" + *now.state + "\" is not a state of table " + table.name,
                      "Column \"" + table.state().name + "\" of row " + now.key + " may have " + all + ".",
                      "Write one of them, or call wf.track() with other states.");
}

StateEntry filled(const TrackedTable& table, StateEntry entry, TupleTableSlot* row, const Changer& changer) {
    entry.tracked = table.tracked;
    entry.actor = row && table.actor ? text_in(row, table.table.columns[*table.actor]) : changer.actor;
    entry.reason = row && table.reason ? text_in(row, table.table.columns[*table.reason]) : changer.reason;
    if (row) entry.kept = kept_of(table, row);
    if (table.options.requires_actor && (!entry.actor || entry.actor->empty()))
        throw Error::make(Code::ActorUnknown, "nobody is known who changes row " + entry.key + " of table " + table.name,
                          "wf.track() was asked to let no change pass without an actor.",
                          table.actor ? "Give column \"" + table.table.columns[*table.actor].name + "\" a value." : "Set wf_engine.actor in the session of the application.");
    return entry;
}

}  // namespace

bool is_same_state(const TrackedTable& table, TupleTableSlot* before, TupleTableSlot* after) {
    return call([&] { return is_same(table.state(), before, after); });
}

bool is_unchanged(const TrackedTable& table, TupleTableSlot* before, TupleTableSlot* after) {
    return call([&] {
        if (!is_same(table.state(), before, after)) return false;
        for (const std::size_t place : table.table.key)
            if (!is_same(table.table.columns[place], before, after)) return false;
        return true;
    });
}

StateVersion version_of(const TrackedTable& table, TupleTableSlot* row) {
    return reading(table, [&] { return StateVersion{key_in(table, row), text_in(row, table.state())}; });
}

std::optional<StateEntry> entry_of(const TrackedTable& table, std::optional<StateVersion> source, TupleTableSlot* before,
                                   TupleTableSlot* after, const Changer& changer) {
    return reading(table, [&]() -> std::optional<StateEntry> {
        if (before) source = StateVersion{key_in(table, before), text_in(before, table.state())};
        if (!after) {
            if (!is_wanted(table, nullptr, before)) return {};
            return filled(table, {.key = source->key, .action = "delete", .source = source->state}, before, changer);
        }
        StateVersion now{key_in(table, after), text_in(after, table.state())};
        const bool is_other_key = source && source->key != now.key;
        if (source && !is_other_key && source->state == now.state) return {};
        check_state(table, now);
        if (!is_wanted(table, before, after)) return {};
        return filled(table,
                      {.key = std::move(now.key),
                       .action = source ? "update" : "insert",
                       .source = source ? source->state : std::nullopt,
                       .target = std::move(now.state),
                       .former_key = is_other_key ? source->key : ""},
                      after, changer);
    });
}

StateEntry exit_of(const TrackedTable& table, const StateVersion& source, const Changer& changer) {
    return filled(table, {.key = source.key, .action = "delete", .source = source.state}, nullptr, changer);
}

StateEntry truncation_of(const TrackedTable& table, std::int64_t rows, const Changer& changer) {
    return filled(table, {.action = "truncate", .row_count = rows}, nullptr, changer);
}

}  // namespace wf::pg
