// Rows of tables of the host, read, locked and written with their owner's rights (foreign_code.hpp).
#pragma once

#include "core/expression/value.hpp"
#include "pg/host/bound_table.hpp"
#include "pg/server/engine_rights.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::pg {

// A row as it was when it was looked at.
struct SeenRow {
    std::string key;                                          // as the engine writes it (row_key.hpp)
    std::vector<feel::Value> values;                          // of the columns of the table, in their order
    std::vector<std::pair<std::size_t, std::string>> digits;  // with numbers that FEEL had to round: all of them

    // JSON. Equal contents give equal text, whatever their scale, white space or order of members; null gives
    // "null".
    std::string text_of(std::size_t place) const;
};

// "row 7 of table public.purchase", for messages.
std::string row_of(const BoundTable& table, const std::string& key);

enum class RowLock {
    None,
    Wait,  // nobody else changes the row until the transaction ends
    Skip,  // the same, but a row that somebody has locked is not there
};

// Nothing: there is no such row. Throws WF204 if the table has no key. ReadOnly: as the calling query sees
// it. Needs Spi.
std::optional<SeenRow> read_row(const BoundTable& table, const std::string& key, RowLock lock,
                                Access access = Access::ReadWrite);

// A row that is at hand, with the columns of the table. Needs the rights of the owner (as_owner.hpp), and Spi.
SeenRow seen_row(const BoundTable& table, HeapTuple row, TupleDesc columns);

// "UPDATE ... SET column = ..." of the row with the key $1, $2 ...; the last parameter is a JSON object of the values, each read as
// its column's type reads it.
std::string update_by_key(const BoundTable& table, const feel::Entries& columns);

// The row as conditions know it: columns by name, with FEEL's dates, times and durations.
feel::Value document_of(const BoundTable& table, const SeenRow& row);

// Sets columns from the members of a JSON object, each read as its column's type reads it. Throws WF443 if
// the values do not arrive as they were meant: a trigger or rule of the host has changed or swallowed them.
// Gives the row as it is then.
SeenRow write_row(EngineRights& rights, const BoundTable& table, const std::string& key,
                  const feel::Entries& columns);

// The columns of this very row that the engine is writing at this moment; nullptr: it is not.
const std::vector<std::string>* being_written(Oid table, std::string_view key);

}  // namespace wf::pg
