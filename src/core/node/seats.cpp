// From the people that the rules of a node found to its seats. The policies speak in this order: separation
// of duties and on_self say who may not; a standing delegation says who acts for whom (it never leads to
// somebody who may not); assign says who of them gets a seat.
#include "core/approver/resolve.hpp"
#include "core/node/node.hpp"

#include <algorithm>

namespace wf {
namespace {

constexpr std::size_t max_delegation_depth = 8;

std::int64_t weight_of(const ApprovalSettings& settings, const PersonId& person) {
    for (const Weight& weight : settings.vote.weights)
        if (weight.person == person) return weight.votes;
    return 1;
}

class Seater {
public:
    Seater(Step& step, const Node& node, TokenId token, Seating& seating)
        : step_(step), node_(node), token_(token), seating_(seating) {}

    Refusal add(const Candidate& candidate) {
        if (!candidate.person.empty()) return add_person(candidate.person);
        add_group(candidate.group);
        return {};
    }

    // Whoever belongs to a group has their say there: nobody votes twice.
    void drop_members() {
        const std::vector<std::string> groups = groups_;
        std::erase_if(seating_.seats, [&](const Seat& seat) {
            return !seat.principal.empty() &&
                   std::any_of(groups.begin(), groups.end(), [&](const auto& group) {
                       return step_.world().is_member(seat.principal, group);
                   });
        });
    }

    // A group of which nobody may act is as good as none.
    Refusal drop_barred_groups() {
        const std::vector<PersonId> people = all_barred(step_, node_, groups_);
        if (people.empty()) return {};
        std::erase_if(seating_.seats, [](const Seat& seat) { return !seat.candidates.empty(); });
        groups_.clear();
        for (const PersonId& person : people)
            if (Refusal refused = add_person(person)) return refused;
        return {};
    }

    // Only now is it known who else has a seat, and so to whom none can be given.
    void delegate_all() {
        for (Seat& seat : seating_.seats)
            if (!seat.principal.empty()) resolve_delegation(step_, node_, token_, seat, seating_.seats);
    }

    void assign() {
        std::vector<Seat>& seats = seating_.seats;
        if (node_.approval.assign == Assign::Everyone || seats.size() < 2) return;
        Seat chosen = seats[choose()];
        seats = {std::move(chosen)};
    }

private:
    // All groups share one seat, since one person may belong to several.
    void add_group(const std::string& group) {
        groups_.push_back(group);
        for (Seat& seat : seating_.seats)
            if (!seat.candidates.empty()) return seat.candidates.push_back(group);
        Seat seat;
        seat.candidates = {group};
        seating_.seats.push_back(std::move(seat));
    }

    Refusal add_person(const PersonId& person) {
        const std::optional<std::string> reason = reason_against(step_, node_, person);
        if (!reason) {
            seat(person);
            return {};
        }
        const OnSelf policy = node_.approval.on_self;
        const bool is_self = person == step_.state().initiator && policy != OnSelf::Self;
        if (is_self && policy == OnSelf::Forbid && std::holds_alternative<Start>(step_.command().act))
            return refuse::self_approval(person, node_.id);
        seating_.skipped.push_back({.person = person, .reason = *reason});
        if (is_self && policy == OnSelf::Superior) seat_superior(person);
        return {};
    }

    void seat(const PersonId& person) {
        if (is_seated(person)) return;
        Seat seat;
        seat.principal = seat.holder = person;
        seat.weight = weight_of(node_.approval, person);
        seating_.seats.push_back(std::move(seat));
    }

    bool is_seated(const PersonId& person) const {
        return std::any_of(seating_.seats.begin(), seating_.seats.end(),
                           [&](const Seat& seat) { return seat.principal == person; });
    }

    void seat_superior(const PersonId& person) {
        LineRule line;
        line.end = LineEnd::Top;
        for (const Superior& superior : step_.world().reporting_line(person, line)) {
            if (reason_against(step_, node_, superior.id)) continue;
            return seat(superior.id);
        }
    }

    std::size_t choose() {
        const std::vector<Seat>& seats = seating_.seats;
        std::vector<PersonId> people;
        for (const Seat& seat : seats) people.push_back(seat.holder);
        switch (node_.approval.assign) {
            case Assign::Everyone: break;
            case Assign::Random: return step_.world().random(seats.size()) % seats.size();
            case Assign::RoundRobin: {
                const PersonId next = step_.world().next_in_turn(step_.definition().key, node_.id, people);
                const auto found = std::find(people.begin(), people.end(), next);
                return found == people.end() ? 0 : static_cast<std::size_t>(found - people.begin());
            }
            case Assign::LeastLoaded: {
                const std::vector<std::int64_t> loads = step_.world().open_tasks(people);
                return static_cast<std::size_t>(std::min_element(loads.begin(), loads.end()) - loads.begin());
            }
        }
        return 0;
    }

    Step& step_;
    const Node& node_;
    const TokenId token_;
    Seating& seating_;
    std::vector<std::string> groups_;
};

bool holds_one(const std::vector<Seat>& seats, const PersonId& person, const Seat& except) {
    return std::any_of(seats.begin(), seats.end(), [&](const Seat& seat) {
        return &seat != &except && (seat.principal == person || seat.holder == person);
    });
}

}  // namespace

void resolve_delegation(Step& step, const Node& node, TokenId token, Seat& seat,
                        const std::vector<Seat>& new_seats) {
    while (seat.path.size() < max_delegation_depth) {
        const PersonId agent = step.world().agent_of(seat.holder, step.definition().key, step.now());
        if (agent.empty() || agent == step.state().initiator || agent == seat.principal) return;
        if (std::find(seat.path.begin(), seat.path.end(), agent) != seat.path.end()) return;
        if (step.world().active({agent}).empty() || reason_against(step, node, agent)) return;
        if (has_seat(step, token, agent, seat.id) || holds_one(new_seats, agent, seat)) return;
        seat.path.push_back(seat.holder);
        seat.holder = agent;
    }
}

void reassign(Step& step, SeatId id, const PersonId& person) {
    Seat seat = *step.state().find_seat(id);
    const bool is_given_back =
        person == seat.principal;  // the principal is asked directly, wherever they are
    seat.principal = seat.holder = person;
    seat.path.clear();
    if (!is_given_back)
        resolve_delegation(step, step.node_of(*step.state().find_token(seat.token)), seat.token, seat);
    step.emit(SeatReassigned{
        .seat = id, .principal = seat.principal, .holder = seat.holder, .candidates = {}, .path = seat.path});
    look_for_duplicate(step, id);
}

bool has_seat(const Step& step, TokenId token, const PersonId& person, SeatId except) {
    for (const Seat& seat : step.state().seats)
        if (seat.token == token && seat.id != except && seat.state != SeatState::Removed &&
            (seat.holder == person || seat.principal == person))
            return true;
    return false;
}

bool is_always_waited_for(std::string_view group) { return group == "everyone" || group == administrators; }

std::vector<PersonId> members_of(Step& step, const std::string& group) {
    constexpr std::string_view one = "person:";
    return group.starts_with(one) ? step.world().active({group.substr(one.size())})
                                  : step.world().members(group);
}

Refusal seat_candidates(Step& step, const Node& node, TokenId token, const std::vector<Candidate>& found,
                        Seating& seating) {
    Seater seater{step, node, token, seating};
    for (const Candidate& candidate : found)
        if (Refusal refused = seater.add(candidate)) return refused;
    if (Refusal refused = seater.drop_barred_groups()) return refused;
    seater.drop_members();
    seater.delegate_all();
    seater.assign();
    return {};
}

void drop_seated(const Step& step, TokenId token, Seating& seating) {
    std::erase_if(seating.seats, [&](const Seat& seat) {
        if (!seat.principal.empty()) return has_seat(step, token, seat.principal);
        const auto& seats = step.state().seats;
        return std::any_of(seats.begin(), seats.end(), [&](const Seat& other) {
            return other.token == token && other.is_pending() && other.candidates == seat.candidates;
        });
    });
}

void note_skipped(Step& step, TokenId token, const Seating& seating) {
    if (!seating.skipped.empty()) step.emit(ApproversSkipped{.token = token, .skipped = seating.skipped});
}

void open_seats(Step& step, TokenId token, Seating seating, bool one_after_the_other) {
    note_skipped(step, token, seating);
    SeatId id = step.next_seat();
    std::int32_t rank = 1;
    bool first = true;
    for (const Seat& seat : step.state().seats)
        if (seat.token == token) rank = std::max(rank, seat.rank + 1);
    for (Seat& seat : seating.seats) {
        seat.id = id;
        seat.token = token;
        seat.rank = rank++;
        seat.state = one_after_the_other && !first ? SeatState::Waiting : SeatState::Open;
        first = false;
        ++id.value;
    }
    step.emit(SeatsCreated{.seats = seating.seats});
    for (const Seat& seat : seating.seats)
        if (seat.state == SeatState::Open) look_for_duplicate(step, seat.id);
}

}  // namespace wf
