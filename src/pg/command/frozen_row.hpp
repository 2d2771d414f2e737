// What may not happen to a row that is being approved, or was not.
#pragma once

#include "pg/host/bound_row.hpp"
#include "pg/store/instance_row.hpp"
#include "pg/server/engine_rights.hpp"

#include <string>
#include <vector>

namespace wf::pg {

// None of the changed columns is anything to the approval.
bool is_always_writable(const RowBinding& binding, const std::vector<std::string>& changed);

// Throws WF441: an instance is about the row, by its old key or its new one.
void check_key_kept(const BoundTable& table, const std::string& before, const std::string& after);
// An UPDATE has changed these columns, by their places, of a row that something is open for. Throws WF441 if the present nodes
// do not let them be written; else it becomes an entry of the log, by whoever has written the row.
void note_update(const BoundTable& table, const std::string& key, const std::vector<std::size_t>& changed);
// The same for the engine's own write of `written`: throws WF443 if code of the host has changed what is
// approved behind it.
void check_own_write(const BoundTable& table, const std::string& key, const std::vector<std::size_t>& changed,
                     const std::vector<std::string>& written);
// An instance is about to write `columns`: to whatever else is open for the row that is an UPDATE as any other.
// Throws WF441.
void check_not_frozen_by_others(const EngineRights& rights, const BoundTable& table, const std::string& key,
                                std::int64_t instance, const std::vector<std::string>& columns);
// The row has been deleted: cancels what is open for it, or throws WF441, as its binding says. An approval of it
// ends with it.
void end_with_row(const BoundTable& table, const std::string& key);
// All rows of the table, or of this partition of it, are about to go: the same, but what is open is never
// cancelled.
void end_with_all_rows(const BoundTable& table, Oid truncated);
// An instance about a row that has not ended.
struct OpenInstance {
    std::int64_t tenant = 0;
    std::int64_t instance = 0;
    std::int64_t definition = 0;
    Status status = Status::Running;
    const RowBinding* binding = nullptr;
};
// Those whose definition the table is bound to.
std::vector<OpenInstance> open_instances(const EngineRights& rights, const BoundTable& table,
                                         const std::string& key);

// Throws WF445: a row has one open approval for each definition.
[[noreturn]] void refuse_second(const BoundTable& table, const std::string& key, std::int64_t instance);
void check_only_one(const EngineRights& rights, const BoundTable& table, const RowBinding& binding,
                    const std::string& key);

}  // namespace wf::pg
