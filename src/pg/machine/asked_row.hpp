// A row that somebody asks about by its key: what they may see of it they see, and what judges it is read as its owner.
#pragma once

#include "pg/host/bound_row.hpp"
#include "pg/machine/gate.hpp"

#include <string>
#include <vector>

namespace wf::pg {

struct AskedRow {
    AttachedMachineRef machine;
    BoundTableRef table;
    std::string key;
    std::string state;  // empty: null

    std::string named() const { return row_of(*table, key); }
    std::vector<Param> key_values() const;
    // As it is: old and new are the same.
    RowChange change(Access access) const;
    // The same with other values of some columns; what is generated from them stays as it is.
    RowChange with(RowChange change, const feel::Entries& columns) const;
};

// Throws WF504 if the table has a machine and this cannot be a key of it. Takes EngineRights and Spi.
void check_asked_key(Oid table, const std::string& key, Access access);

// With the rights of the caller, policies included; locked first, if it is to be. Throws WF205. Needs Spi.
AskedRow asked_row(EngineRights& rights, const AttachedMachineRef& machine, const std::string& key, RowLock lock);

}  // namespace wf::pg
