// What of a relation only a statement does justice to. C code: within call().
#pragma once

#include "pg/server/postgres.hpp"

namespace wf::pg {

// What is in it is in it, and for its owner: a heap without children, no row security that is forced on the owner, not
// distributed by Citus.
bool is_whole_heap(Relation relation);
// The same of one of ours without rules, or partitioned.
bool is_plain(Relation relation);
// Besides the index of its key. Of another one nobody knows who else writes it.
bool has_other_unique_index(Relation relation, Oid key_index);
// Makes a value by itself.
bool is_computed(const FormData_pg_attribute& column);
bool fires_at_insert(const TriggerDesc& triggers);
bool fires_at_update(const TriggerDesc& triggers);
bool fires_at_delete(const TriggerDesc& triggers);

}  // namespace wf::pg
