#include "core/decision_table/axis.hpp"

#include "core/base/enumeration.hpp"
#include "core/decision_table/between.hpp"
#include "core/expression/compare.hpp"
#include "core/expression/print.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace wf {
namespace {

using feel::Type;
using feel::Value;

constexpr std::size_t test_cost = 20;  // of one evaluation, in steps of Work
constexpr std::size_t max_listed = 5;  // parts of a description
constexpr std::size_t max_text = 40;   // bytes of a value in one

class NoNames final : public feel::Scope {
public:
    std::optional<Value> find(std::string_view) override { return std::nullopt; }
};

std::string listed(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size() && i < max_listed; ++i) text += (i == 0 ? "" : ", ") + parts[i];
    return parts.size() > max_listed ? text + ", ..." : text;
}

bool comes_before(const Value& a, const Value& b) {
    if (a.is_boolean()) return !a.as_boolean() && b.as_boolean();
    return !a.is_null() && *feel::order(a, b) < 0;
}

// In order, each once. False: they have none, such as moments with a zone and others without.
bool sort_values(std::vector<Value>& values) {
    for (const Value& value : values)
        if (!value.is_null() && !value.is_boolean() && !feel::order(values[0], value)) return false;
    std::sort(values.begin(), values.end(), comes_before);
    const auto are_equal = [](const Value& a, const Value& b) { return feel::equal(a, b) == true; };
    values.erase(std::unique(values.begin(), values.end(), are_equal), values.end());
    return true;
}

// Values of one type that tests compare with, in order.
struct Points {
    std::vector<Value> values;
    bool by_order = false;
};

struct Compared {
    std::vector<Points> by_type = std::vector<Points>(count_of<Type>());
    bool have_order = true;

    Points& of(Type type) { return by_type[static_cast<std::size_t>(type)]; }
};

// The key of `known` is the text: tests with one text are the same.
Compared compared_in(const std::vector<const feel::Expression*>& tests,
                     std::unordered_map<std::string_view, bool>& known) {
    Compared compared;
    for (const feel::Expression* test : tests) {
        const auto [found, is_new] = known.try_emplace(test->text(), false);
        if (!is_new) continue;
        const std::optional<feel::Expression::Bounds> bounds = test->bounds();
        found->second = bounds.has_value();
        if (!bounds) continue;
        for (const Value& value : bounds->values) {
            compared.of(value.type()).values.push_back(value);
            compared.of(value.type()).by_order |= bounds->by_order;
        }
    }
    for (Points& points : compared.by_type)
        compared.have_order = sort_values(points.values) && compared.have_order;
    return compared;
}

// Texts that are only compared for equality need no order between them.
std::string another_text(const std::vector<Value>& texts) {
    std::string text = "other";
    const auto is_taken = [&] {
        return std::any_of(texts.begin(), texts.end(),
                           [&](const Value& value) { return value.as_string() == text; });
    };
    while (is_taken()) text += '_';
    return text;
}

}  // namespace

std::vector<const feel::Expression*> Axis::tests_of(const DecisionTable& table, std::size_t input) {
    std::vector<const feel::Expression*> tests;
    if (table.inputs[input].values) tests.push_back(&*table.inputs[input].values);
    for (const DecisionRule& rule : table.rules)
        if (rule.when[input]) tests.push_back(&*rule.when[input]);
    return tests;
}

void Axis::add_type(std::vector<Value> points, bool by_order) {
    const auto add_open = [&](std::optional<Value> sample, std::optional<Value> low,
                              std::optional<Value> high) {
        if (sample)
            regions_.push_back(
                {.sample = std::move(*sample), .low = std::move(low), .high = std::move(high)});
    };
    const Type type = points[0].type();
    const bool has_others = type == Type::String && !by_order;
    const bool is_listed = has_others || type == Type::Null || type == Type::Boolean;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!is_listed && i == 0) add_open(value_below(points[0]), std::nullopt, points[0]);
        if (!is_listed && i > 0) add_open(value_between(points[i - 1], points[i]), points[i - 1], points[i]);
        regions_.push_back({.sample = points[i], .is_point = true, .is_listed = is_listed});
    }
    if (has_others)
        regions_.push_back(
            {.sample = Value::string(another_text(points)), .is_listed = true, .is_other = true});
    else if (!is_listed)
        add_open(value_above(points.back()), points.back(), std::nullopt);
}

void Axis::add_strays(bool has_null, bool has_type) {
    if (!has_null) regions_.push_back({.sample = {}, .is_listed = true, .is_stray = true});
    if (!has_type) regions_.push_back({.sample = Value::context({}), .is_listed = true, .is_stray = true});
}

// The answer can only change at a value that the tests themselves compare with, so it is asked for there and
// just after.
std::optional<Regions> Axis::regions_of(const feel::Expression& tests, Work& work) const {
    NoNames names;
    std::unordered_map<std::string_view, bool> known;
    Compared compared = compared_in({&tests}, known);
    const std::vector<Value>* own = nullptr;
    std::size_t next = 0;  // of `own`
    bool is_true = false, was_own = true;
    Regions found{regions_.size()};
    if (!work.spend(regions_.size())) return std::nullopt;
    for (std::size_t i = 0; i < regions_.size(); ++i) {
        const Region& region = regions_[i];
        const Type type = region.sample.type();
        const bool begins = i == 0 || region.is_stray || type != regions_[i - 1].sample.type();
        if (begins) own = &compared.of(type).values, next = 0;
        const bool is_own =
            region.is_point && next < own->size() && feel::equal((*own)[next], region.sample) == true;
        if (is_own) ++next;
        if (begins || is_own || was_own) {
            if (!work.spend(test_cost)) return std::nullopt;
            is_true = tests.test(region.sample, names).is_true();
        }
        if (is_true) found.add(i);
        was_own = is_own;
    }
    return found;
}

// A value outside of the input's values never gets to the rules, except null.
bool Axis::find_domain(const feel::Expression* values, Work& work) {
    std::optional<Regions> allowed;
    if (values != nullptr) {
        allowed = regions_of(*values, work);
        if (!allowed) return false;
    }
    everything_ = domain_ = Regions{regions_.size()};
    for (std::size_t i = 0; i < regions_.size(); ++i) {
        const bool is_allowed = !allowed || allowed->has(i);
        if (is_allowed && !regions_[i].is_stray) domain_.add(i);
        if (is_allowed || regions_[i].sample.is_null()) everything_.add(i);
    }
    return true;
}

bool Axis::answer(const DecisionTable& table, std::size_t input, Work& work) {
    std::unordered_map<std::string_view, Regions> answers;
    for (const DecisionRule& rule : table.rules) {
        const auto& test = rule.when[input];
        if (!work.spend(1 + domain_.words())) return false;
        if (!test || !known_[test->text()]) {
            cells_.push_back({.regions = everything_, .is_known = !test});
            continue;
        }
        auto found = answers.find(test->text());
        if (found == answers.end()) {
            const std::optional<Regions> regions = regions_of(*test, work);
            if (!regions) return false;
            found = answers.emplace(test->text(), *regions & everything_).first;
        }
        cells_.push_back({.regions = found->second});
    }
    return true;
}

std::optional<Axis> Axis::of(const DecisionTable& table, std::size_t input, Work& work) {
    const DecisionInput& column = table.inputs[input];
    Axis axis;
    axis.title_ = column.title();
    Compared compared = compared_in(tests_of(table, input), axis.known_);
    if (!compared.have_order) compared = {}, axis.known_.clear();
    std::vector<Value>& truths = compared.of(Type::Boolean).values;
    if (!truths.empty() || column.type == Type::Boolean)
        truths = {Value::boolean(false), Value::boolean(true)};
    const std::vector<Value>& nulls = compared.of(Type::Null).values;
    for (const Points& points : compared.by_type)
        if (!points.values.empty()) axis.add_type(points.values, points.by_order);
    const bool has_only_null = axis.regions_.size() == nulls.size();
    if (has_only_null)
        axis.regions_.push_back({.sample = Value::context({}), .is_listed = true, .is_other = true});
    axis.add_strays(!nulls.empty(), column.type || has_only_null);
    const bool knows_values = column.values && axis.known_[column.values->text()];
    if (!axis.find_domain(knows_values ? &*column.values : nullptr, work)) return std::nullopt;
    if (!axis.answer(table, input, work)) return std::nullopt;
    return axis;
}

// Regions first..last lie side by side.
std::string Axis::run(std::size_t first, std::size_t last) const {
    const Region& begin = regions_[first];
    const Region& end = regions_[last];
    if (begin.is_point && first == last) return feel::to_feel(begin.sample, max_text);
    const std::optional<Value> low = begin.is_point ? begin.sample : begin.low;
    const std::optional<Value> high = end.is_point ? end.sample : end.high;
    if (!low && !high) return "any " + std::string{feel::type_name(begin.sample.type())};
    if (!low) return (end.is_point ? "<= " : "< ") + feel::to_feel(*high, max_text);
    if (!high) return (begin.is_point ? ">= " : "> ") + feel::to_feel(*low, max_text);
    return (begin.is_point ? "[" : "(") + feel::to_feel(*low, max_text) + ".." + feel::to_feel(*high, max_text) + (end.is_point ? "]" : ")");
}

// All texts but some.
std::string Axis::others(const Regions& regions) const {
    std::vector<std::string> named;
    for (std::size_t i = 0; i < regions_.size(); ++i)
        if (regions_[i].is_point && regions_[i].sample.is_string() && !regions.has(i))
            named.push_back(feel::to_feel(regions_[i].sample, max_text));
    return named.empty() ? "any other value" : "not(" + listed(named) + ")";
}

std::string Axis::describe(const Regions& all) const {
    const Regions regions = all & domain_;
    if (regions == domain_) return {};
    std::vector<std::string> parts;
    bool has_others = false, is_one_point = false;
    for (std::size_t i = 0; i < regions_.size(); ++i)
        has_others = has_others || (regions_[i].is_other && regions.has(i));
    if (has_others) parts.push_back(others(regions));
    for (std::size_t i = 0; i < regions_.size(); ++i) {
        const bool is_told = has_others && (regions_[i].is_other || regions_[i].sample.is_string());
        if (!regions.has(i) || is_told) continue;
        const std::size_t first = i;
        while (!regions_[i].is_listed && i + 1 < regions_.size() && regions.has(i + 1) &&
               regions_[i + 1].sample.type() == regions_[first].sample.type())
            ++i;
        is_one_point = regions_[first].is_point && first == i;
        parts.push_back(run(first, i));
    }
    if (parts.size() == 1 && is_one_point) return title_ + " = " + parts[0];
    const char begin = parts.size() == 1 ? parts[0][0] : ' ';
    if (begin == '<' || begin == '>') return title_ + " " + parts[0];
    return title_ + " in " + (begin == '[' || begin == '(' ? parts[0] : "(" + listed(parts) + ")");
}

std::string Axis::example(const Regions& all) const {
    const Regions regions = all & domain_;
    for (std::size_t i = 0; i < regions_.size(); ++i)
        if (regions.has(i)) return title_ + " = " + feel::to_feel(regions_[i].sample, max_text);
    return {};
}

}  // namespace wf
