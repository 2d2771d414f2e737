#include "pg/reads/log_tally.hpp"

#include "core/model/names.hpp"
#include "core/report/tally.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/stored_events.hpp"

#include <array>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// What the rows of a batch need goes with it.
class BatchMemory {
public:
    BatchMemory()
        : mine_(call([] { return AllocSetContextCreate(CurrentMemoryContext, "wf log tally", ALLOCSET_DEFAULT_SIZES); })),
          outer_(MemoryContextSwitchTo(mine_)) {}
    ~BatchMemory() { MemoryContextSwitchTo(outer_); }
    BatchMemory(const BatchMemory&) = delete;
    BatchMemory& operator=(const BatchMemory&) = delete;
    void reset() { MemoryContextReset(mine_); }

private:
    const MemoryContext mine_;
    const MemoryContext outer_;
};

constexpr std::int64_t floor_of(std::int64_t number, std::int64_t unit) {
    return number / unit - (number % unit < 0 ? 1 : 0);
}

class DirectoryAlmanac final : public report::Almanac {
public:
    explicit DirectoryAlmanac(std::string time_zone) : time_zone_(std::move(time_zone)) {}

    // Zones change by quarters of an hour, so each of these lies in one day.
    std::int32_t day_of(Instant at) override {
        constexpr std::int64_t quarter = 15 * USECS_PER_MINUTE;
        const std::int64_t which = floor_of(at, quarter);
        const auto [known, is_new] = days_.try_emplace(which, 0);
        if (is_new) known->second = day_in_zone(which * quarter);
        return known->second;
    }

    std::string department_of(std::int64_t tenant, const PersonId& person, Instant at) override {
        const auto [known, is_new] = people_[tenant].try_emplace(person);
        if (is_new) known->second = departments_of(tenant, person);
        for (const Membership& each : known->second)
            if (each.from <= at && at < each.until) return each.department;
        return {};
    }

private:
    struct Membership {
        Instant from;
        Instant until;
        std::string department;
    };

    std::int32_t day_in_zone(Instant at) const {
        const Param zone = text(time_zone_);
        const Timestamp local = call([&] {
            return DatumGetTimestamp(DirectFunctionCall2(timestamptz_zone, zone.value, TimestampTzGetDatum(at)));
        });
        return static_cast<std::int32_t>(floor_of(local, USECS_PER_DAY));
    }

    static std::vector<Membership> departments_of(std::int64_t tenant, const PersonId& person) {
        static Statement select{
            R"(SELECT valid_from, coalesce(valid_until, 'infinity'), department_id
            FROM wf.person_history
            WHERE tenant_id = $1 AND person_id = $2 AND department_id IS NOT NULL)",
            {INT8OID, TEXTOID}};
        const Rows rows = select.run({int8(tenant), text(person)}, Access::ReadOnly);
        std::vector<Membership> memberships;
        for (std::size_t i = 0; i < rows.size(); ++i)
            memberships.push_back({.from = rows.time(i, 1), .until = rows.time(i, 2), .department = rows.text(i, 3)});
        return memberships;
    }

    const std::string time_zone_;
    std::unordered_map<std::int64_t, std::int32_t> days_;
    std::unordered_map<std::int64_t, std::unordered_map<PersonId, std::vector<Membership>>> people_;  // by tenant
};

namespace column {
enum {
    tenant = 1,
    instance,
    definition,
    initiator,
    started_at,
    life,
    seq,
    at,
    action,
    actor,
    on_behalf_of,
    node,
    source,
    target,
    events
};
}

constexpr const char* entries_of_stretch =
    R"(SELECT l.tenant_id, l.instance_id, i.definition_id, i.initiator, i.started_at, f.life,
        l.seq, l.at, l.action, l.actor, l.on_behalf_of, l.node, l.source, l.target, l.events
    FROM wf.log l
    JOIN wf.instance i ON i.tenant_id = l.tenant_id AND i.instance_id = l.instance_id
    LEFT JOIN wf.rollup_life f ON f.as_of = $3 AND f.tenant_id = l.tenant_id AND f.instance_id = l.instance_id
    WHERE l.at >= $1 AND l.at < $2
    ORDER BY l.tenant_id, l.instance_id, l.seq)";

Status status_of(const std::string& name) { return by_name<Status>(status_names, name).value_or(Status::Failed); }

// One that cannot be read still says what became of the instance.
Entry entry_of(const Rows& rows, std::size_t row) {
    Entry entry;
    entry.seq = rows.int8(row, column::seq);
    entry.at = rows.time(row, column::at);
    entry.action = rows.text(row, column::action);
    entry.actor = rows.text(row, column::actor);
    entry.on_behalf_of = rows.text(row, column::on_behalf_of);
    entry.node = rows.text(row, column::node);
    entry.source = status_of(rows.text(row, column::source));
    entry.target = status_of(rows.text(row, column::target));
    entry.events =
        events_if_readable(rows.text(row, column::events), EventData::LeftOut).value_or(std::vector<Event>{});
    return entry;
}

// The entries come instance by instance.
class LogTally {
public:
    LogTally(const EngineRights& rights, const std::string& time_zone, report::Sums& sums, const TakeLife& take)
        : rights_(rights), almanac_(time_zone), sums_(sums), take_(take) {}

    void read(const Rows& rows, std::size_t row) {
        const std::int64_t tenant = rows.int8(row, column::tenant);
        const std::int64_t id = rows.int8(row, column::instance);
        if (id != id_ || tenant != instance_.tenant) {
            finish();
            begin(rows, row, tenant, id);
        }
        report::tally(*graph_, instance_, entry_of(rows, row), life_, sums_, almanac_);
    }

    void finish() {
        if (id_ == 0) return;
        const bool is_over = life_.tokens.empty() && life_.seats.empty() && life_.way.empty();
        take_(instance_.tenant, id_, is_over ? std::string{} : report::life_to_bytes(life_));
    }

private:
    void begin(const Rows& rows, std::size_t row, std::int64_t tenant, std::int64_t id) {
        id_ = id;
        instance_ = {.tenant = tenant,
                     .definition = rows.int8(row, column::definition),
                     .initiator = rows.text(row, column::initiator),
                     .started_at = rows.time(row, column::started_at)};
        life_ = report::life_from_bytes(rows.text(row, column::life)).value_or(report::Life{});
        const DefinitionRef definition = definition_by_id(rights_, tenant, instance_.definition);
        if (definition == definition_) return;
        definition_ = definition;
        graph_ = std::make_unique<report::FlowGraph>(definition->compiled);
    }

    const EngineRights& rights_;
    DirectoryAlmanac almanac_;
    report::Sums& sums_;
    const TakeLife& take_;
    std::int64_t id_ = 0;
    report::Instance instance_;
    report::Life life_;
    DefinitionRef definition_;
    std::unique_ptr<report::FlowGraph> graph_;
};

}  // namespace

std::int64_t tally_log(const EngineRights& rights, const LogStretch& stretch, report::Sums& sums, const TakeLife& take) {
    const std::array<Oid, 3> types{TIMESTAMPTZOID, TIMESTAMPTZOID, TIMESTAMPTZOID};
    const std::array<Param, 3> params{time(stretch.since), time(stretch.until),
                                      stretch.seeds ? time(*stretch.seeds) : null()};
    Cursor entries{entries_of_stretch, types, params};
    LogTally tally{rights, stretch.time_zone, sums, take};
    std::int64_t count = 0;
    BatchMemory memory;
    for (Rows rows = entries.next(1000); !rows.empty(); rows = entries.next(1000)) {
        check_interrupts();
        for (std::size_t row = 0; row < rows.size(); ++row) tally.read(rows, row);
        count += static_cast<std::int64_t>(rows.size());
        memory.reset();
    }
    tally.finish();
    entries.close();
    return count;
}

}  // namespace wf::pg
