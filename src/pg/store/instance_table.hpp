// wf.instance for those that read it from an index itself: a statement for it would cost them many times as much.
#pragma once

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct InstanceTable {
    Oid table = InvalidOid;
    Oid key_index = InvalidOid;  // of tenant_id, instance_id
    Oid row_index = InvalidOid;  // of business_key, business_table; invalid: somebody has dropped it
    AttrNumber tenant = 0, instance = 0, definition = 0, business_table = 0, business_key = 0, title = 0;
    AttrNumber parent = 0, parent_token = 0, ended_at = 0, data = 0, state = 0, revokes = 0;
};

// Kept until the table or one of its indexes changes. C code: within call().
const InstanceTable& instance_table();

}  // namespace wf::pg
