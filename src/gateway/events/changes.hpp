// What wf._changes tells: which instances have changed, in order, and the place in the log up to where it was told.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf::gateway {

struct Change {
    std::int64_t transaction = 0, tenant = 0, instance = 0, seq = 0;

    bool operator==(const Change&) const = default;
};

struct Changes {
    std::string after;      // the place to go on from
    bool is_reset = false;  // more has changed than can be told
    std::vector<Change> list;

    bool operator==(const Changes&) const = default;
};

// Throws std::runtime_error for what is not of that form.
[[nodiscard]] Changes read_changes(std::string_view json);

// The transaction of a place: all before it have been told.
[[nodiscard]] std::int64_t transaction_of(std::string_view place);

// The place from which on both have everything.
[[nodiscard]] std::string since_both(std::string_view place, std::string_view other);

// Without what `place` has been told already.
[[nodiscard]] Changes since(const Changes& changes, std::string_view place);

// As an answer to a long poll, and as events of a stream.
[[nodiscard]] std::string as_answer(const Changes& changes);
[[nodiscard]] std::string as_events(const Changes& changes);

}  // namespace wf::gateway
