// What of an instance is open, as far as reports go: kept between two looks at the log, so that each entry is read once.
#pragma once

#include "core/base/values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::report {

// An activity whose completion brought a token where it is, and when that was.
struct Source {
    std::string node;
    Instant left_at = 0;
    bool operator==(const Source&) const = default;
};

struct LifeToken {
    TokenId id;
    std::string node;
    TokenId scope;
    Instant since = 0;
    std::vector<Source> sources{};  // after a join one for each branch
};

struct LifeSeat {
    SeatId id;
    std::string node;
    PersonId holder;
    Instant opened_at = 0;   // 0: not yet
    Instant since = 0;       // that the holder has had it
    Instant claimed_at = 0;  // 0: nobody has
};

struct Life {
    std::vector<LifeToken> tokens{};
    std::vector<LifeSeat> seats{};
    std::vector<std::string> way{};  // the activities that were entered, in order
    // The last decision: who made it, and where.
    PersonId decided_by{};
    std::string decided_node{};
};

// Longer ways are cut: a loop may go round for ever.
inline constexpr std::size_t longest_way = 200;

std::string life_to_bytes(const Life& life);
// Nothing: they are none, or of a newer version.
std::optional<Life> life_from_bytes(std::string_view bytes);

}  // namespace wf::report
