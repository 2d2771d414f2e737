// What a signature on a bound row is on: the values of named columns. It is still on the row as long as these
// have the same values: a new column, another name or a wider type changes nothing.
#pragma once

#include "pg/host/bound_row.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

struct SignedColumn {
    std::string name;
    AttrNumber number = 0;
    bool operator==(const SignedColumn&) const = default;
};

struct RowSignature {
    std::string hash;  // SHA-256 of names and values; empty: there was no row
    std::vector<SignedColumn> columns;
    std::string image;  // a JSON object of the values; empty: they are not kept
};

// On all columns but those of `status`, `require` and `always_writable`; of what is generated, and so follows from
// others, only on these `fields`, given by their places: people have seen them.
RowSignature signature_of(const BoundTable& table, const RowBinding& binding, const SeenRow& row,
                          const std::vector<std::size_t>& fields);

// Where the table has these columns now: by their name, and if there is none of that name by their place in
// the table; nothing: the column is gone.
std::vector<std::optional<std::size_t>> places_of(const BoundTable& table,
                                                  const std::vector<SignedColumn>& columns);

// The row has the values that were signed.
bool is_still(const BoundTable& table, const SeenRow& row, const RowSignature& signature);

}  // namespace wf::pg
