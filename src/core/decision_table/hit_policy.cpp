#include "core/decision_table/hit_policy.hpp"

#include "core/expression/arithmetic.hpp"
#include "core/expression/compare.hpp"
#include "core/expression/print.hpp"

#include <algorithm>
#include <utility>

namespace wf {
namespace {

using feel::Value;

// Of one output its value, of several a context.
Value row_of(const DecisionTable& table, std::vector<Value> outputs) {
    if (outputs.size() == 1) return std::move(outputs[0]);
    feel::Entries entries;
    for (std::size_t i = 0; i < outputs.size(); ++i)
        entries.emplace_back(table.outputs[i].name, std::move(outputs[i]));
    return Value::context(std::move(entries));
}

bool have_same_outputs(const Hit& a, const Hit& b) {
    for (std::size_t i = 0; i < a.outputs.size(); ++i)
        if (feel::equal(a.outputs[i], b.outputs[i]) != true) return false;
    return true;
}

// Output by output, as far as these have an order; what is equal stays in the order of the rules.
void sort_by_priority(const DecisionTable& table, std::vector<Hit>& hits) {
    std::vector<std::pair<std::vector<std::size_t>, std::size_t>> ranked;
    for (std::size_t i = 0; i < hits.size(); ++i) {
        std::vector<std::size_t> rank;
        for (std::size_t output = 0; output < table.outputs.size(); ++output)
            rank.push_back(priority_of(table.outputs[output], hits[i].outputs[output]));
        ranked.emplace_back(std::move(rank), i);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<Hit> sorted;
    for (const auto& [rank, i] : ranked) sorted.push_back(std::move(hits[i]));
    hits = std::move(sorted);
}

Value all_of(const DecisionTable& table, std::vector<Hit> hits) {
    feel::Items items;
    for (Hit& hit : hits) items.push_back(row_of(table, std::move(hit.outputs)));
    return Value::list(std::move(items));
}

// Nullopt: no two values of this kind have a sum.
std::optional<Value> sum(const Value& a, const Value& b) {
    const bool has_sum = a.is_number() || a.is_days_duration() || a.is_months_duration();
    if (!has_sum || a.type() != b.type()) return std::nullopt;
    const feel::Limits limits;
    feel::Meter meter{limits, nullptr};
    return feel::add(a, b, meter);
}

std::optional<Value> aggregate(Aggregation aggregation, const Value& so_far, const Value& next) {
    if (aggregation == Aggregation::Sum) return sum(so_far, next);
    const auto order = feel::order(next, so_far);
    if (!order) return std::nullopt;
    const bool is_better = aggregation == Aggregation::Min ? *order < 0 : *order > 0;
    return is_better ? next : so_far;
}

bool collect(const DecisionTable& table, std::vector<Hit> hits, Value& result, std::string& reason) {
    if (table.aggregation == Aggregation::None) return result = all_of(table, std::move(hits)), true;
    if (table.aggregation == Aggregation::Count) {
        result = Value::number(feel::Decimal{static_cast<std::int64_t>(hits.size())});
        return true;
    }
    result = hits[0].outputs[0];
    for (std::size_t i = 0; i < hits.size(); ++i) {
        // The first one with itself: has it a sum, an order, at all?
        const std::optional<Value> found =
            aggregate(table.aggregation, i == 0 ? hits[0].outputs[0] : result, hits[i].outputs[0]);
        if (!found) {
            reason = "rule " + std::to_string(hits[i].rule + 1) + " gives " +
                     std::string{feel::type_name(hits[i].outputs[0].type())} + ", which cannot be aggregated";
            return false;
        }
        if (i > 0) result = *found;
    }
    return true;
}

}  // namespace

bool gives_list(const DecisionTable& table) {
    switch (table.policy) {
        case HitPolicy::RuleOrder:
        case HitPolicy::OutputOrder:
            return true;
        case HitPolicy::Collect:
            return table.aggregation == Aggregation::None;
        case HitPolicy::Unique:
        case HitPolicy::Any:
        case HitPolicy::First:
        case HitPolicy::Priority:
            break;
    }
    return false;
}

std::string rules_text(std::size_t first, std::size_t second) {
    return "rules " + std::to_string(first + 1) + " and " + std::to_string(second + 1);
}

bool apply_hit_policy(const DecisionTable& table, std::vector<Hit> hits, Value& result, std::string& reason) {
    switch (table.policy) {
        case HitPolicy::Unique:
            if (hits.size() > 1) {
                reason = rules_text(hits[0].rule, hits[1].rule) + " both match, and the hit policy is unique";
                return false;
            }
            break;
        case HitPolicy::Any:
            for (const Hit& hit : hits)
                if (&hit != &hits[0] && !have_same_outputs(hits[0], hit)) {
                    reason = rules_text(hits[0].rule, hit.rule) +
                             " both match with different outputs, and the hit policy is any";
                    return false;
                }
            break;
        case HitPolicy::First:
            break;
        case HitPolicy::Priority:
            sort_by_priority(table, hits);
            break;
        case HitPolicy::RuleOrder:
            return result = all_of(table, std::move(hits)), true;
        case HitPolicy::OutputOrder:
            sort_by_priority(table, hits);
            return result = all_of(table, std::move(hits)), true;
        case HitPolicy::Collect:
            return collect(table, std::move(hits), result, reason);
    }
    result = row_of(table, std::move(hits[0].outputs));
    return true;
}

Value no_hit(const DecisionTable& table, std::vector<Value> defaults) {
    if (table.has_default()) {
        Value row = row_of(table, std::move(defaults));
        return gives_list(table) ? Value::list({std::move(row)}) : row;
    }
    if (gives_list(table)) return Value::list({});
    return table.aggregation == Aggregation::Count ? Value::number(feel::Decimal{0}) : Value{};
}

}  // namespace wf
