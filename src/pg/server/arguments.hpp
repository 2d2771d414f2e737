// The arguments of an SQL function, as C++ values.
#pragma once

#include "core/base/values.hpp"
#include "core/model/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// How large one argument may be: what a command brings, a definition, or anything (what the engine hands to
// itself, and what is only read).
enum class Largest { Data, Definition, Any };

// The arguments of an SQL function, one after the other as sql/api declares them: each of these takes the next
// one, and says its name and type. The first call in a session compares them with the declaration, so that a
// library and SQL of different versions refuse each other instead of reading one thing for another (42P13).
// Texts and JSON that are too large are refused before they are unpacked: WF503. On a standby, a function that is
// VOLATILE is refused: 25006.
class Arguments {
public:
    explicit Arguments(FunctionCallInfo fcinfo, Largest largest = Largest::Data);

    // Nothing: null.
    std::optional<std::int64_t> int8(const char* name);
    std::optional<std::int32_t> int4(const char* name);
    std::optional<std::string> text(const char* name);
    // Without a copy: for functions that are called for each row.
    std::optional<std::string_view> text_view(const char* name);
    std::optional<std::string_view> bytes_view(const char* name);  // likewise
    const Jsonb* jsonb(const char* name);                          // nullptr: null
    std::optional<Json> json(const char* name);
    std::optional<std::vector<std::string>> text_array(const char* name);   // null items are left out
    std::optional<std::vector<std::int64_t>> int8_array(const char* name);  // null items are left out
    bool boolean(const char* name);                                         // null: false
    std::optional<Instant> time(const char* name);
    // The moment that comes so much after `from`.
    std::optional<Instant> interval_after(const char* name, Instant from);
    std::optional<Duration> duration(const char* name);   // an interval
    std::optional<std::int32_t> date(const char* name);   // days since 2000-01-01; infinite ones are the ends of its range
    std::optional<Oid> regclass(const char* name);
    // As it is: for another function.
    NullableDatum any(const char* name, Oid type);

    // Throws WF504 if the argument is null.
    std::int64_t required_int8(const char* name);
    std::int32_t required_int4(const char* name);
    std::string required_text(const char* name);
    std::string_view required_bytes(const char* name);
    Json required_json(const char* name);
    bool required_boolean(const char* name);
    Instant required_time(const char* name);
    Oid required_regclass(const char* name);
    std::int32_t required_date(const char* name);

    // tenant_id, which is the last one wherever it stands.
    std::int64_t tenant();
    // There are no others.
    void end();

private:
    const NullableDatum& take(const char* name, Oid type);
    std::optional<std::string_view> content_of(const NullableDatum& argument) const;
    void check_size(const NullableDatum& argument, std::size_t factor) const;
    void check_numbers(const Jsonb* json) const;
    [[noreturn]] void too_large() const;

    FunctionCallInfo fcinfo_;
    Largest largest_;
    int next_ = 0;
    bool is_checked_;
};

Datum text_datum(std::string_view value);
Datum jsonb_datum(std::string_view json);
// Hours, minutes and seconds only.
Datum interval_datum(std::int64_t microseconds);

}  // namespace wf::pg
