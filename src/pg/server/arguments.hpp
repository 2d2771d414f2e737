// The arguments of an SQL function, as C++ values.
#pragma once

#include "core/base/values.hpp"

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

// Texts and JSON that are too large are refused before they are unpacked: WF503.
class Arguments {
public:
    explicit Arguments(FunctionCallInfo fcinfo, Largest largest = Largest::Data)
        : fcinfo_(fcinfo), largest_(largest) {}

    // Counted from 0. Nothing: null.
    std::optional<std::int64_t> int8(int at) const;
    std::optional<std::int32_t> int4(int at) const;
    std::optional<std::string> text(int at) const;
    // Without a copy: for functions that are called for each row.
    std::optional<std::string_view> text_view(int at) const;
    const Jsonb* jsonb(int at) const;  // nullptr: null
    std::optional<Json> json(int at) const;
    std::optional<std::vector<std::string>> text_array(int at) const;  // null items are left out
    bool boolean(int at) const;                                        // null: false
    std::optional<Instant> time(int at) const { return int8(at); }
    // The moment that comes the interval `at` after `from`.
    std::optional<Instant> interval_after(int at, Instant from) const;

    // Throws WF504 if the argument is null.
    std::int64_t required_int8(int at, const char* name) const;
    std::int32_t required_int4(int at, const char* name) const;
    std::string required_text(int at, const char* name) const;

private:
    bool is_null(int at) const { return fcinfo_->args[at].isnull; }
    void check_size(int at, std::size_t factor) const;
    void check_numbers(int at, const Jsonb* json) const;

    FunctionCallInfo fcinfo_;
    Largest largest_;
};

Datum text_datum(std::string_view value);
Datum jsonb_datum(std::string_view json);

}  // namespace wf::pg
