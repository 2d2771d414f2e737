#include "core/diagram/layered_graph.hpp"

#include <algorithm>
#include <map>

namespace wf::diagram {
namespace {

constexpr std::size_t max_compared = 48;  // runs that are ordered by looking at every pair,
constexpr std::size_t max_ends = 400;     // if their ends are no more than this
constexpr int max_tracks = 200;           // more share the last one
constexpr int apart = 8;                  // between two runs on one track

struct Span {
    int left;
    int right;
};

Span span(const Run& run) {
    const auto [top_low, top_high] = std::minmax_element(run.tops.begin(), run.tops.end());
    const auto [bottom_low, bottom_high] = std::minmax_element(run.bottoms.begin(), run.bottoms.end());
    if (run.tops.empty()) return {*bottom_low, *bottom_high};
    if (run.bottoms.empty()) return {*top_low, *top_high};
    return {std::min(*top_low, *bottom_low), std::max(*top_high, *bottom_high)};
}

bool overlap(const Span& a, const Span& b) { return a.left < b.right + apart && b.left < a.right + apart; }

// What it costs if `upper` lies above `lower`: crossings, and lines on top of each other.
int cost(const Run& upper, const Span& upper_span, const Run& lower, const Span& lower_span) {
    int sum = 0;
    for (const int x : upper.bottoms) {
        if (x >= lower_span.left && x <= lower_span.right) ++sum;
        for (const int other : lower.tops)
            if (x == other) sum += 100;
    }
    for (const int x : lower.tops)
        if (x >= upper_span.left && x <= upper_span.right) ++sum;
    return sum;
}

// From above to below, so that little crosses.
void sort(std::vector<std::size_t>& order, const std::vector<Run>& runs, const std::vector<Span>& spans) {
    std::vector<std::size_t> left = std::move(order);
    order.clear();
    while (!left.empty()) {
        auto best = left.begin();
        int least = 0;
        for (auto it = left.begin(); it != left.end(); ++it) {
            int sum = 0;
            for (const std::size_t other : left)
                if (other != *it)
                    sum += cost(runs[*it], spans[*it], runs[other], spans[other]) -
                           cost(runs[other], spans[other], runs[*it], spans[*it]);
            if (it == left.begin() || sum < least) best = it, least = sum;
        }
        order.push_back(*best);
        left.erase(best);
    }
}

}  // namespace

int set_tracks(std::vector<Run>& runs) {
    std::vector<Span> spans;
    std::vector<std::size_t> order;
    std::size_t ends = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        spans.push_back(span(runs[i]));
        ends += runs[i].tops.size() + runs[i].bottoms.size();
        if (spans[i].left != spans[i].right) order.push_back(i);
    }
    int count = 0;
    if (order.size() <= max_compared && ends <= max_ends) {
        sort(order, runs, spans);
        for (std::size_t i = 0; i < order.size(); ++i) {
            int track = 0;
            for (std::size_t k = 0; k < i; ++k)
                if (overlap(spans[order[i]], spans[order[k]]))
                    track = std::max(track, runs[order[k]].track + 1);
            runs[order[i]].track = track;
            count = std::max(count, track + 1);
        }
        return count;
    }
    // Many: the first track that is free, from left to right.
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return spans[a].left < spans[b].left; });
    std::multimap<int, int> free_from;  // x -> track
    for (const std::size_t i : order) {
        int track = count;
        const auto first = free_from.begin();
        if (first != free_from.end() && (first->first + apart <= spans[i].left || count == max_tracks)) {
            track = first->second;
            free_from.erase(first);
        }
        count = std::max(count, track + 1);
        runs[i].track = track;
        free_from.emplace(spans[i].right, track);
    }
    return count;
}

}  // namespace wf::diagram
