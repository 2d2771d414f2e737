#include "pg/command/batch.hpp"

#include "pg/server/as_engine.hpp"
#include "pg/people/caller.hpp"
#include "pg/store/log.hpp"
#include "pg/command/work.hpp"
#include "pg/people/gate.hpp"

#include <algorithm>
#include <unordered_map>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

Error not_found(std::int64_t task) {
    return Error::make(Code::TaskNotFound, "task " + std::to_string(task) + " does not exist", "",
                       "Open tasks are listed in wf.todo.");
}

std::vector<std::int64_t> instances_of(const std::vector<std::int64_t>& tasks) {
    std::vector<std::int64_t> ids;
    for (const std::int64_t task : tasks) ids.push_back(instance_of_task(task));
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

// What it brings may be written into a bound row before it is refused.
bool brings_data(const Act& act) {
    return std::visit(
        [](const auto& one) {
            if constexpr (requires { one.data.has_value(); }) return one.data.has_value();
            return false;
        },
        act);
}

// Functions write what they like before the command that has called them is refused.
bool calls_functions(const Definition& definition) {
    return std::ranges::any_of(definition.nodes, [](const Node& one) { return one.type == NodeType::Script; });
}

class Batch {
public:
    Batch(std::int64_t tenant, std::string comment)
        : tenant_(tenant), at_(GetCurrentTimestamp()), comment_(std::move(comment)) {}

    void begin(const EngineRights& rights, Actor actor, const CallerRole& role,
               const std::vector<std::int64_t>& tasks) {
        actor_ = std::move(actor);
        role_ = role;
        for (InstanceRow& row : lock_instances(rights, tenant_, instances_of(tasks))) {
            const std::int64_t id = row.instance;
            const bool may_leave_traces =
                calls_functions(definition_by_id(rights, tenant_, row.definition)->compiled);
            rows_.emplace(id, Locked{.row = std::move(row), .may_leave_traces = may_leave_traces});
        }
    }

    BatchResult decide(std::int64_t task, Act act) {
        BatchResult result{
            .task = task, .instance = instance_of_task(task), .version = 0, .refused = std::nullopt};
        const auto found = rows_.find(result.instance);
        if (found == rows_.end()) {
            result.refused = not_found(task);
            return result;
        }
        const auto decide_now = [&] {
            as_engine([&](EngineRights& rights) {
                decide(rights, found->second.row, std::move(act), result);
            });
        };
        const bool writes_row = brings_data(act) && !found->second.row.business_table.empty();
        if (!found->second.may_leave_traces && !writes_row) {
            decide_now();
            return result;
        }
        const std::optional<Error> failure = attempt([&] {
            decide_now();
            if (result.refused) throw *result.refused;
        });
        if (failure && !result.refused) throw *failure;
        return result;
    }

private:
    struct Locked {
        InstanceRow row;
        bool may_leave_traces = false;  // when it is refused
    };

    void decide(EngineRights& rights, InstanceRow& row, Act act, BatchResult& result) {
        if (!is_fresh(row)) row = *lock_instance(rights, tenant_, row.instance);  // it is ours already
        Work work{rights, tenant_, at_};
        result.refused = try_decide(rights, work, row, std::move(act));
        result.version = work.version_of(result.instance);
    }

    std::optional<Error> try_decide(const EngineRights& rights, Work& work, InstanceRow& row, Act act) {
        const DefinitionRef definition = definition_by_id(rights, tenant_, row.definition);
        if (std::optional<Error> refused = refusal_to_use(rights, role_, tenant_, definition->compiled.key))
            return refused;
        const std::uint64_t before = Work::changes_made();
        std::optional<Error> refused = work.try_decide(row, definition->compiled,
                                                       Command{.act = std::move(act),
                                                               .actor = actor_.id,
                                                               .by_administrator = actor_.administers,
                                                               .at = at_,
                                                               .comment = comment_});
        work.run();
        note_changes(row, before, refused ? 0 : 1);
        return refused;
    }

    // What followed, or a function that was called, may have changed any of them.
    void note_changes(const InstanceRow& row, std::uint64_t before, std::uint64_t expected) {
        if (Work::changes_made() != before + expected) {
            fresh_.clear();
            all_fresh_ = false;
        } else if (!all_fresh_) {
            fresh_.push_back(row.instance);
        }
    }

    bool is_fresh(const InstanceRow& row) const {
        return all_fresh_ || std::find(fresh_.begin(), fresh_.end(), row.instance) != fresh_.end();
    }

    const std::int64_t tenant_;
    const Instant at_;
    const std::string comment_;
    Actor actor_;
    CallerRole role_;
    std::unordered_map<std::int64_t, Locked> rows_;
    bool all_fresh_ = true;            // as they were read, or changed by us
    std::vector<std::int64_t> fresh_;  // otherwise: those that are
};

}  // namespace

std::vector<BatchResult> run_batch(const Call& call, const std::vector<std::int64_t>& tasks,
                                   const std::function<Act(SeatId)>& act, const std::string& comment,
                                   OnRefusal on_refusal) {
    const CallerRole role = caller_role();
    std::vector<BatchResult> results;
    results.reserve(tasks.size());
    Batch batch{call.tenant, comment};
    as_engine([&](EngineRights& rights) {
        batch.begin(
            rights,
            {.id = check_actor(rights, call.actor, role, call.tenant), .administers = role.administers}, role,
            tasks);
    });
    for (const std::int64_t task : tasks) {
        check_interrupts();
        results.push_back(batch.decide(task, act(seat_of_task(task))));
        if (results.back().refused && on_refusal == OnRefusal::Stop) throw std::move(*results.back().refused);
    }
    return results;
}

}  // namespace wf::pg
