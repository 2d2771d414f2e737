#include "core/simulate/recorder.hpp"

#include "core/base/one_of.hpp"
#include "core/form/field_access.hpp"
#include "core/model/names.hpp"
#include "core/simulate/values.hpp"

#include <algorithm>

namespace wf {
namespace {

constexpr std::string_view person_prefix = "person:";
// In the place of a rule or condition that would tell of a field.
constexpr const char* untold = "reads a field that is hidden from you";

std::string text_of(const Need& need) {
    if (!need.is_share) return std::to_string(need.count);
    return std::to_string(need.numerator) + "/" + std::to_string(need.denominator);
}

// How the seat counts: "2 of a sequence", "needs 2/3, weight 3".
std::string manner_of(const Node& node, const Seat& seat, std::size_t found) {
    std::string text;
    const auto say = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    if (node.type == NodeType::Approval && node.approval.mode == Mode::Sequential)
        say("number " + std::to_string(seat.rank) + " in the sequence");
    if (node.type == NodeType::Approval && node.approval.mode == Mode::Vote) {
        say("needs " + text_of(node.approval.vote.need));
        if (seat.weight != 1) say("weight " + std::to_string(seat.weight));
    }
    if (node.approval.assign != Assign::Everyone && found > 1)
        say("one of " + std::to_string(found) +
            " found, assign: " + std::string{name_of(node.approval.assign)});
    return text;
}

std::string without_person(const std::string& candidate) {
    return candidate.starts_with(person_prefix) ? candidate.substr(person_prefix.size()) : candidate;
}

// What a timer is for, and what the simulation makes of it.
std::string use_of(const Node& node, const Wait& wait) {
    if (wait.name == due_wait) return "on_timeout: " + std::string{name_of(node.approval.on_timeout)};
    if (wait.name == remind_wait) return "a reminder";
    const bool is_beside = node.type == NodeType::Boundary || node.type == NodeType::Start;
    return is_beside ? "assumed not to happen" : "goes on then";
}

// What is missing in the directory where a rule finds nobody; empty: the rule says it.
std::string missing_for(const ApproverRule& rule) {
    switch (rule.kind) {
        case RuleKind::Role: return "role \"" + rule.role + "\" has no active member";
        case RuleKind::Position: return "nobody active holds position \"" + rule.position + "\"";
        case RuleKind::Department:
            return rule.head ? "the department has no active head" : "the department has no active member";
        case RuleKind::ReportingLine: return "nobody active is above";
        case RuleKind::Users:
        case RuleKind::Initiator:
        case RuleKind::LastHandler:
        case RuleKind::ChosenAtStart:
        case RuleKind::Expression:
        case RuleKind::FormField:
        case RuleKind::ChosenByPrevious:
        case RuleKind::Function: break;
    }
    return {};
}

// A decision that may have read a secret would tell of it.
std::vector<std::string> secrets_of(const Definition& definition, const feel::Entries& names,
                                    std::vector<std::string> secret) {
    const auto is_secret = [&](const feel::Entry& name) {
        return std::find(secret.begin(), secret.end(), name.first) != secret.end();
    };
    if (std::any_of(names.begin(), names.end(), is_secret))
        for (const DecisionTable& table : definition.decisions) secret.push_back(table.name);
    return secret;
}

}  // namespace

SimulationRow& Recorder::add(std::int32_t step, Told what, std::string node) {
    SimulationRow row;
    row.step = step;
    row.what = what;
    row.node = std::move(node);
    return rows_.emplace_back(std::move(row));
}

SimulationRow& Recorder::add(TokenId token, Told what) {
    const Place& place = place_of(token);
    return add(place.step, what, place.node ? place.node->id : std::string{});
}

void Recorder::enter(TokenId token, const Node& node, std::int32_t round) {
    Place& place = place_of(token);
    place.step = ++steps_;
    place.node = &node;
    entered_last_[node.id] = token;
    SimulationRow& row = add(token, Told::Enter);
    if (round > 1) row.detail = "round " + std::to_string(round);
    if (node.type != NodeType::Script) return;
    SimulationRow& call = add(token, Told::Function);
    call.result = node.function;
    call.detail = "is not called by a simulation";
}

std::string Recorder::rule_for(const Place& place, const std::string& who) const {
    const auto found = place.rule_of.find(who);
    if (found != place.rule_of.end()) return found->second;
    if (!place.policy.empty()) return "on_no_approver: " + place.policy;
    const bool is_moved_up = place.node && place.node->approval.on_self == OnSelf::Superior;
    return is_moved_up && !place.rule_of.empty() ? "on_self: superior" : "";
}

void Recorder::tell_seat(const Place& place, const Seat& seat, const std::string& who) {
    SimulationRow& row = add(seat.token, Told::Approver);
    row.person = seat.holder.empty() ? without_person(who) : seat.holder;
    if (seat.principal != seat.holder) row.on_behalf_of = seat.principal;
    row.rule = rule_for(place, without_person(who));
    const bool is_task = place.node->type == NodeType::Task;
    row.result = is_task ? "task" : std::string{name_of(place.node->approval.mode)};
    row.detail = manner_of(*place.node, seat, place.found);
}

void Recorder::seat(const Seat& seat) {
    seats_[seat.id.value] = {.token = seat.token, .who = seat.who()};
    const Place place = place_of(seat.token);
    if (!place.node) return;
    if (!seat.holder.empty()) return tell_seat(place, seat, seat.principal);
    for (const std::string& candidate : seat.candidates) tell_seat(place, seat, candidate);
}

void Recorder::wait(const Wait& wait) {
    const Node& node = *definition_.find_node(wait.node);
    const bool is_timer = wait.kind == WaitKind::Timer;
    SimulationRow& row = add(place_of(wait.token).step, is_timer ? Told::Timer : Told::Wait, wait.node);
    if (is_timer) {
        row.result = wait.name.empty() ? "timer" : wait.name;
        row.at = wait.due_at;
        row.detail = use_of(node, wait);
        return;
    }
    row.result = name_of(wait.kind);
    row.detail = wait.name.empty() ? "" : "\"" + wait.name + "\"";
    const bool is_told =
        !node.event.correlation || !reads_any(definition_, *node.event.correlation, options_.hidden);
    if (!wait.key.empty() && is_told) row.detail += ", key \"" + wait.key + "\"";
    if (wait.kind == WaitKind::Service)
        row.detail += " is assumed to be done";
    else if (node.type == NodeType::Boundary || node.type == NodeType::Start)
        row.detail += " is assumed not to come";
    else if (wait.kind != WaitKind::Condition)
        row.detail += " is assumed to come";
}

// One overload for each event that is worth a line, and a list of those that are not.
struct Recorder::Facts {
    Recorder& recorder;
    const Entry& entry;

    void on(const NodeEntered& event) {
        recorder.enter(event.token, *recorder.definition_.find_node(event.node), event.round);
    }
    void on(const NodeCompleted& event) { recorder.leaving_ = recorder.place_of(event.token).step; }
    void on(const FlowTaken& event) {
        for (const Flow& flow : recorder.definition_.flows) {
            if (flow.id != event.flow) continue;
            const Node& from = recorder.definition_.nodes[flow.from];
            if (from.outgoing.size() < 2) return;
            SimulationRow& row = recorder.add(recorder.leaving_, Told::Flow, from.id);
            row.result = flow.id;
            if (flow.is_default) row.detail = "the default";
            return;
        }
    }
    void on(const WaitsArmed& event) {
        for (const Wait& wait : event.waits) recorder.wait(wait);
    }
    void on(const CallStarted& event) {
        SimulationRow& row = recorder.add(event.token, Told::Wait);
        row.result = "call";
        row.detail = "definition \"" + event.definition + "\" is assumed to complete; it is not followed";
    }
    void on(const MessageThrown& event) { thrown("message", event.name); }
    void on(const SignalThrown& event) { thrown("signal", event.name); }
    void on(const ErrorThrown& event) { thrown("error", event.code); }
    void on(const EscalationThrown& event) { thrown("escalation", event.code); }
    void on(const PeopleCopied& event) {
        const TokenId token = recorder.entered_last_[event.node];
        for (const PersonId& person : event.people) {
            const std::string rule = recorder.rule_for(recorder.place_of(token), person);
            SimulationRow& row = recorder.add(token, Told::Copy);
            row.person = person;
            row.rule = rule;
        }
    }
    void on(const SeatsCreated& event) {
        for (const Seat& seat : event.seats) recorder.seat(seat);
    }
    void on(const SeatPassed& event) {
        const SeatPlace& seat = recorder.seats_[event.seat.value];
        SimulationRow& row = recorder.add(seat.token, Told::Passed);
        row.person = seat.who;
        row.result = "dedupe: " + event.policy;
        row.detail = entry.comment;
    }
    void on(const SeatReassigned& event) {
        Seat seat;
        seat.id = event.seat;
        seat.token = recorder.seats_[event.seat.value].token;
        seat.principal = event.principal;
        seat.holder = event.holder;
        seat.candidates = event.candidates;
        recorder.seat(seat);
        recorder.rows_.back().detail = entry.comment;
    }
    void on(const ApproversSkipped& event) {
        for (const Skip& skip : event.skipped) {
            const std::string rule = recorder.rule_for(recorder.place_of(event.token), skip.person);
            SimulationRow& row = recorder.add(event.token, Told::Skipped);
            row.person = skip.person;
            row.rule = rule;
            row.result = skip.reason;
        }
    }
    void on(const ApproverMissing& event) {
        recorder.place_of(event.token).policy = event.policy;
        SimulationRow& row = recorder.add(event.token, Told::Policy);
        row.result = event.policy;
        row.detail = entry.comment;
    }
    void on(const NodeHeld& event) { recorder.add(event.token, Told::Held).detail = event.reason; }

    template <class E>
    requires OneOf<E, InstanceStarted, DataChanged, TitleChanged, TokenArrived, TokensMerged, TokensCanceled,
                   JoinCycled, LoopStarted, LoopReleased, InstanceAdded, OutputCollected, VariablesChanged,
                   WaitFired, WaitReset, WaitPaused, WaitsClosed, JobFailed, JobRetried, CallsCanceled,
                   CompensationRecorded, CompensationThrown, CompensationStarted, ScopeInterrupted,
                   SeatOpened, SeatApproved, SeatRejected, SeatsClosed, SeatAbstained, SeatClaimed,
                   SeatReleased, SeatDelegated, SeatResolved, SeatParked, SeatRemoved, TaskCompleted,
                   ApproversChosen, MaterialChanged, DeadlinePassed, PeopleReminded, InstanceEnded,
                   SeatReopened, DraftSaved, SentBack, ReturnExpected, ReturnDropped, Resubmitted, Recalled,
                   Jumped, WithdrawalRequested, WithdrawalRefused, InstanceRead, InstanceSuspended,
                   InstanceResumed, InstanceWoken, StateRestored, InstanceRevoked, StateKept, Redacted>
    void on(const E&) {}

    void thrown(const char* kind, const std::string& name) {
        SimulationRow& row = recorder.add(recorder.steps_, Told::Throw, last_node());
        row.result = kind;
        row.detail = "\"" + name + "\"";
    }
    std::string last_node() const {
        for (auto row = recorder.rows_.rbegin(); row != recorder.rows_.rend(); ++row)
            if (row->step == recorder.steps_) return row->node;
        return {};
    }
};

void Recorder::happened(const Entry& entry, const Event& event) {
    Facts facts{*this, entry};
    std::visit([&](const auto& fact) { facts.on(fact); }, event);
}

void Recorder::evaluated(const feel::Expression& expression, const feel::Entries& names,
                         const feel::Value& result) {
    if (reads_any(definition_, expression, options_.hidden)) {
        last_ = {.text = untold, .result = {}, .values = {}};
        return;
    }
    last_ = {.text = expression.text(),
             .result = brief(result),
             .values = values_in(expression.text(), names, secrets_of(definition_, names, options_.secret))};
}

void Recorder::chose(const Node& node, const Flow& flow) {
    SimulationRow& row = add(leaving_, Told::Condition, node.id);
    row.rule = last_.text;
    row.result = last_.result;
    row.detail = "flow \"" + flow.id + "\"" + (last_.values.empty() ? "" : ": " + last_.values);
}

std::string Recorder::told(const ApproverRule& rule) const {
    return reads_any(definition_, rule, options_.hidden) ? untold : rule.text;
}

void Recorder::asked(TokenId token, const std::vector<ApproverRule>& rules,
                     const std::vector<Candidate>& found, const std::vector<std::size_t>& empty) {
    const auto entered = places_.find(token.value);
    if (entered == places_.end() || !entered->second.node) return;  // asked who may be chosen
    Place& place = entered->second;
    place.found = found.size();
    for (const Candidate& candidate : found)
        place.rule_of.emplace(candidate.person.empty() ? candidate.group : candidate.person,
                              told(rules[candidate.rule]));
    for (const std::size_t rule : empty) {
        SimulationRow& row = add(token, Told::Nobody);
        row.rule = told(rules[rule]);
        row.detail = rules[rule].expression ? last_.values : missing_for(rules[rule]);
    }
}

// The rules that found the present seats are not remembered; of a single one it is known.
void Recorder::stands(const State& state) {
    for (const Token& token : state.tokens) {
        if (token.waits()) continue;
        const Node& node = *definition_.find_node(token.node);
        enter(token.id, node, token.round);
        rows_.back().detail += rows_.back().detail.empty() ? "stands here" : ", stands here";
        Place& place = place_of(token.id);
        if (token.by_policy) place.policy = name_of(node.approval.on_no_approver);
        const bool is_single = node.approval.approvers.size() == 1 && !token.by_policy;
        for (const Seat& held : state.seats) {
            if (held.token != token.id || !held.is_pending()) continue;
            if (is_single)
                for (const std::string& who : {held.principal, held.who()})
                    place.rule_of.emplace(who, told(node.approval.approvers.front()));
            seat(held);
        }
    }
    for (const Wait& armed : state.waits) wait(armed);
}

void Recorder::leave_out(const std::vector<TokenId>& tokens) {
    for (const TokenId token : tokens)
        if (const std::int32_t step = place_of(token).step)
            std::erase_if(rows_, [&](const SimulationRow& row) { return row.step == step; });
    steps_ = 0;
    for (const SimulationRow& row : rows_) steps_ = std::max(steps_, row.step);
}

void Recorder::ends(std::string result, std::string detail) {
    SimulationRow& row = add(steps_, Told::Result, {});
    row.result = std::move(result);
    row.detail = std::move(detail);
}

std::vector<SimulationRow> Recorder::take() {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const SimulationRow& a, const SimulationRow& b) { return a.step < b.step; });
    return std::move(rows_);
}

}  // namespace wf
