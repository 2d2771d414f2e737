// Who waits for a message or a signal, and the messages that nobody waited for when they came.
#pragma once

#include "core/model/state.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

struct Message {
    std::string name;
    std::string key;      // empty: none
    std::string payload;  // a JSON object
    PersonId sender;      // empty: nobody in particular
};

// A row of wf.subscription.
struct Subscriber {
    std::int64_t id = 0;
    std::int64_t instance = 0;  // 0: a start event
    std::int64_t definition = 0;
    std::string node;
};

// The instance that has waited longest for a message of this name and key; not one of `passed`.
std::optional<Subscriber> oldest_waiting(const EngineRights& rights, std::int64_t tenant,
                                         const std::string& name, const std::string& key,
                                         const std::vector<std::int64_t>& passed);
// The start event that has waited longest for a message of this name. It has no key: nothing is there yet to
// have one.
std::optional<Subscriber> oldest_message_start(const EngineRights& rights, std::int64_t tenant,
                                               const std::string& name);
// All that wait for the signal now: instances in order of their ids, so that two senders lock them in the
// same order, then start events.
std::vector<Subscriber> signal_receivers(const EngineRights& rights, std::int64_t tenant,
                                         const std::string& name);

// A message is sent while somebody begins to wait for it, and neither sees the other, for neither has
// committed: the message would lie in the buffer, and its receiver wait for ever. So both do three things in
// this order: show what they have (a message, a subscription), take the lock of the name and key, look for
// the other. Whoever comes to the lock second looks after the first has committed, and finds it.
//   - The sender shows the message last: before, they take the lock and look a second time. Only a sender who has found
//     nobody takes it, so a message that is taken at once costs no lock.
//   - Those who wait do not exclude each other: they share the lock.
// Under REPEATABLE READ the second look sees no more than the first; then wf.run_due_jobs brings them together.
void lock_to_buffer(std::int64_t tenant, const std::string& name, const std::string& key);
void lock_to_wait(std::int64_t tenant, const std::string& name, const std::string& key);

void buffer_message(const EngineRights& rights, std::int64_t tenant, const Message& message, Instant at,
                    Instant expires_at);
// Takes the oldest message of this name and key that has not expired at `at` out of the buffer.
std::optional<Message> take_buffered(const EngineRights& rights, std::int64_t tenant, const std::string& name,
                                     const std::string& key, Instant at);

void delete_expired_messages(const EngineRights& rights, Instant at);
// Names and keys, by tenant, of which there are both a message and somebody who waits: what lock_to_wait
// could not prevent.
struct Unmatched {
    std::int64_t tenant;
    std::string name;
    std::string key;
};
std::vector<Unmatched> unmatched_messages(const EngineRights& rights, Instant at, std::int32_t limit);

}  // namespace wf::pg
