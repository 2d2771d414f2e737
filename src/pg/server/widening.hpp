// Changes of a column's type that keep all its values as they are.
#pragma once

#include <cstdint>

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct ColumnType {
    Oid type = InvalidOid;
    std::int32_t modifier = -1;

    bool operator==(const ColumnType&) const = default;
};

// Whatever the column holds, it says the same afterwards: integer to bigint, varchar(10) to text. False also
// of changes that might keep them.
bool widens(const ColumnType& from, const ColumnType& to);

}  // namespace wf::pg
