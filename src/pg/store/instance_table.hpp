// wf.instance for those that read it from an index itself: a statement for it would cost them many times as much.
#pragma once

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct InstanceTable {
    Oid table = InvalidOid;
    bool is_plain = false;       // else only a statement knows where its rows are
    Oid key_index = InvalidOid;  // of tenant_id, instance_id
    Oid row_index = InvalidOid;  // of business_key, business_table; invalid: somebody has dropped it
    AttrNumber tenant = 0, instance = 0, business_table = 0, business_key = 0, ended_at = 0;
};

// As it is now; it may change while a relation is locked. C code: within call().
InstanceTable instance_table();

}  // namespace wf::pg
