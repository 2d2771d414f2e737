// All that is true of one instance. Look-ups only: it changes in evolve.cpp and nowhere else.
#pragma once

#include "core/base/values.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

enum class Status : std::uint8_t {
    Created,
    Running,
    Returned,
    Suspended,
    Completed,
    PartiallyCompleted,
    Rejected,
    Withdrawn,
    Canceled,
    Terminated,
    Failed,
};

// A final status accepts no further transition.
constexpr bool is_final(Status status) { return status >= Status::Completed; }

enum class SeatState : std::uint8_t {
    Waiting,
    Open,
    Approved,
    Rejected,
    Abstained,
    Parked,
    Removed,
    NotNeeded
};

// Where signers added by hand stand: before the one who added them (whose task is parked until they are done), after
// that person (they begin when that task is approved), or beside them.
enum class SignerPlace : std::uint8_t { None, Before, After, Parallel };
// How those that were added together decide.
enum class SignerMode : std::uint8_t { All, Any, Sequential };

// One vote to be cast in one activation of one node. An open seat is a task.
struct Seat {
    SeatId id;
    TokenId token;          // the activation it belongs to
    std::int32_t rank = 0;  // order of signing in mode sequential, from 1
    PersonId principal;     // whose vote it is; empty while it belongs to a group
    PersonId holder;        // who may cast it now; empty while it belongs to a group
    // "role:board" | "department:dev" | "person:ann" | "everyone": any of those meant may act, or claim it
    std::vector<std::string> candidates;
    std::int64_t weight = 1;
    SeatState state = SeatState::Waiting;
    // Standing delegation: those from the principal to the one before the holder, in order. Empty: none.
    std::vector<PersonId> path;
    // Delegated by hand: who gave it away, the last one last. It goes back to them; the holder only advises.
    std::vector<PersonId> givers;
    // Added by hand. The seats of one add_signer are a group, named by the first of them.
    SeatId host;   // the seat that it was added to; 0: one of the node's own
    SeatId group;  // 0: none
    SignerPlace place = SignerPlace::None;
    SignerMode mode = SignerMode::All;
    PersonId added_by;
    Json draft;  // what the holder has saved and not handed in yet: an object; empty: nothing

    bool is_added() const { return host.value != 0; }
    // One of the candidates has taken it.
    bool is_claimed() const { return !holder.empty() && !candidates.empty(); }
    // Whom the holder acts for; empty: themselves.
    PersonId on_behalf_of() const {
        if (!givers.empty()) return givers.back();
        return principal == holder ? PersonId{} : principal;
    }

    // Whose vote it is: one person, or those of the groups.
    std::vector<std::string> owners() const {
        return principal.empty() ? candidates : std::vector<std::string>{principal};
    }

    // Whose turn it is, for people: the holder, or the candidates.
    std::string who() const {
        std::string text = holder;
        if (holder.empty())
            for (const std::string& candidate : candidates) text += (text.empty() ? "" : ", ") + candidate;
        return text;
    }

    bool is_pending() const {
        return state == SeatState::Open || state == SeatState::Waiting || state == SeatState::Parked;
    }
};

// A token stands on a node: the node is active. Or it waits before the node on one of its incoming flows: for
// the other tokens of a join, or for a mutex.
struct Token {
    TokenId id;
    std::string node;
    TokenId scope;  // the token whose activity this one lies in: a subprocess or a repeated activity; 0: the
                    // instance
    std::string flow;        // waits on this flow; empty: stands on the node
    std::int32_t round = 1;  // how many times this node has been entered
    std::string held;        // why nobody can go on (an incident); empty: not held
    bool by_policy = false;  // its seats come from on_no_approver, not from the node's own rules
    TokenId thrower;         // of a compensation handler: the token that waits for it
    Json data;               // variables of its own, seen by itself and the tokens in it; empty: none
    // The approvals that were passed last on its way: one node, after a join one for each branch.
    std::vector<std::string> after;

    bool waits() const { return !flow.empty(); }
};

// The body of a repeated activity: a token that stands on the activity, and lets its instances (tokens on the
// same node, with this one as their scope) begin.
struct Body {
    TokenId token;
    std::int32_t total = 0;  // instances to make; standard loops: 0
    std::int32_t created = 0;
    std::int32_t completed = 0;
    bool released = false;  // its token has gone on, and the body only waits for the rest of its instances
    Json items;             // multi-instance over a collection: a JSON array
    Json outputs;           // what the instances gave so far: a JSON array; empty: none asked for
};

enum class WaitKind : std::uint8_t { Timer, Message, Signal, Condition, Service };

// Names of the timers that belong to a node with people.
inline constexpr std::string_view due_wait = "due";
inline constexpr std::string_view remind_wait = "remind";

// An armed wait: of a token on its own node, of an activity for its boundary event, of a scope for an event
// subprocess.
struct Wait {
    WaitId id;
    TokenId token;     // dies with it; 0: the instance
    std::string node;  // the node whose event it is: catch node, boundary event, start of an event
                       // subprocess, service
    WaitKind kind = WaitKind::Timer;
    std::string name;       // Message, Signal: its name; Service: its topic
    std::string key;        // Message: correlation key, empty: none
    Instant due_at = 0;     // Timer: when it fires; Service: when it may be tried again, 0: now
    std::int32_t left = 0;  // Timer: further repetitions, -1: no end; Service: tries left, 0: an incident
    Instant since = 0;      // Timer that comes again, or counts working time: the moment that it is counted from
    // Timer that counts working time: due_at is so much of it after `since`, as an ISO 8601 duration. Empty: other timers.
    std::string span{};
    std::string remaining{};  // the same, while its clock stands still: what is left; empty: it runs
};

// A completed activity that can be compensated.
struct Compensable {
    std::string node;
    TokenId token;  // that completed it; what was completed in it has this as its scope
    TokenId scope;
    TokenId thrower;  // compensation has been asked for by this token; 0: not
    Json data;        // variables of its own at the end; empty: none
};

// A complex join that has fired and waits for the rest of its cycle.
struct JoinCycle {
    std::string node;
    TokenId scope;
    std::vector<std::string> used;  // incoming flows whose token of this cycle has come
};

// What is remembered of a node that has been entered.
struct Passage {
    std::string node;
    std::int32_t rounds = 0;  // how often it was entered
    std::string outcome;      // of the last completion: "approved", "rejected", or empty
    bool undone = false;      // sent back before it since: it has to be passed again
};

// How often a node has sent back.
struct ReturnCount {
    std::string node;
    std::int32_t count = 0;
};

// Who has approved, or done the work of, a node.
struct Signature {
    std::string node;
    std::int32_t round = 1;
    PersonId person;       // whose vote it was
    PersonId by;           // who cast it
    std::int64_t seq = 0;  // the log entry
    bool stale = false;    // what was signed has changed: nobody is spared a second look because of it
};

// A token that was sent back, and goes straight on to the one who returned it.
struct Return {
    TokenId token;            // stands on the node that it was sent back to
    std::string to;           // the node of the returner
    bool is_changed = false;  // a material field has got another value since
};

// Approvers that the initiator, or the approver before, chose for one node.
struct Choice {
    std::string node;
    std::vector<PersonId> people;
};

struct State {
    Status status = Status::Created;
    std::int64_t version = 0;  // number of log entries applied
    Instant started_at = 0;
    Instant ended_at = 0;  // 0: not ended
    Instant last_at = 0;   // of the last entry; time never goes back within an instance
    PersonId initiator;
    PersonId previous_approver;  // who approved last, empty at first
    std::uint32_t last_seat = 0;
    std::uint32_t last_token = 0;
    std::uint32_t last_wait = 0;
    bool acted = false;  // somebody has approved or rejected
    bool read = false;   // one who was asked has read it
    bool withdrawal_requested = false;
    bool revoked = false;  // after its end, by an instance that was approved
    bool suspended_while_returned = false;
    Instant suspended_at = 0;  // 0: not suspended
    std::vector<Token> tokens;
    std::vector<Seat> seats;  // of the standing tokens, by id
    // The log entry that last changed anything of the seats but what is theirs by voting: see stored/snapshot.hpp.
    std::int64_t seats_since = 0;
    std::vector<Body> bodies;
    std::vector<Wait> waits;
    std::vector<Compensable> compensables;  // in order of completion
    std::vector<JoinCycle> join_cycles;
    std::vector<TokenId>
        interrupted;  // scopes in which an interrupting event subprocess has begun; 0: the instance
    std::vector<Passage> passages;
    std::vector<Return> returns;
    std::vector<ReturnCount> return_counts;
    std::vector<Choice> chosen;
    std::vector<Signature> signatures;  // if the definition remembers signers; in order
    Json data{"{}"};                    // the form, a JSON object

    const Token* find_token(TokenId id) const {
        for (const Token& token : tokens)
            if (token.id == id) return &token;
        return nullptr;
    }
    // Nobody can go on there.
    bool is_held() const {
        for (const Token& token : tokens)
            if (!token.held.empty()) return true;
        return false;
    }
    // There may be hundreds: where it is in an order of ids, then anywhere, since bytes and logs may say anything.
    const Seat* find_seat(SeatId id) const {
        const auto place = std::ranges::lower_bound(seats, id, {}, &Seat::id);
        if (place != seats.end() && place->id == id) return &*place;
        for (const Seat& seat : seats)
            if (seat.id == id) return &seat;
        return nullptr;
    }
    const Wait* find_wait(WaitId id) const {
        for (const Wait& wait : waits)
            if (wait.id == id) return &wait;
        return nullptr;
    }
    const Body* find_body(TokenId token) const {
        for (const Body& body : bodies)
            if (body.token == token) return &body;
        return nullptr;
    }
    std::int32_t returns_from(std::string_view node) const {
        for (const ReturnCount& returns_of : return_counts)
            if (returns_of.node == node) return returns_of.count;
        return 0;
    }
    const Return* find_return(TokenId token) const {
        for (const Return& sent : returns)
            if (sent.token == token) return &sent;
        return nullptr;
    }
    bool is_interrupted(TokenId scope) const {
        for (const TokenId id : interrupted)
            if (id == scope) return true;
        return false;
    }
    const Passage* find_passage(std::string_view node) const {
        for (const Passage& passage : passages)
            if (passage.node == node) return &passage;
        return nullptr;
    }
    const std::vector<PersonId>* find_choice(std::string_view node) const {
        for (const Choice& choice : chosen)
            if (choice.node == node) return &choice.people;
        return nullptr;
    }
};

}  // namespace wf
