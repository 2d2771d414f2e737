// Instances that call instances. Ancestors are locked before a called instance is (instance_row.hpp), so
// everything here meets instances that are locked already, or that nobody else knows yet.
#include "pg/command/work.hpp"
#include "pg/server/settings.hpp"
#include "pg/store/called_definition.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// A caller that still waits: its token may have been taken away since the called instance began.
bool waits_at(const InstanceRow& row, TokenId token) {
    return !is_final(row.state.status) && row.state.find_token(token) != nullptr;
}

}  // namespace

void Work::handle(const ChildToStart& child) {
    const std::optional<InstanceRow> parent = lock_instance(rights_, tenant_, child.parent);
    if (!parent || !waits_at(*parent, child.call.token)) return;
    if (parent->depth + 1 > settings::max_call_depth())
        throw Error::make(Code::CallTooDeep, "definition \"" + child.call.definition + "\" cannot be called",
                          "Calls are nested " + std::to_string(settings::max_call_depth()) + " deep already.",
                          "Look for definitions that call each other without end; or raise "
                          "wf_engine.max_call_depth.");
    const DefinitionRef definition =
        definition_to_call(rights_, tenant_, child.call.definition,
                            child.call.version ? std::optional{child.call.version} : std::nullopt);
    InstanceRow row;
    row.instance = next_instance_id(rights_);
    row.depth = parent->depth + 1;
    start(std::move(row), *definition,
          Start{.definition_version = 0,
                .title = {},
                .business_table = parent->business_table,
                .business_key = parent->business_key,
                .node = {},
                .parent = InstanceId{parent->instance},
                .parent_token = child.call.token,
                .chosen = {},
                .data = child.call.data},
          parent->state.initiator);
}

void Work::handle(const ChildrenToStop& children) {
    for (const std::int64_t child : running_children(rights_, tenant_, children.parent, children.tokens)) {
        check_interrupts();
        std::optional<InstanceRow> row = lock_instance(rights_, tenant_, child);
        if (row && !is_final(row->state.status)) command_by_system(*row, Terminate{}, "not needed any more");
    }
}

void Work::handle(const CallToFinish& call) {
    std::optional<InstanceRow> parent = lock_instance(rights_, tenant_, call.parent);
    if (!parent || !waits_at(*parent, call.token)) return;
    command_by_system(
        *parent,
        FinishCall{.token = call.token, .status = call.status, .error = call.error, .data = call.data});
}

void Work::handle(const EscalationToPass& escalation) {
    std::optional<InstanceRow> parent = lock_instance(rights_, tenant_, escalation.parent);
    if (!parent || !waits_at(*parent, escalation.token)) return;
    command_by_system(*parent, CatchEscalation{.token = escalation.token, .code = escalation.code});
}

// It may have been woken meanwhile: then there is nothing to revoke any more.
void Work::handle(const RevocationToAccept& revocation) {
    std::optional<InstanceRow> row = lock_instance(rights_, tenant_, revocation.instance);
    if (!row || row->state.status != Status::Completed || row->state.revoked) return;
    command_by_system(*row, AcceptRevocation{.by = InstanceId{revocation.by}});
}

}  // namespace wf::pg
