// The row that a trigger is about, before and after.
#pragma once

#include "pg/host/bound_table.hpp"

#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// The triggers that wf.bind() makes with one of its functions.
enum class TriggersOf {
    RowWritten,    // AFTER INSERT, UPDATE or DELETE of a row; BEFORE TRUNCATE
    RowsApproval,  // AFTER INSERT or UPDATE of a row
};
// Throws 39P01 if it is called otherwise, for a trigger can be made by hand.
const TriggerData& trigger_of(FunctionCallInfo fcinfo, TriggersOf function);
// The table with its bindings; throws WF211 if it has got another name since it was bound.
BoundTableRef table_of(const TriggerData& trigger);

class WrittenRow {
public:
    // `table`: what table_of() gives; has to outlive it.
    WrittenRow(const TriggerData& trigger, const BoundTable& table);

    // The key of the row as it is now (deleted: as it was), and before an UPDATE.
    std::string key() const { return key_of(after_); }
    std::string key_before() const { return key_of(before_); }
    // Places of the columns with another value than before.
    std::vector<std::size_t> changed() const;
    // The column has one of these values now, and had another before.
    bool has_become(const ColumnValues& wanted) const;
    // The command of this transaction that has written it; InvalidCommandId: more than one.
    CommandId written_by() const { return written_by_; }
    // With the columns of the table, also of a partition that has them in another order.
    HeapTuple before() const { return before_; }
    HeapTuple after() const { return after_; }
    TupleDesc columns() const { return columns_; }

private:
    const FormData_pg_attribute& attribute(std::size_t place) const;
    std::string key_of(HeapTuple row) const;
    // A partition may have the columns in another order: its rows are seen as those of the table.
    void see_as_of(Oid parent);

    const BoundTable& table_;
    bool is_update_;
    CommandId written_by_;
    TupleDesc columns_;
    HeapTuple before_;
    HeapTuple after_;
};

}  // namespace wf::pg
