// A command, and all that follows from it in other instances: called ones are started, stopped and reported
// back to their callers; messages and signals come to who waits for them. Everything happens in the caller's
// transaction, each step as a log entry of its own instance, by actor "system".
#pragma once

#include "core/model/command.hpp"
#include "core/step/decision.hpp"
#include "core/model/event.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/command/host_row.hpp"
#include "pg/store/message_store.hpp"
#include "pg/store/instance_row.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace wf::pg {

// A called instance is to begin.
struct ChildToStart {
    std::int64_t parent;
    CallStarted call;
};
// Called instances are not needed any more.
struct ChildrenToStop {
    std::int64_t parent;
    std::vector<TokenId> tokens;
};
// A called instance has ended.
struct CallToFinish {
    std::int64_t parent;
    TokenId token;
    Status status;
    std::string error;
    Json data;
};
// A called instance has thrown an escalation that it does not catch.
struct EscalationToPass {
    std::int64_t parent;
    TokenId token;
    std::string code;
};
struct SignalToSend {
    std::string name;
    std::string payload;
    PersonId sender;
};
// The instance that was to revoke this one has been approved.
struct RevocationToAccept {
    std::int64_t instance;
    std::int64_t by;
};
// Somebody has begun to wait for a message; it may be there already.
struct BufferToSearch {
    std::int64_t instance;
    WaitId wait;
    std::string name;
    std::string key;
};

// What has become of an instance is written into the row that it is about (row_writes.cpp).
struct RowToWrite {
    std::int64_t instance = 0;
    std::int64_t definition = 0;
    std::string table;
    std::string key;
    std::string status;
    PersonId actor{};  // of the entry that has given it this status
    std::string comment{};
};

// An instance has written the row: others that are about it read it again.
struct RowToRead {
    std::int64_t writer = 0;
    std::string table;
    std::string key;
};

using FollowUp = std::variant<ChildToStart, ChildrenToStop, CallToFinish, EscalationToPass, Message,
                              SignalToSend, BufferToSearch, RowToWrite, RowToRead, RevocationToAccept>;

class Work {
public:
    // `at` is now, for everything that follows. The log says when it really was.
    Work(EngineRights& rights, std::int64_t tenant, Instant at);

    // Decides on the state that `row` has, and makes the outcome true. `row` must be locked or new. What
    // follows from it in other instances waits for run().
    void decide(InstanceRow& row, const Definition& definition, const Command& command);

    // The same, but a refusal is given back; then nothing has happened.
    std::optional<Error> try_decide(InstanceRow& row, const Definition& definition, const Command& command);

    // What the system does because something around the instance has changed: ReplaceLeavers, ApplyDelegation,
    // SetData of what the row has. `row` must be locked. Changes nothing and gives false if it is no matter of
    // this instance.
    bool adapt(InstanceRow& row, Act act, std::string reason);

    // The first command of a new instance; gives its id.
    std::int64_t start(InstanceRow row, const StoredDefinition& definition, Start start,
                       const PersonId& actor, std::string comment = {});
    // An instance that nobody in particular starts: by an event. `initiator` is it if they are an active person.
    std::int64_t start_by_event(std::int64_t definition, const std::string& node, Json data,
                                const PersonId& initiator);

    // What the engine itself does, with its reason as the comment. `row` must be locked.
    void command_by_system(InstanceRow& row, Act act, std::string comment = {});
    // The moment of a timer has come. `row` must be locked, the wait armed.
    void fire_timer(InstanceRow& row, WaitId wait) { command_by_system(row, FireTimer{.wait = wait}); }

    // To the one that has waited longest; nobody waits: to a start event; else it waits itself until
    // `expires_at`. Gives how many took it now.
    std::int32_t send_message(const Message& message, Instant expires_at);
    // To all who wait now. Gives how many took it.
    std::int32_t send_signal(const SignalToSend& signal);
    // Gives a message that lies in the buffer to the one that has waited longest for it.
    void match_buffered(const std::string& name, const std::string& key);

    // Works off what follows, in the order in which it came up.
    void run();

    Instant at() const { return at_; }
    // A command on the instance is being decided in this session.
    static bool is_deciding(std::int64_t instance);
    // How often this session has changed an instance, no matter by which call.
    static std::uint64_t changes_made();
    // Of an instance that was changed, by its last command.
    std::int64_t version_of(std::int64_t instance) const;

private:
    Accepted accept(const InstanceRow& row, State state, const Definition& definition, const Command& command,
                    HostRow& host);
    Error row_missing(const InstanceRow& row, const Command& command) const;
    // What the command finds.
    struct Before {
        std::vector<Wait> waits;
        bool is_held = false;
        bool is_row_changing = false;  // HostRow::is_changed_meanwhile
    };
    void keep(InstanceRow& row, const Before& before, Accepted accepted, HostRow& host);
    void note_row(const InstanceRow& row, const std::vector<Entry>& entries, HostRow& host);
    void set_title(InstanceRow& row, const Definition& definition, Start& start);
    void check_one_approval(const InstanceRow& row, const std::string& definition) const;
    void note(const InstanceRow& row, const std::vector<Entry>& entries);
    Command by_system(Act act, std::string comment = {}) const;

    void handle(const ChildToStart& child);
    void handle(const ChildrenToStop& children);
    void handle(const CallToFinish& call);
    void handle(const EscalationToPass& escalation);
    void handle(const Message& message);
    void handle(const SignalToSend& signal);
    void handle(const BufferToSearch& search);
    void handle(const RowToWrite& change);
    void handle(const RowToRead& change);
    void read_row_again(std::int64_t instance, std::int64_t writer);
    void handle(const RevocationToAccept& revocation);

    bool deliver(const Message& message);

    const std::int64_t tenant_;
    EngineRights& rights_;
    const Instant at_;
    const Instant real_at_;        // at_, if that is a moment of this transaction
    std::vector<FollowUp> queue_;  // from next_ on
    std::size_t next_ = 0;
    std::vector<std::pair<std::int64_t, std::int64_t>> versions_;  // of the instances changed
};

}  // namespace wf::pg
