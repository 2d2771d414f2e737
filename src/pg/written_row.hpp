// The row that a trigger is about, before and after.
#pragma once

#include "pg/binding.hpp"

#include <string>
#include <vector>

#include "pg/postgres.hpp"

namespace wf::pg {

// Throws if it is called otherwise.
const TriggerData& trigger_of(FunctionCallInfo fcinfo);
// The table with its bindings; throws WF211 if it has got another name since it was bound.
BoundTableRef table_of(const TriggerData& trigger);

class WrittenRow {
public:
    explicit WrittenRow(const TriggerData& trigger);

    // The key of the row as it is now (deleted: as it was), and before an UPDATE.
    std::string key(const BoundTable& table) const { return key_of(table, after_); }
    std::string key_before(const BoundTable& table) const { return key_of(table, before_); }
    // Columns with another value than before; of what is generated only what it is made of.
    std::vector<std::string> changed() const;
    // The column has one of these values now, and had another before.
    bool has_become(const std::string& column, const std::vector<std::string>& values) const;

private:
    std::string key_of(const BoundTable& table, HeapTuple row) const;

    // A partition may have the columns in another order: its rows are seen as those of the table.
    void see_as_of(Oid parent);

    const TriggerData& trigger_;
    TupleDesc columns_;
    HeapTuple before_;
    HeapTuple after_;
};

}  // namespace wf::pg
