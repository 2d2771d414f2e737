// wf.diff: what differs between the states after two entries of the log.
#include "core/log/evolve.hpp"
#include "core/outlook/changes.hpp"
#include "pg/people/hidden_fields.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/row_set.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/ids.hpp"
#include "pg/store/log.hpp"

#include <algorithm>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using States = std::pair<State, State>;

LogEnd entry_numbered(std::int64_t tenant, const InstanceRow& row, std::int64_t seq) {
    if (seq < 1 || seq > row.state.version)
        throw Error::make(Code::BadArgument,
                          "instance " + std::to_string(row.instance) + " has no log entry " + std::to_string(seq),
                          "Its entries are 1 to " + std::to_string(row.state.version) + ".", "See wf.history.");
    return end_of_entry(tenant, row, seq);
}

States states_after(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row, std::int64_t a, std::int64_t b) {
    const LogEnd first = entry_numbered(tenant, row, std::min(a, b));
    const LogEnd last = entry_numbered(tenant, row, std::max(a, b));
    States states;
    for (const Entry& entry : read_from_checkpoint(rights, tenant, row, first, last)) {
        apply(states.second, entry);
        if (entry.seq == first.seq) states.first = states.second;
    }
    if (a > b) std::swap(states.first, states.second);
    return states;
}

bool is_hidden_field(const StateChange& change, const std::vector<std::string>& hidden) {
    return change.kind == field_change && std::ranges::find(hidden, change.subject) != hidden.end();
}

// As far as the caller may see them. That a hidden field has changed, they may know.
std::vector<StateChange> visible_changes(const Reading& reading, std::int64_t tenant, const InstanceRow& row, States states) {
    std::vector<std::string> hidden;
    std::vector<StateChange> changes;
    if (!reading.role().sees_all) {
        const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row.definition);
        hidden = hidden_fields(reading.rights(), reading.role(), tenant, row.instance, definition->compiled);
        const PersonId me = current_actor(reading.rights(), tenant).value_or("");
        if (!hidden.empty())
            for (StateChange& change : changes_between(states.first, states.second))
                if (is_hidden_field(change, hidden)) changes.push_back({.kind = change.kind, .subject = std::move(change.subject), .before = {}, .after = {}});
        states = {as_seen_by(me, std::move(states.first), hidden), as_seen_by(me, std::move(states.second), hidden)};
    }
    std::vector<StateChange> visible = changes_between(states.first, states.second);
    visible.insert(visible.end(), changes.begin(), changes.end());
    return visible;
}

std::string subject_of(const InstanceRow& row, const StateChange& change) {
    if (change.kind != seat_change) return change.subject;
    return std::to_string(task_id(row.instance, SeatId{static_cast<std::uint32_t>(std::stoul(change.subject))}));
}

Param value_or_null(const Json& json) { return json.text.empty() ? null() : jsonb(json.text); }

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_diff);
Datum wf_diff(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::int64_t a = args.required_int8("seq_a");
        const std::int64_t b = args.required_int8("seq_b");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        const InstanceRow row = reading.instance(tenant, instance);
        const std::vector<StateChange> changes =
            visible_changes(reading, tenant, row, states_after(reading.rights(), tenant, row, a, b));
        reading.done();
        RowSet result{fcinfo};
        for (const StateChange& change : changes)
            result.add({pg::text(change.kind), pg::text(subject_of(row, change)), value_or_null(change.before),
                        value_or_null(change.after)});
        return Datum{0};
    });
}
}
