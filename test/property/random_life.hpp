// An instance that is given random commands. A test brings the acts, and the laws of its own; those of invariants.hpp are
// asked after every command that is accepted.
#pragma once

#include "invariants.hpp"
#include "random_deeds.hpp"
#include "runs.hpp"

#include "core/compile/compile.hpp"
#include "core/log/checkpoint.hpp"
#include "core/log/event_search.hpp"
#include "core/log/open_tasks.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace wf::test {

using Seen = std::map<std::string, int>;  // how often it came to what

inline std::string action_of(const Act& act) {
    return std::string{std::visit([](const auto& one) { return one.action; }, act)};
}

class RandomLife {
public:
    // `administrators`: whose database role administers the engine.
    RandomLife(const Definition& definition, TestWorld& world, std::set<PersonId> administrators)
        : definition_(definition), world_(world), administrators_(std::move(administrators)) {}

    DecideLimits limits;
    Instant clock = 0;
    bool may_get_stuck = false;  // nobody has proved that the definition is sound
    bool is_read_back =
        false;  // as if the server crashed after each command: what goes on is what was stored
    Seen seen;

    const State& state() const { return state_; }
    const std::vector<Entry>& log() const { return log_; }
    PersonId last_actor() const { return log_.empty() ? PersonId{} : log_.back().actor; }

    // Changes nothing; take() does.
    Decision ask(const Command& command) {
        world_.entries = log_;
        return decide(definition_, state_, command, world_, limits);
    }
    // A second later.
    Decision ask(const Deed& deed) {
        clock += 1'000'000;
        return ask(Command{.act = deed.what,
                           .actor = deed.who,
                           .by_administrator = administrators_.contains(deed.who),
                           .at = clock,
                           .comment = "x"});
    }

    void take(const Accepted& accepted) {
        for (const Entry& entry : accepted.entries) {
            log_.push_back(entry);
            whole_.push_back(entry);
            world_.participants.insert(entry.actor);
        }
        EXPECT_EQ(problem_of(state_, log_, accepted, may_get_stuck ? nullptr : &definition_), "");
        row_.take(accepted.state, accepted.entries.front().seq);
        EXPECT_EQ(row_.problem(accepted.state), "") << way();
        state_ = accepted.state;
        check_checkpoint();
        if (!is_read_back) return;
        state_ = decode(row_.state, row_.seats).value_or(State{});
        state_.data = accepted.state.data;
    }

    // The entries so far leave the log behind a checkpoint, as an archived partition takes them. What follows is decided
    // without them.
    void archive() {
        const Decision kept = ask(Deed{PersonId{system_actor}, Checkpoint{.chain = "ab"}});
        ASSERT_TRUE(std::holds_alternative<Accepted>(kept));
        take(std::get<Accepted>(kept));
        log_ = from_checkpoint({log_.back()});
        EXPECT_EQ(state_to_json(replay(log_)), state_to_json(state_));
        ++seen["archived"];
    }

    // The story, for a failure.
    std::string way() const {
        std::string text;
        for (const Entry& entry : log_)
            text += std::to_string(entry.seq) + " " + entry.action + " " + entry.actor + " " + entry.node +
                    " " + events_to_json(entry.events) + "\n";
        return text + "state: " + state_to_json(state_);
    }

private:
    // What is read from the newest checkpoint on is what the whole log gives.
    void check_checkpoint() const {
        if (log_.empty() || first_known(log_) == 1) return;
        const OpenTasks whole{whole_}, rest{log_};
        EXPECT_EQ(state_to_json(rest.state()), state_to_json(whole.state())) << way();
        EXPECT_EQ(times_of(rest), times_of(whole)) << way();
        EXPECT_EQ(approvers_of(log_), approvers_of(whole_)) << way();
    }
    static std::string times_of(const OpenTasks& tasks) {
        std::string text;
        for (const TaskTimes& task : tasks.times())
            text += std::to_string(task.seat.value) + " " + std::to_string(task.created_at) + " " + std::to_string(task.due_at) + " " +
                    std::to_string(task.claimed_at) + "\n";
        return text;
    }

    const Definition& definition_;
    TestWorld& world_;
    std::set<PersonId> administrators_;
    State state_;
    StoredRow row_;
    std::vector<Entry> log_;
    std::vector<Entry> whole_;  // also what has left
};

// Everybody's superior is the last of them, who administers.
inline TestWorld small_company(const std::vector<PersonId>& people) {
    TestWorld world;
    for (const PersonId& id : people) world.add(id, id == people.back() ? PersonId{} : people.back());
    world.roles["admin"] = {people.back()};
    return world;
}

inline CompileResult compiled_quickly(std::string_view json) {
    CompileLimits limits;
    limits.max_states = 5'000;
    return compile(quoted(json), limits);
}

// Nothing: it is not known to be sound.
inline std::optional<Definition> sound_definition(std::string_view json) {
    CompileResult result = compiled_quickly(json);
    if (!result.definition || has_errors(result.findings)) return {};
    return std::move(*result.definition);
}

inline void expect_seen(const Seen& seen, std::initializer_list<const char*> wanted) {
    for (const char* what : wanted)
        EXPECT_TRUE(seen.contains(what)) << "the generator never gets to: " << what;
}

inline void add(Seen& all, const Seen& more) {
    for (const auto& [what, times] : more) all[what] += times;
}

}  // namespace wf::test
