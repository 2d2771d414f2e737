// The columns of a business table as FEEL sees them: their types when a definition is deployed, and in the
// row dates, times and durations instead of JSON text.
#pragma once

#include "core/compile/compile.hpp"
#include "core/expression/value.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <string>
#include <vector>

namespace wf::pg {

struct FoundTable {
    Oid table = InvalidOid;
    std::string qualified;  // with its schema; empty: there is none
    bool readable = false;
    bool may_refer = false;  // has the right REFERENCES, as for a foreign key
};
// The table or view that the caller means by this name. With their search_path and rights. One that they may read
// stays as it is until the transaction ends.
FoundTable find_table(const std::string& name);

// As the caller means the name and may read the table. `found`, if given, says which it is.
BusinessTable look_up_business_table(EngineRights& rights, const std::string& name,
                                     FoundTable* found = nullptr);

// The columns of a table, named with its schema, as a context; with the rights of whoever calls. ReadOnly: as
// they were before the statement that is under way.
feel::StaticType row_type(const std::string& qualified, Access access);

}  // namespace wf::pg
