#include "core/base/closest.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace wf {
namespace {

constexpr std::size_t max_word = 64;  // longer words get no suggestion
constexpr std::size_t max_candidates = 1000;

using Row = std::array<std::size_t, max_word + 1>;

// Optimal string alignment distance, or limit + 1 as soon as it is certain to be more than `limit`.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
    Row before{}, last{}, row{};
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        std::size_t smallest = row[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
            smallest = std::min(smallest, row[j]);
        }
        if (smallest > limit) return limit + 1;
        before = last;
        last = row;
    }
    return last[b.size()];
}

}  // namespace

std::string_view closest(std::string_view text, std::span<const std::string_view> candidates) {
    if (text.empty() || text.size() > max_word) return {};
    std::string_view best;
    std::size_t limit = std::max<std::size_t>(1, text.size() / 3);
    for (const std::string_view candidate : candidates.first(std::min(candidates.size(), max_candidates))) {
        if (candidate.empty() || candidate.size() > max_word) continue;
        if (std::max(text.size(), candidate.size()) - std::min(text.size(), candidate.size()) > limit)
            continue;
        const std::size_t found = distance(text, candidate, limit);
        if (found > limit) continue;
        best = candidate;
        if (found == 0) break;
        limit = found - 1;  // only a closer one is better
    }
    return best;
}

}  // namespace wf
