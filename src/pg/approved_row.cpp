#include "pg/approved_row.hpp"

#include "pg/as_engine.hpp"
#include "pg/binding_check.hpp"
#include "pg/follow_ups.hpp"
#include "pg/row_context.hpp"

#include <algorithm>
#include <optional>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& text) {
    return std::ranges::find(list, text) != list.end();
}

std::string listed(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "\"" : ", \"") + name + "\"";
    return list;
}

// An approval that is being undone at this moment takes its values with it.
void check_kept(const BoundTable& table, const RowBinding& binding, const std::string& key,
                const std::vector<std::string>& frozen) {
    as_engine([&](EngineRights&) {
        LatestSnapshot now;
        const std::optional<InstanceRow> approval = approval_of(table, binding, key);
        now.done();
        if (!approval || FollowUps::is_deciding(approval->instance)) return;
        throw Error::make(Code::RowFrozen, "row " + key + " of table " + table.name + " is approved",
                          "Instance " + std::to_string(approval->instance) +
                              " has approved it; while that holds, " + listed(frozen) + " cannot be changed.",
                          "Revoke the approval with wf.revoke(), then change the row.");
    });
}

}  // namespace

void check_approved_kept(const BoundTable& table, const std::string& key,
                         const std::vector<std::size_t>& changed) {
    for (const RowBinding& binding : table.bindings) {
        if (binding.frozen_when_approved.empty()) continue;
        at_row(table.name, key);
        at_binding(binding.definition, "freeze_approved");
        std::vector<std::string> frozen;
        for (const std::string& column : table.names(changed))
            if (contains(binding.frozen_when_approved, column)) frozen.push_back(column);
        if (!frozen.empty()) check_kept(table, binding, key, frozen);
    }
}

}  // namespace wf::pg
