// A value of a column of the host, as JSON and FEEL have it: always in the same form, whatever a session has
// set (TimeZone, DateStyle, IntervalStyle, extra_float_digits, bytea_output). Equal numbers give equal text.
#pragma once

#include "core/expression/value.hpp"

#include <string>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// The server's own code, which no setting changes, writes the values of this type. Of all others (arrays,
// composites, money, reg..., types of extensions) it is the owner's code or depends on settings.
// Requires the base type of a domain.
bool is_plain_type(Oid type);
bool is_number_type(Oid type);

// Dates, times and durations as ISO 8601 text (UTC if they have a zone), enums as their label, bytea as hex.
// Requires is_plain_type().
feel::Value plain_value(Oid type, Datum value);

// The same for every other type: what to_jsonb makes of it, "null" if nothing. Needs Spi, the rights of the
// table's owner and fixed settings (foreign_code.hpp).
std::string foreign_json(Oid type, Datum value);
feel::Value value_of_json(const std::string& json);

// A number, or one in the JSON, has more digits than FEEL's numbers keep; then the exact text, else empty.
// Requires is_plain_type().
std::string exact_digits(Oid type, Datum value);
std::string exact_json(const std::string& json);

// In full, as the type itself reads it back under whatever settings. Other types than the plain ones need the
// same as foreign_json(), for Spi.
std::string whole_text(Oid type, Datum value);

// What JSON keeps as text, as FEEL's date, time or duration.
feel::Value with_time(Oid type, const feel::Value& value);

}  // namespace wf::pg
