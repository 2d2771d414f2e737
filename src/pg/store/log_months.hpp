// The partitions of wf.log, for those that read them one by one: log_rows.cpp, acts.cpp. C code: within call().
#pragma once

#include "core/base/values.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// From its first moment to before the end.
struct Month {
    Oid table;
    Instant from, until;
};

// Those that are attached, oldest first.
struct Months {
    Month* months;
    int count;
    bool have_default;  // what no other holds goes there
    bool are_plain;  // else only SQL can read them: one has partitions of its own
};

Relation open_log(const char* name = "log");
Months months_of(Relation log);
// One that was attached may have its columns in other places, or keep its rows elsewhere: then only SQL can read it.
bool is_plain_month(Relation month, TupleDesc log);

// What a scan of months has found. Plain values: the memory is that of the caller's context.
struct FoundRows {
    HeapTuple* rows;
    std::uint64_t count, room;
    TupleDesc columns;
    bool is_whole;
};
FoundRows no_rows(TupleDesc columns);
void keep(FoundRows& found, HeapTuple row);
// For C++ again: not within call().
Rows rows_of(const FoundRows& found);

}  // namespace wf::pg
