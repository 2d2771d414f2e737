#include "core/decision_table/coverage.hpp"

#include "core/expression/compare.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace wf {
namespace {

using Box = std::vector<Regions>;  // one set for each axis

constexpr std::size_t cost_of_cut = 8;  // a set is copied, not only looked at

class Cover {
public:
    Cover(const DecisionTable& table, Work& work) : table_(table), work_(work) {}

    Coverage run() {
        if (!make_axes() || !find_impossible() || !find_overlaps() || !find_masked() || !find_gaps())
            found_.is_too_large = true;
        return std::move(found_);
    }

private:
    // ---- each gives false if it is too much work

    bool make_axes() {
        for (std::size_t input = 0; input < table_.inputs.size(); ++input) {
            std::optional<Axis> axis = Axis::of(table_, input, work_);
            if (!axis) return false;
            axes_.push_back(std::move(*axis));
        }
        for (std::size_t rule = 0; rule < table_.rules.size(); ++rule) {
            Box box;
            bool is_known = true, is_possible = true;
            for (const Axis& axis : axes_) {
                box.push_back(axis.cell(rule).regions);
                is_known = is_known && axis.cell(rule).is_known;
                is_possible = is_possible && !box.back().empty();
            }
            boxes_.push_back(std::move(box));
            known_.push_back(is_known);
            possible_.push_back(is_possible);
        }
        return true;
    }

    bool find_impossible() {
        for (std::size_t rule = 0; rule < boxes_.size(); ++rule)
            if (!possible_[rule]) found_.masked.push_back({.rule = rule, .by = {}});
        return true;
    }

    bool find_overlaps() {
        if (table_.policy != HitPolicy::Unique && table_.policy != HitPolicy::Any) return true;
        for (std::size_t second = 1; second < boxes_.size(); ++second)
            for (std::size_t first = 0; first < second; ++first) {
                if (!known_[first] || !known_[second]) continue;
                if (!work_.spend(cost())) return false;
                if (!meet(boxes_[first], boxes_[second])) continue;
                const Box common = intersection(intersection(boxes_[first], boxes_[second]), domains());
                if (is_empty(common) || (table_.policy == HitPolicy::Any && !surely_differ(first, second)))
                    continue;
                if (found_.overlaps.size() < Coverage::max_each)
                    found_.overlaps.push_back({.first = first, .second = second, .where = describe(common)});
                else
                    ++found_.more_overlaps;
            }
        return true;
    }

    bool find_masked() {
        if (table_.policy != HitPolicy::First && table_.policy != HitPolicy::Priority) return true;
        for (std::size_t rule = 0; rule < boxes_.size(); ++rule) {
            if (!possible_[rule]) continue;
            std::vector<std::size_t> by;
            std::vector<Box> rest{boxes_[rule]};
            for (std::size_t other = 0; other < boxes_.size() && !rest.empty(); ++other) {
                if (other == rule || !known_[other] || !goes_before(other, rule)) continue;
                if (!work_.spend(cost())) return false;
                if (!meet(boxes_[other], boxes_[rule])) continue;
                by.push_back(other);
                if (!subtract(rest, boxes_[other])) return false;
            }
            if (rest.empty()) found_.masked.push_back({.rule = rule, .by = std::move(by)});
        }
        return true;
    }

    bool find_gaps() {
        if (table_.has_default() || table_.aggregation == Aggregation::Count) return true;
        std::vector<Box> rest{domains()};
        for (std::size_t rule = 0; rule < boxes_.size() && !rest.empty(); ++rule)
            if (possible_[rule] && !subtract(rest, boxes_[rule])) return false;
        for (const Box& gap : rest) {
            if (found_.gaps.size() < Coverage::max_each)
                found_.gaps.push_back({.where = describe(gap), .example = example(gap)});
            else
                ++found_.more_gaps;
        }
        return true;
    }

    // ---- boxes

    Box domains() const {
        Box all;
        for (const Axis& axis : axes_) all.push_back(axis.domain());
        return all;
    }

    std::size_t cost() const {
        std::size_t words = 1;
        for (const Axis& axis : axes_) words += axis.domain().words();
        return words;
    }

    static bool meet(const Box& a, const Box& b) {
        for (std::size_t i = 0; i < a.size(); ++i)
            if (!a[i].meets(b[i])) return false;
        return true;
    }

    static Box intersection(const Box& a, const Box& b) {
        Box common;
        for (std::size_t i = 0; i < a.size(); ++i) common.push_back(a[i] & b[i]);
        return common;
    }

    static bool is_empty(const Box& box) {
        return std::any_of(box.begin(), box.end(), [](const Regions& regions) { return regions.empty(); });
    }

    // Takes `box` away from all of them. What is left of one is cut into boxes, axis by axis: outside on this
    // axis, and inside on those before it.
    bool subtract(std::vector<Box>& boxes, const Box& box) {
        std::vector<Box> left;
        for (Box& from : boxes) {
            if (!work_.spend(cost())) return false;
            if (!meet(from, box)) {
                left.push_back(std::move(from));
                continue;
            }
            if (!work_.spend(cost_of_cut * cost() * (1 + axes_.size()))) return false;
            for (std::size_t axis = 0; axis < box.size(); ++axis) {
                Regions outside = from[axis] - box[axis];
                if (!outside.empty()) {
                    Box piece = from;
                    piece[axis] = std::move(outside);
                    left.push_back(std::move(piece));
                }
                from[axis] = from[axis] & box[axis];
            }
        }
        boxes = std::move(left);
        return true;
    }

    std::string describe(const Box& box) const {
        std::string text;
        for (std::size_t i = 0; i < box.size(); ++i)
            if (const std::string part = axes_[i].describe(box[i]); !part.empty())
                text += (text.empty() ? "" : " and ") + part;
        return text;
    }

    std::string example(const Box& box) const {
        std::string text;
        for (std::size_t i = 0; i < box.size(); ++i)
            if (box[i] != axes_[i].domain()) text += (text.empty() ? "" : ", ") + axes_[i].example(box[i]);
        return text;
    }

    // ---- outputs

    const feel::Value* constant(std::size_t rule, std::size_t output) const {
        return table_.rules[rule].then[output].constant();
    }

    bool surely_differ(std::size_t a, std::size_t b) const {
        for (std::size_t output = 0; output < table_.outputs.size(); ++output) {
            const feel::Value* left = constant(a, output);
            const feel::Value* right = constant(b, output);
            if (left != nullptr && right != nullptr && feel::equal(*left, *right) != true) return true;
        }
        return false;
    }

    std::size_t rank(std::size_t output, feel::Value value) const {
        if (const auto type = table_.outputs[output].type) conform(value, *type);
        return priority_of(table_.outputs[output], value);
    }

    // Is the output of `other` always taken rather than that of `rule`, if both match?
    bool goes_before(std::size_t other, std::size_t rule) const {
        if (table_.policy == HitPolicy::First) return other < rule;
        for (std::size_t output = 0; output < table_.outputs.size(); ++output) {
            const feel::Value* left = constant(other, output);
            const feel::Value* right = constant(rule, output);
            if (table_.outputs[output].values.empty()) continue;
            if (left == nullptr || right == nullptr) return false;
            const std::size_t a = rank(output, *left), b = rank(output, *right);
            if (a != b) return a < b;
        }
        return other < rule;
    }

    const DecisionTable& table_;
    Work& work_;
    Coverage found_;
    std::vector<Axis> axes_;
    std::vector<Box> boxes_;  // by rule
    std::vector<bool> known_, possible_;
};

}  // namespace

Coverage cover(const DecisionTable& table, Work& work) { return Cover{table, work}.run(); }

}  // namespace wf
