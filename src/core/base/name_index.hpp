// Where a name is in a sequence that has each name once. A few are looked through; many get a sorted order
// when they have been asked for some names, so that asking for all of them is not quadratic. Sorted rather
// than hashed: nobody can choose names that make it slow.
#pragma once

#include "core/base/host_interrupt.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <vector>

namespace wf {

class NameIndex {
public:
    // Its place, or `all.size()`. Requires: `all` has not changed since the last call, except its size.
    template <class Sequence, class NameOf>
    std::size_t find(const Sequence& all, std::string_view name, NameOf name_of) const {
        if (all.size() <= few || (order_.size() != all.size() && ++asked_ < few)) {
            for (std::size_t i = 0; i < all.size(); ++i)
                if (name_of(all[i]) == name) return i;
            return all.size();
        }
        if (order_.size() != all.size()) sort(all, name_of);
        const auto found = std::lower_bound(order_.begin(), order_.end(), name,
                                            [&](std::uint32_t at, std::string_view other) {
                                                return std::string_view{name_of(all[at])} < other;
                                            });
        return found != order_.end() && name_of(all[*found]) == name ? *found : all.size();
    }

private:
    static constexpr std::size_t few = 16;

    template <class Sequence, class NameOf>
    void sort(const Sequence& all, NameOf name_of) const {
        std::vector<std::uint32_t> order(all.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            go_on();
            const int order = std::string_view{name_of(all[a])}.compare(name_of(all[b]));
            return order < 0 || (order == 0 && a < b);
        });
        order_ = std::move(order);
    }

    mutable std::vector<std::uint32_t> order_{};
    mutable std::size_t asked_ = 0;
};

}  // namespace wf
