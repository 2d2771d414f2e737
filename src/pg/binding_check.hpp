// What may not happen to a row that is being approved, or was not.
#pragma once

#include "pg/binding_row.hpp"

#include <string>
#include <vector>

namespace wf::pg {

// None of the changed columns is anything to the approval.
bool is_always_writable(const RowBinding& binding, const std::vector<std::string>& changed);

// Throws WF441: an instance is about the row, by its old key or its new one.
void check_key_kept(const BoundTable& table, const std::string& before, const std::string& after);
// Throws WF441: an instance is open for the row, and its present nodes don't let these columns be written.
void check_not_frozen(const BoundTable& table, const std::string& key,
                      const std::vector<std::string>& changed);
// The row is being deleted: cancels what is open for it, or throws WF441, as its binding says.
void end_with_row(const BoundTable& table, const std::string& key);
// All rows are about to go. Throws WF441.
void check_nothing_open(const BoundTable& table);
// Throws WF442: no instance has approved the row.
void check_approved(const BoundTable& table, const RowBinding& binding, const std::string& key);

// An instance about a row that has not ended.
struct OpenInstance {
    std::int64_t tenant = 0;
    std::int64_t instance = 0;
    std::int64_t definition = 0;
    Status status = Status::Running;
    const RowBinding* binding = nullptr;
};
// Those whose definition the table is bound to. Needs EngineRights and Spi.
std::vector<OpenInstance> open_instances(const BoundTable& table, const std::string& key);

}  // namespace wf::pg
