// The server's numeric and FEEL's decimal, without text between them.
#pragma once

#include "core/expression/decimal.hpp"

#include <optional>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Beyond 34 digits it is rounded half-even. Nullopt: what no decimal holds (NaN, infinity, 10^6145).
std::optional<feel::Decimal> decimal_from_numeric(const NumericData* number);

// About how many bytes its text has: 1e100000 is stored in a few.
std::size_t text_size(const NumericData* number);

// Exact, in the memory of the call. Requires a finite number.
Numeric numeric_from_decimal(const feel::Decimal& number);

}  // namespace wf::pg
