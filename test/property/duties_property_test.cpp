// Separation of duties: on_self and not_same_as, whatever people, the clock and the organisation do, in
// parallel branches and in any order. Who may not is found a second time here, from the events alone:
//   no vote counts, nor is one passed by dedupe, of a person who may not; neither in their own name, nor
//   through an agent, nor as an agent for somebody else nobody who may not has a seat: neither is it theirs, nor
//   do they hold it (except for advice, which is not a vote)
// Fallbacks, as on_no_approver, are no exception: the administrators get a task of their group.
// WF_SEED=n repeats one run, WF_RUNS=n takes longer.
#include "random_duties.hpp"
#include "random_life.hpp"

#include <map>

namespace wf::test {
namespace {

// Who has signed what, and so may not sign something else: by the definition's words, from events.
class Duties {
public:
    explicit Duties(const Definition& definition) : definition_(definition) {}

    // Empty: they may.
    std::string against(const PersonId& person, const std::string& id) const {
        const ApprovalSettings& settings = definition_.find_node(id)->approval;
        if (person == initiator_ && settings.on_self != OnSelf::Self) return "it is their own request";
        for (const std::string& other : settings.not_same_as) {
            if (other == "start") {
                if (person == initiator_) return "they started";
                continue;
            }
            for (const auto& [seat, vote] : votes_)
                if (vote.node == other && (vote.by == person || vote.whose == person))
                    return "they signed " + other + " by seat " + std::to_string(seat);
        }
        return {};
    }

    // `state`: before the entry. Returns what should not have happened.
    std::string take(State& state, const Entry& entry) {
        std::string problem;
        is_recall_ = entry.action == Recall::action;
        for (const Event& event : entry.events) {
            std::visit([&](const auto& fact) { on(state, fact, problem); }, event);
            evolve(state, event);
        }
        state.version = entry.seq;
        after_[entry.seq] = votes_;
        return problem.empty() ? "" : "entry " + std::to_string(entry.seq) + ": " + problem;
    }

    // Whose seat it must not be.
    std::string problem_of(const State& state) const {
        for (const Seat& seat : state.seats)
            if (std::string problem = problem_of(state, seat); seat.is_pending() && !problem.empty())
                return problem;
        return {};
    }

private:
    struct Vote {
        std::string node;
        PersonId whose;
        PersonId by;
    };

    std::string problem_of(const State& state, const Seat& seat) const {
        if (state.find_token(seat.token)->node == "start") return {};
        std::string problem = of(state, seat, seat.principal);
        return problem.empty() && seat.givers.empty() ? of(state, seat, seat.holder) : problem;
    }
    std::string of(const State& state, const Seat& seat, const PersonId& person) const {
        if (person.empty()) return {};
        const std::string& node = state.find_token(seat.token)->node;
        const std::string why = against(person, node);
        return why.empty()
                   ? ""
                   : person + " has seat " + std::to_string(seat.id.value) + " of " + node + ", but " + why;
    }

    // Before the vote itself counts as one.
    void vote(const State& state, SeatId id, const PersonId& by, std::string& problem) const {
        const Seat& seat = *state.find_seat(id);
        for (const PersonId& person : {by, seat.principal}) {
            const std::string& node = state.find_token(seat.token)->node;
            if (node == "start" || person.empty() || !problem.empty()) continue;
            const std::string why = against(person, node);
            if (!why.empty()) problem = "a vote of " + person + " at " + node + ", but " + why;
        }
    }
    void sign(const State& state, SeatId id, const PersonId& by, std::string& problem) {
        vote(state, id, by, problem);
        const Seat& seat = *state.find_seat(id);
        votes_[id.value] = {.node = state.find_token(seat.token)->node,
                            .whose = seat.principal.empty() ? by : seat.principal,
                            .by = by};
    }

    void on(const State&, const InstanceStarted& event, std::string&) { initiator_ = event.initiator; }
    void on(const State& state, const SeatApproved& event, std::string& problem) {
        sign(state, event.seat, event.by, problem);
    }
    void on(const State& state, const TaskCompleted& event, std::string& problem) {
        sign(state, event.seat, event.by, problem);
    }
    void on(const State& state, const SeatPassed& event, std::string& problem) {
        sign(state, event.seat, {}, problem);
    }
    // Also who would lose it again at once. What a recall restores is not made anew.
    void made(const State& state, const Seat& seat, std::string& problem) const {
        if (seat.is_pending() && problem.empty() && !is_recall_) problem = problem_of(state, seat);
    }
    void on(const State& state, const SeatsCreated& event, std::string& problem) {
        for (const Seat& seat : event.seats) made(state, seat, problem);
    }
    void on(const State& state, const SeatClaimed& event, std::string& problem) {
        Seat seat = *state.find_seat(event.seat);
        seat.principal = seat.holder = event.by;
        made(state, seat, problem);
    }
    void on(const State& state, const SeatReassigned& event, std::string& problem) {
        Seat seat = *state.find_seat(event.seat);
        seat.principal = event.principal;
        seat.holder = event.holder;
        seat.givers.clear();
        made(state, seat, problem);
    }
    void on(const State& state, const SeatRejected& event, std::string& problem) {
        vote(state, event.seat, event.by, problem);
    }
    void on(const State& state, const SeatAbstained& event, std::string& problem) {
        vote(state, event.seat, event.by, problem);
    }
    // The last vote of theirs there; whoever took a vote back has not signed.
    void on(const State&, const Recalled& event, std::string&) {
        for (auto vote = votes_.rbegin(); vote != votes_.rend(); ++vote) {
            const Vote& last = vote->second;
            if (last.node != event.node || (last.by != event.by && last.whose != event.by)) continue;
            votes_.erase(vote->first);
            return;
        }
    }
    void on(const State&, const StateRestored& event, std::string&) { votes_ = after_[event.seq]; }
    template <class Other>
    void on(const State&, const Other&, std::string&) {}

    const Definition& definition_;
    PersonId initiator_;
    bool is_recall_ = false;
    std::map<std::uint32_t, Vote> votes_;  // by seat
    std::map<std::int64_t, std::map<std::uint32_t, Vote>> after_;
};

class DutyLife {
public:
    DutyLife(const Definition& definition, Random& random)
        : random_(random),
          world_(random_world(random)),
          duties_(definition),
          deeds_(random, definition, everybody,
                 [&random] {
                     return random.chance(15) ? "{'x': " + std::to_string(random.below(3)) + "}"
                                              : std::string{};
                 }),
          life_(definition, world_, {"system"}) {
        life_.may_get_stuck = true;
        for (const PersonId& id : everybody) world_.people[id].active = random.chance(90);
        world_.roles["admin"].insert("p9");
        world_.people["p9"].active = true;
    }

    bool start() { return act({random_.pick(everybody), start_with("{'x': 1}")}); }
    bool step() {
        if (testing::Test::HasFailure()) return false;
        if (is_final(life_.state().status)) {
            if (random_.chance(40)) return false;
            act(deeds_.after_the_end(life_.state()));
            return true;
        }
        if (life_.state().status == Status::Suspended && random_.chance(70))
            return act({"p9", Resume{}}), true;
        switch (random_.below(12)) {
            case 0: somebody_leaves_or_comes(); break;
            case 1: somebody_delegates(); break;
            case 2: act({"p9", RefreshApprovers{.node = deeds_.any_node()}}); break;
            case 3: claim_or_release(); break;
            case 4:
            case 5:
            case 6: act(deeds_.of_people(life_.state(), life_.last_actor())); break;
            default:
                for (const Deed& deed : deeds_.that_go_on(life_.state(), life_.clock, deeds_.anybody()))
                    act(deed);
        }
        return true;
    }

    const RandomLife& life() const { return life_; }

private:
    void somebody_leaves_or_comes() {
        Person& person = world_.people[random_.pick(everybody)];
        if (person.id == "p9") return;
        person.active = !person.active;
        if (!person.active) act({"system", ReplaceLeavers{}});
    }
    void somebody_delegates() {
        const PersonId person = random_.pick(everybody);
        const PersonId agent = random_.pick(everybody);
        world_.agents.erase(person);
        if (agent == person) return;
        world_.agents[person] = agent;
        act({"system", ApplyDelegation{.person = person}});
    }
    void claim_or_release() {
        const SeatId id = deeds_.any_seat(life_.state());
        const Seat* const seat = life_.state().find_seat(id);
        act({deeds_.holder_of(life_.state(), id),
             seat && seat->is_claimed() ? Act{Release{.task = id}} : Act{Claim{.task = id}}});
    }

    bool act(const Deed& deed) {
        const std::string action = action_of(deed.what);
        const Decision decision = life_.ask(deed);
        if (const auto* refused = std::get_if<Rejection>(&decision)) {
            if (refused->code == Code::SeparationOfDuties ||
                refused->code == Code::SelfApproval)
                ++life_.seen[action + " forbidden"];
            return false;
        }
        ++life_.seen[action];
        take(std::get<Accepted>(decision));
        return true;
    }
    void take(const Accepted& accepted) {
        State state = life_.state();
        for (const Entry& entry : accepted.entries) {
            EXPECT_EQ(duties_.take(state, entry), "");
            if (entry.actor == "system") ++life_.seen["system: " + entry.action];
        }
        life_.take(accepted);
        const std::string problem = duties_.problem_of(life_.state());
        // wf.restore may lead between a vote and what the system did because of it; the next move of tokens
        // makes up for it.
        is_midway_ = !problem.empty() && (is_midway_ || accepted.entries.front().action == Restore::action);
        if (!is_midway_) EXPECT_EQ(problem, "");
    }

    Random& random_;
    TestWorld world_;
    Duties duties_;
    RandomDeeds deeds_;
    RandomLife life_;
    bool is_midway_ = false;
};

TEST(AnyDuty, IsKeptApartByEveryVerb) {
    const Runs runs = Runs::of(20'261'331, 400);
    Seen seen;
    for (std::uint64_t seed = runs.first; seed < runs.first + runs.count && !HasFailure(); ++seed) {
        Random random{seed};
        const std::string text = RandomDuties{random}.text();
        const Definition definition = compiled(text);
        DutyLife one{definition, random};
        if (one.start())
            for (int steps = 0; steps < 60 && one.step(); ++steps) {
            }
        add(seen, one.life().seen);
        if (HasFailure())
            ADD_FAILURE() << "WF_SEED=" << seed << "\n" << quoted(text) << "\n" << one.life().way();
    }
    if (runs.is_one || HasFailure()) return;
    expect_seen(seen, {"approve",
                       "approve forbidden",
                       "reject",
                       "abstain",
                       "complete",
                       "complete forbidden",
                       "claim",
                       "claim forbidden",
                       "release",
                       "transfer",
                       "transfer forbidden",
                       "delegate",
                       "resolve",
                       "add_signer",
                       "add_signer forbidden",
                       "remove_signer",
                       "send_back",
                       "resubmit",
                       "recall",
                       "jump",
                       "wake",
                       "undo",
                       "redo",
                       "restore",
                       "refresh_approvers",
                       "replace_leavers",
                       "apply_delegation",
                       "fire_timer",
                       "withdraw",
                       "system: reassign",
                       "system: approve"});
}

}  // namespace
}  // namespace wf::test
