// What anybody might do to a running instance next, sensible or not: most of it is refused.
#pragma once

#include "random_process.hpp"
#include "spec.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace wf::test {

struct Deed {
    PersonId who;
    Act what;
};

// In percent, of what lets the process go on.
struct Chances {
    int approve = 95;  // the rest is rejected
    int fail_job = 0;
};

class RandomDeeds {
public:
    // `data`: of the form, for a command that brings some; "": none. The last of `people` administers.
    RandomDeeds(Random& random, const Definition& definition, std::vector<PersonId> people,
                std::function<std::string()> data, Chances chances = {})
        : random_(random),
          definition_(definition),
          people_(std::move(people)),
          data_(std::move(data)),
          chances_(chances) {
        for (const Node& node : definition.nodes) nodes_.push_back(node.id);
    }

    const PersonId& administrator() const { return people_.back(); }
    PersonId anybody() { return random_.pick(people_); }
    std::string any_node() { return random_.pick(nodes_); }
    // Of the state that it is asked about; the first that there ever was if none is pending.
    SeatId any_seat(const State& state) {
        std::vector<SeatId> open;
        for (const Seat& seat : state.seats)
            if (seat.is_pending()) open.push_back(seat.id);
        return open.empty() ? SeatId{1} : random_.pick(open);
    }
    PersonId holder_of(const State& state, SeatId id) {
        const Seat* seat = state.find_seat(id);
        return seat && !seat->holder.empty() && random_.chance(85) ? seat->holder : anybody();
    }

    // What lets the process go on, so that stories get somewhere; nothing if it waits for nobody. Time
    // passes until a timer that fires is due.
    std::vector<Deed> that_go_on(const State& state, Instant& clock, const PersonId& for_groups) {
        std::vector<Deed> deeds;
        for (const Seat& seat : state.seats)
            if (seat.state == SeatState::Open)
                deeds.push_back(with(seat, state, seat.holder.empty() ? for_groups : seat.holder));
        for (const Wait& wait : state.waits) deeds.push_back({"system", on(wait, state, clock)});
        for (const Token& token : state.tokens)
            if (!token.waits() && !state.find_body(token.id) &&
                definition_.find_node(token.node)->type == NodeType::Call)
                deeds.push_back({"system", FinishCall{.token = token.id}});
        if (deeds.empty()) return {};
        return {random_.pick(deeds)};
    }

    Deed after_the_end(const State& state) {
        const PersonId who = random_.chance(70) ? administrator() : anybody();
        switch (random_.below(4)) {
            case 0: return {who, Wake{.node = random_.chance(50) ? "" : any_node()}};
            case 1: return {who, Restore{.seq = any_seq(state)}};
            case 2: return {who, Redo{}};
            default: return {who, Undo{}};
        }
    }

    // `last`: who gave the last command, and may take it back.
    Deed of_people(const State& state, const PersonId& last) {
        const SeatId seat = any_seat(state);
        const PersonId who = holder_of(state, seat);
        const PersonId who_or_admin = random_.chance(50) ? administrator() : who;
        switch (random_.below(26)) {
            case 0:
            case 1:
            case 2:
                return {who, AddSigner{.task = seat,
                                       .people = {anybody(), anybody()},
                                       .place = SignerPlace(1 + random_.below(3)),
                                       .mode = SignerMode(random_.below(3))}};
            case 3: return {who_or_admin, RemoveSigner{.task = seat, .person = added_signer(state)}};
            case 4:
            case 5:
            case 6:
            case 7:
                return {who, SendBack{.task = seat, .target = target(), .to_returner = random_.chance(40)}};
            case 8:
                return {random_.chance(80) ? state.initiator : anybody(),
                        Resubmit{.data = {}, .forward = random_.chance(50)}};
            case 9:
            case 10: return recall_by_signer(state);
            case 11: return {administrator(), Jump{.node = any_node()}};
            case 12: return {administrator(), Suspend{}};
            case 13:
            case 14: return {last_or_admin(last), Undo{}};
            case 15: return {last_or_admin(last), Redo{}};
            case 16: return {administrator(), Restore{.seq = any_seq(state)}};
            case 17: return {who, SaveDraft{.task = seat, .data = Json{"{\"x\":1}"}}};
            case 18: return {who_or_admin, SetData{.data = Json{"{\"y\":2}"}}};
            case 19: return {who, MarkRead{}};
            case 20: return {anybody(), Remind{}};
            case 21: return {state.initiator, RequestWithdrawal{}};
            case 22: return {who, AnswerWithdrawal{.is_granted = random_.chance(30)}};
            case 23:
                return {who, random_.chance(50) ? Act{Transfer{.task = seat, .to = anybody()}}
                                                : Act{Delegate{.task = seat, .to = anybody()}}};
            case 24: return {who, vote_or_resolve(state, seat)};
            default: return {state.initiator, random_.chance(30) ? Act{Withdraw{}} : Act{Comment{}}};
        }
    }

private:
    Deed with(const Seat& seat, const State& state, const PersonId& who) {
        if (!seat.givers.empty()) return {who, Resolve{.task = seat.id}};  // advisers do not vote
        switch (definition_.find_node(state.find_token(seat.token)->node)->type) {
            case NodeType::Task: return {who, complete(seat.id.value, data_())};
            case NodeType::Start:
                return {state.initiator, Resubmit{.data = as_data(data_()), .forward = random_.chance(50)}};
            default:
                return {who, random_.chance(chances_.approve) ? approve(seat.id.value, data_())
                                                              : reject(seat.id.value, data_())};
        }
    }

    Act on(const Wait& wait, const State& state, Instant& clock) {
        const std::string data = data_();
        const Json payload{wf::test::quoted(data.empty() ? "{}" : data)};
        switch (wait.kind) {
            case WaitKind::Timer:
                if (state.status != Status::Suspended) clock = std::max(clock, wait.due_at);
                return FireTimer{.wait = wait.id};
            case WaitKind::Message: return TakeMessage{.wait = wait.id, .data = payload};
            case WaitKind::Signal: return TakeSignal{.wait = wait.id, .data = payload};
            case WaitKind::Condition: break;
            case WaitKind::Service:
                if (wait.left == 0) return RetryJob{.job = wait.id};
                if (chances_.fail_job > 0 && random_.chance(chances_.fail_job))
                    return fail_job(wait.id.value, "broken");
                return complete_job(wait.id.value, data);
        }
        return Comment{};
    }

    PersonId added_signer(const State& state) {
        std::vector<PersonId> added;
        for (const Seat& seat : state.seats)
            if (seat.is_added() && seat.is_pending()) added.push_back(seat.principal);
        return added.empty() ? anybody() : random_.pick(added);
    }
    Deed recall_by_signer(const State& state) {
        std::vector<Deed> deeds{{anybody(), Recall{.node = any_node()}}};
        for (const Seat& seat : state.seats)
            if (seat.state == SeatState::Approved)
                if (const Token* token = state.find_token(seat.token))
                    deeds.push_back({seat.holder, Recall{.node = token->node}});
        return random_.pick(deeds);
    }
    Act vote_or_resolve(const State& state, SeatId seat) {
        const Seat* asked = state.find_seat(seat);
        if (asked && !asked->givers.empty() && random_.chance(80)) return Resolve{.task = seat};
        switch (random_.below(4)) {
            case 0: return Reject{.task = seat, .data = {}};
            case 1: return Abstain{.task = seat, .data = {}};
            default: return Resolve{.task = seat};
        }
    }
    std::string target() {
        switch (random_.below(4)) {
            case 0: return "start";
            case 1: return "previous";
            default: return any_node();
        }
    }
    std::int64_t any_seq(const State& state) { return 1 + random_.below(static_cast<int>(state.version)); }
    PersonId last_or_admin(const PersonId& last) {
        return random_.chance(60) && !last.empty() ? last : administrator();
    }

    Random& random_;
    const Definition& definition_;
    std::vector<PersonId> people_;
    std::function<std::string()> data_;
    Chances chances_;
    std::vector<std::string> nodes_;
};

}  // namespace wf::test
