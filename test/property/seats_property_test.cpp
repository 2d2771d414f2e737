// One approval after another with random modes, weights, policies, delegations and people who come and go,
// worked on by random commands of everybody. Whatever happens: the verdict is what a plain count says, nobody
// votes twice, no open task belongs to somebody who has left, and replay gives the state (invariants.hpp).
#include "random_life.hpp"

#include "core/node/units.hpp"

#include <set>

namespace wf::test {
namespace {

class RandomApproval {
public:
    explicit RandomApproval(Random& random) : random_(random) {}

    std::string text() {
        std::vector<NodeText> nodes;
        const int count = 1 + random_.below(3);
        for (int i = 0; i < count; ++i)
            nodes.push_back(approval("n" + std::to_string(i), rules(), settings(i)));
        return chain(nodes, "{'name': 'x', 'type': 'number', 'material': true}");
    }

private:
    std::string people(int most) {
        std::string list;
        for (int n = 1 + random_.below(most); n > 0; --n) list += random_.pick(everybody) + " ";
        return list;
    }
    std::string rules() {
        std::string text;
        for (int n = 1 + random_.below(2); n > 0; --n) {
            text += text.empty() ? "" : ", ";
            switch (random_.below(4)) {
                case 0: text += by_role(random_.pick({"r0", "r1", "left"})); break;
                case 1: text += "{'by': 'initiator'}"; break;
                default: text += by_users(people(6));
            }
        }
        return text;
    }
    std::string vote() {
        std::string text = "'need': " + random_.pick({"1", "2", "'2/3'", "'50%'", "'100%'"});
        if (random_.chance(40)) text += ", 'weights': {'" + random_.pick(everybody) + "': 3}";
        if (random_.chance(20)) text += ", 'veto': ['" + random_.pick(everybody) + "']";
        if (random_.chance(20)) text += ", 'pass': ['" + random_.pick(everybody) + "']";
        if (random_.chance(30)) text += ", 'collect_all': true";
        return "{" + text + "}";
    }
    std::string settings(int node) {
        const std::string mode = random_.pick({"any", "all", "sequential", "vote"});
        std::string text = "'mode': '" + mode + "', 'abstain': true";
        if (mode == "vote") text += ", 'vote': " + vote();
        text += ", 'on_self': '" + random_.pick({"self", "skip", "superior"}) + "'";
        text += ", 'dedupe': '" + random_.pick({"off", "once", "consecutive", "last"}) + "'";
        text +=
            ", 'on_leave': " + random_.pick({"'superior'", "'admin'", "'hold'", "{'users': ['p0', 'p1']}"});
        text += ", 'on_no_approver': " +
                random_.pick({"'admin'", "'superior'", "'hold'", "{'users': ['p2', 'p3']}"});
        if (mode == "any" && random_.chance(30)) text += ", 'claim': 'required'";
        if (random_.chance(15))
            text += ", 'assign': '" + random_.pick({"random", "round_robin", "least_loaded"}) + "'";
        if (node > 0 && random_.chance(30)) text += ", 'not_same_as': ['n" + std::to_string(node - 1) + "']";
        return text;
    }

    Random& random_;
};

// A vote, counted as plainly as can be.
struct Count {
    std::int64_t seats = 0, yes = 0, no = 0, open = 0;
    bool vetoed = false, passed = false;
};

bool names(const Decisive& decisive, const PersonId& person) {
    return std::find(decisive.people.begin(), decisive.people.end(), person) != decisive.people.end();
}

Count count(const State& state, TokenId token, const ApprovalSettings& settings) {
    Count count;
    for (const Seat& seat : state.seats) {
        if (seat.token != token || seat.state == SeatState::Removed) continue;
        const PersonId& whose = seat.principal.empty() ? seat.holder : seat.principal;
        count.seats += seat.weight;
        if (seat.state == SeatState::Approved) count.yes += seat.weight;
        if (seat.state == SeatState::Rejected) count.no += seat.weight;
        if (seat.is_pending()) count.open += seat.weight;
        count.vetoed |= seat.state == SeatState::Rejected && names(settings.vote.veto, whose);
        count.passed |= seat.state == SeatState::Approved && names(settings.vote.pass, whose);
    }
    return count;
}

// Must a standing approval have been decided? Then it should not stand any more.
bool is_decided(const ApprovalSettings& settings, const Count& count, bool by_policy) {
    const Need& need = settings.vote.need;
    std::int64_t needed =
        need.is_share ? std::max<std::int64_t>(
                            1, (count.seats * need.numerator + need.denominator - 1) / need.denominator)
                      : need.count;
    switch (settings.mode) {
        case Mode::Any: return count.yes > 0 || (count.open == 0 && count.no > 0);
        case Mode::All:
        case Mode::Sequential: return count.no > 0 || (count.open == 0 && count.yes > 0);
        case Mode::Vote:
            if (by_policy && needed > count.yes + count.no + count.open)
                return count.no > 0 || (count.open == 0 && count.yes > 0);
            if (count.vetoed || count.passed) return true;
            if (settings.vote.collect_all && count.open > 0) return false;
            if (count.yes >= needed) return true;
            return needed <= count.seats && count.yes + count.open < needed &&
                   count.yes + count.no + count.open > 0;
    }
    return false;
}

class Performance {
public:
    explicit Performance(std::uint64_t seed)
        : random_(seed),
          world_(random_world(random_)),
          text_(RandomApproval{random_}.text()),
          definition_(compiled(text_)),
          life_(definition_, world_, {}) {
        life_.may_get_stuck = true;
        world_.roles["left"] = {};
        world_.roles["admin"].insert("p9");
        world_.people["p9"].active = true;
    }

    void play() {
        testing::ScopedTrace trace{__FILE__, __LINE__, text_};
        act({random_.pick(everybody), start_with("{'x': 1}")});
        for (int i = 0; i < 40 && life_.state().version > 0 && !is_final(life_.state().status); ++i) {
            if (random_.chance(12))
                somebody_leaves_or_comes();
            else if (random_.chance(8))
                somebody_delegates();
            else
                act(random_deed());
            if (testing::Test::HasFailure()) return;
        }
    }

private:
    void somebody_leaves_or_comes() {
        Person& person = world_.people[random_.pick(everybody)];
        if (person.id == "p9") return;
        person.active = !person.active;
        if (!person.active && life_.state().version > 0) act({PersonId{system_actor}, ReplaceLeavers{}});
    }

    void somebody_delegates() {
        const PersonId person = random_.pick(everybody);
        world_.agents[person] = random_.pick(everybody);
        if (world_.agents[person] == person || random_.chance(30))
            world_.agents.erase(person);
        else if (life_.state().version > 0)
            act({PersonId{system_actor}, ApplyDelegation{.person = person}});
    }

    Deed random_deed() {
        const SeatId task{
            static_cast<std::uint32_t>(1 + random_.below(static_cast<int>(life_.state().last_seat) + 1))};
        const Seat* seat = life_.state().find_seat(task);
        PersonId actor = seat && random_.chance(85) ? seat->holder : random_.pick(everybody);
        if (actor.empty()) actor = random_.pick(everybody);
        switch (random_.below(20)) {
            case 0: return {actor, Reject{.task = task, .data = {}}};
            case 1:
            case 2: return {actor, Abstain{.task = task, .data = {}}};
            case 3:
            case 4: return {actor, Claim{.task = task}};
            case 5: return {actor, Release{.task = task}};
            case 6: return {actor, Transfer{.task = task, .to = random_.pick(everybody)}};
            case 7: return {actor, Delegate{.task = task, .to = random_.pick(everybody)}};
            case 8:
            case 9: return {actor, Resolve{.task = task}};
            case 10: return {"p9", RefreshApprovers{.node = "n" + std::to_string(random_.below(3))}};
            case 11:
            case 12:
            case 13: return {actor, random_signers(task)};
            case 14:
                return {random_.chance(50) ? "p9" : actor,
                        RemoveSigner{.task = task, .person = random_.pick(everybody)}};
            default:
                return {actor, Approve{.task = task,
                                       .data = random_.chance(10) ? as_json() : std::nullopt,
                                       .chosen = {}}};
        }
    }
    AddSigner random_signers(SeatId task) {
        AddSigner add{.task = task, .people = {}};
        for (int n = 1 + random_.below(3); n > 0; --n) add.people.push_back(random_.pick(everybody));
        add.place = random_.pick(std::vector{SignerPlace::Before, SignerPlace::After, SignerPlace::Parallel});
        add.mode = random_.pick(std::vector{SignerMode::All, SignerMode::Any, SignerMode::Sequential});
        return add;
    }
    std::optional<Json> as_json() { return Json{"{\"x\":" + std::to_string(random_.below(9)) + "}"}; }

    void act(const Deed& deed) {
        const std::string before = state_to_json(life_.state());
        const Decision decision = life_.ask(deed);
        EXPECT_EQ(state_to_json(life_.state()), before);
        const auto* accepted = std::get_if<Accepted>(&decision);
        if (!accepted) return;
        check_votes(*accepted);
        life_.take(*accepted);
        check_open_seats();
        check_standing_nodes();
    }

    // A person votes at most once in an activation.
    void check_votes(const Accepted& accepted) {
        State state = life_.state();
        for (const Entry& entry : accepted.entries)
            for (const Event& event : entry.events) {
                std::visit([&](const auto& fact) { vote_of(state, fact); }, event);
                evolve(state, event);
            }
    }
    void vote_of(const State& state, const SeatApproved& event) { vote(state, event.seat, event.by); }
    void vote_of(const State& state, const SeatRejected& event) { vote(state, event.seat, event.by); }
    void vote_of(const State& state, const SeatAbstained& event) { vote(state, event.seat, event.by); }
    template <class Other>
    void vote_of(const State&, const Other&) {}
    void vote(const State& state, SeatId id, const PersonId& by) {
        const TokenId token = state.find_seat(id)->token;
        EXPECT_TRUE(votes_.emplace(token.value, by).second) << by << " has voted twice";
    }

    void check_open_seats() {
        for (const Seat& seat : life_.state().seats) {
            if (seat.state != SeatState::Open) continue;
            if (!seat.holder.empty()) {
                EXPECT_TRUE(world_.is_active(seat.holder)) << seat.holder << " has left and holds a task";
                EXPECT_LE(seat.path.size(), 8u);
            }
            for (const Seat& other : life_.state().seats)
                if (other.id != seat.id && other.token == seat.token && !seat.holder.empty() &&
                    other.state != SeatState::Removed) {
                    EXPECT_NE(other.holder, seat.holder) << "two seats of one person";
                }
            const Token& token = *life_.state().find_token(seat.token);
            const ApprovalSettings& settings = definition_.find_node(token.node)->approval;
            if (settings.on_self != OnSelf::Self && seat.givers.empty()) {
                EXPECT_NE(seat.holder, life_.state().initiator) << "approves his own request";
            }
        }
    }

    void check_standing_nodes() {
        for (const Token& token : life_.state().tokens) {
            const Node& node = *definition_.find_node(token.node);
            if (node.type != NodeType::Approval) continue;
            if (!has_added_signers(life_.state(), token.id)) {
                const Count votes = count(life_.state(), token.id, node.approval);
                EXPECT_FALSE(is_decided(node.approval, votes, token.by_policy))
                    << "stands although decided: " << state_to_json(life_.state());
            }
            const bool somebody = std::any_of(
                life_.state().seats.begin(), life_.state().seats.end(),
                [&](const Seat& seat) { return seat.token == token.id && seat.state == SeatState::Open; });
            EXPECT_TRUE(somebody || !token.held.empty())
                << "nobody is asked, and no policy has spoken: " << state_to_json(life_.state());
        }
    }

    Random random_;
    TestWorld world_;
    std::string text_;
    Definition definition_;
    RandomLife life_;
    std::set<std::pair<std::uint32_t, PersonId>> votes_;
};

TEST(Seats, KeepTheirInvariantsWhateverHappens) {
    const Runs runs = Runs::of(20'261'121, 600);
    for (std::uint64_t seed = runs.first; seed < runs.first + runs.count; ++seed) {
        const testing::ScopedTrace trace{__FILE__, __LINE__, "WF_SEED=" + std::to_string(seed)};
        Performance{seed}.play();
        if (HasFailure()) return;
    }
}

}  // namespace
}  // namespace wf::test
