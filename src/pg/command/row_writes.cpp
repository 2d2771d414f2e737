// What has become of a request is written into the row of the host that it is about, if wf.bind() says so.
#include "core/json/value_json.hpp"
#include "core/model/names.hpp"
#include "pg/command/approved_row.hpp"
#include "pg/command/frozen_row.hpp"
#include "pg/host/bound_row.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/command/work.hpp"
#include "pg/host/typed_text.hpp"
#include "pg/host/writing_as.hpp"
#include "pg/server/engine_rights.hpp"

#include <string_view>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// An approved row stays so, whatever becomes of a later request about it, until one is approved in its place or
// the approval is revoked.
bool is_approved_otherwise(const EngineRights& rights, const BoundTable& table, const RowBinding& binding,
                           const RowToWrite& change, const SeenRow& row) {
    const std::string* approved = binding.code_of(name_of(Status::Completed));
    if (!approved || change.status == name_of(Status::Completed) || change.status == "revoked") return false;
    const std::optional<std::size_t> column = table.place_of(binding.status);
    if (!column || row.values[*column].is_null()) return false;
    if (!mean_the_same(table, table.columns[*column], value_to_text(row.values[*column]), *approved)) return false;
    return approval_of(rights, table, binding, change.key, change.instance).has_value();
}

bool may_have_several(const BoundTable& table) {
    return table.bindings.size() > 1 || table.bindings.front().allows_several;
}

}  // namespace

void Work::note_row(const InstanceRow& row, const std::vector<Entry>& entries, HostRow& host) {
    RowToWrite change{.instance = row.instance,
                      .definition = row.definition,
                      .table = row.business_table,
                      .key = row.business_key,
                      .status = {}};
    const auto becomes = [&](const Entry& entry, std::string_view status) {
        change.status = status;
        change.actor = entry.actor;
        change.comment = entry.comment;
    };
    for (const Entry& entry : entries) {
        // Until it has been revoked, the row is approved, whatever becomes of the instance that is to revoke
        // it.
        if (row.revokes == 0 && entry.source != entry.target) becomes(entry, name_of(entry.target));
        for (const Event& event : entry.events)
            if (const auto* revoked = std::get_if<InstanceRevoked>(&event); revoked && revoked->by.value != 0)
                becomes(entry, "revoked");  // else the row is gone
    }
    if (!change.status.empty() && host.seen()) queue_.push_back(std::move(change));
}

void Work::handle(const RowToWrite& change) {
    const BoundTableRef table = bindings_of(rights_, change.table);
    const RowBinding* binding =
        table ? table->find(tenant_, definition_by_id(rights_, tenant_, change.definition)->compiled.key)
              : nullptr;
    const std::string* code = binding ? binding->code_of(change.status) : nullptr;
    if (!code) return;
    const std::optional<SeenRow> row = read_row(*table, change.key, RowLock::None);
    // What was deleted has no status, and no trigger has swallowed it.
    if (!row || is_approved_otherwise(rights_, *table, *binding, change, *row)) return;
    const WritingAs writing{change.actor, change.comment};
    write_row(rights_, *table, change.key, {{binding->status, feel::Value::string(*code)}});
    if (may_have_several(*table)) queue_.push_back(RowToRead{change.instance, change.table, change.key});
}

void Work::handle(const RowToRead& change) {
    const BoundTableRef table = bindings_of(rights_, change.table);
    if (!table) return;
    LatestSnapshot now;
    const std::vector<OpenInstance> all = open_instances(rights_, *table, change.key);
    now.done();
    for (const OpenInstance& open : all) {
        if (open.instance == change.writer) continue;
        if (open.tenant == tenant_) {
            read_row_again(open.instance, change.writer);
            continue;
        }
        Work other{rights_, open.tenant, at_};
        other.read_row_again(open.instance, change.writer);
        other.run();
    }
}

// One that is in the middle of a command reads it there; one that is suspended, when it goes on.
void Work::read_row_again(std::int64_t instance, std::int64_t writer) {
    if (is_deciding(instance)) return;
    std::optional<InstanceRow> row = lock_instance(rights_, tenant_, instance);
    if (!row || is_final(row->state.status) || row->state.status == Status::Suspended) return;
    adapt(*row, SetData{.data = Json{"{}"}, .is_in_row = true},
          "instance " + std::to_string(writer) + " has written the row");
}

}  // namespace wf::pg
