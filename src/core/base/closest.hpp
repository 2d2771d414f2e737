// "Did you mean": the nearest of a list of known words.
#pragma once

#include <span>
#include <string_view>

namespace wf {

// The candidate with the smallest edit distance (insert, delete, replace, swap of neighbours) to `text`, if
// at most a third of the letters differ (one is always forgiven); the first of several. "" if none is close.
// Looks at no more than 1000 candidates.
std::string_view closest(std::string_view text, std::span<const std::string_view> candidates);

}  // namespace wf
