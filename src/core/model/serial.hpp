// Serial numbers for people: a prefix, the day of the start, a number: "LV-202611-0042".
#pragma once

#include "core/model/definition.hpp"
#include "core/expression/temporal.hpp"
#include "core/base/values.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace wf {

// Of the patterns of PostgreSQL's to_char those that a serial number can use: YYYY, YY, MM, DD, with "-",
// "/", "." and "_" anywhere.
bool is_serial_date(std::string_view pattern);

// What stands before the number, as of this moment there. Counting begins anew with each.
std::string serial_stem(const SerialSettings& settings, Instant at, const feel::Zone& zone);

// A number that needs more digits has them.
std::string serial_no(std::string_view stem, std::int64_t number, std::int32_t digits);

}  // namespace wf
