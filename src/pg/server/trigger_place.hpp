// Where a trigger runs. What it leaves for a later one of the same statement counts until the subtransaction of that statement is
// over: if it was rolled back, the later one has never come.
#pragma once

#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

class SubTransaction {
public:
    static SubTransaction current() {
        SubTransaction now;
        now.top_ = GetTopFullTransactionIdIfAny();
        now.id_ = GetCurrentSubTransactionId();
        return now;
    }
    // It is the one that runs, or one around it.
    bool is_under_way() const {
        return FullTransactionIdEquals(top_, GetTopFullTransactionIdIfAny()) && SubTransactionIsActive(id_);
    }

private:
    FullTransactionId top_{};
    SubTransactionId id_ = InvalidSubTransactionId;
};

// Of triggers that run within one another.
inline int depth_of_triggers() {
    return call([] { return DatumGetInt32(DirectFunctionCall1(pg_trigger_depth, Datum{0})); });
}

}  // namespace wf::pg
