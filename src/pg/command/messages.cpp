// Messages and signals find who waits for them. What one of them starts or moves may throw others; they queue
// up.
#include "pg/people/directory.hpp"
#include "pg/store/log.hpp"
#include "pg/command/work.hpp"
#include "pg/store/locked_rows.hpp"
#include "pg/store/wait_rows.hpp"
#include "pg/server/engine_rights.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr Instant one_day = 24LL * 60 * 60 * 1'000'000;

std::string sent_by(const PersonId& sender) {
    return sender.empty() || sender == system_actor ? "" : "sent by " + sender;
}

void lock_rows_of(const EngineRights& rights, std::int64_t tenant, const std::vector<Subscriber>& receivers) {
    std::vector<std::int64_t> instances;
    for (const Subscriber& receiver : receivers)
        if (receiver.instance != 0) instances.push_back(receiver.instance);
    lock_business_rows(rights, tenant, instances, RowLock::Wait);
}

}  // namespace

std::int64_t Work::start_by_event(std::int64_t definition, const std::string& node, Json data,
                                       const PersonId& initiator) {
    const DefinitionRef stored = definition_by_id(rights_, tenant_, definition);
    const bool is_person =
        !initiator.empty() && !active_people(rights_, tenant_, {initiator}, Access::ReadWrite).empty();
    InstanceRow row;
    row.instance = next_instance_id(rights_);
    return start(std::move(row), *stored,
                 Start{.definition_version = 0,
                       .title = {},
                       .business_table = {},
                       .business_key = {},
                       .node = node,
                       .parent = {},
                       .parent_token = {},
                       .chosen = {},
                       .data = std::move(data)},
                 is_person ? initiator : PersonId{system_actor});
}

// While we wait for an instance, its wait may end; then the next one's turn has come.
bool Work::deliver(const Message& message) {
    std::vector<std::int64_t> passed;
    while (const std::optional<Subscriber> oldest =
               oldest_waiting(rights_, tenant_, message.name, message.key, passed)) {
        check_interrupts();
        const WaitId wait = wait_of_job(oldest->id);
        std::optional<InstanceRow> row = lock_instance(rights_, tenant_, oldest->instance);
        if (row && armed(row->state, wait)) {
            command_by_system(*row, TakeMessage{.wait = wait, .data = Json{message.payload}},
                              sent_by(message.sender));
            return true;
        }
        passed.push_back(oldest->id);
    }
    return false;
}

std::int32_t Work::send_message(const Message& message, Instant expires_at) {
    if (deliver(message)) return 1;
    if (const std::optional<Subscriber> start = oldest_message_start(rights_, tenant_, message.name)) {
        start_by_event(start->definition, start->node, Json{message.payload}, message.sender);
        return 1;
    }
    if (expires_at <= at_) return 0;
    lock_to_buffer(tenant_, message.name, message.key);
    if (deliver(message)) return 1;
    buffer_message(rights_, tenant_, message, at_, expires_at);
    return 0;
}

std::int32_t Work::send_signal(const SignalToSend& signal) {
    std::int32_t taken = 0;
    const std::vector<Subscriber> receivers = signal_receivers(rights_, tenant_, signal.name);
    lock_rows_of(rights_, tenant_, receivers);
    for (const Subscriber& receiver : receivers) {
        check_interrupts();
        if (receiver.instance == 0) {
            start_by_event(receiver.definition, receiver.node, Json{signal.payload}, signal.sender);
            ++taken;
            continue;
        }
        const WaitId wait = wait_of_job(receiver.id);
        std::optional<InstanceRow> row = lock_instance(rights_, tenant_, receiver.instance);
        if (!row || !armed(row->state, wait)) continue;
        command_by_system(*row, TakeSignal{.wait = wait, .data = Json{signal.payload}},
                          sent_by(signal.sender));
        ++taken;
    }
    return taken;
}

void Work::match_buffered(const std::string& name, const std::string& key) {
    if (const std::optional<Subscriber> oldest = oldest_waiting(rights_, tenant_, name, key, {}))
        handle(BufferToSearch{oldest->instance, wait_of_job(oldest->id), name, key});
}

void Work::handle(const Message& message) { send_message(message, at_ + one_day); }

void Work::handle(const SignalToSend& signal) { send_signal(signal); }

void Work::handle(const BufferToSearch& search) {
    lock_to_wait(tenant_, search.name, search.key);
    std::optional<InstanceRow> row = lock_instance(rights_, tenant_, search.instance);
    if (!row || !armed(row->state, search.wait)) return;
    const std::optional<Message> message = take_buffered(rights_, tenant_, search.name, search.key, at_);
    if (!message) return;
    command_by_system(*row, TakeMessage{.wait = search.wait, .data = Json{message->payload}},
                      sent_by(message->sender));
    queue_.push_back(search);  // one that goes on waiting gets the next one too
}

}  // namespace wf::pg
