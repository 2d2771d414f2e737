#include "core/outlook/changes.hpp"

#include "core/expression/compare.hpp"
#include "core/json/value_json.hpp"
#include "core/stored/state_json.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace wf {
namespace {

using feel::Entries;
using feel::Value;

// A list of the state (state_fields.hpp): what one of it is called, which key tells it from the others, and which says what it is
// about. Without a key it is its own.
struct Part {
    std::string_view list, kind, key, subject;
};
constexpr std::array parts{Part{"seats", seat_change, "id", "id"},
                           Part{"tokens", "token", "id", "node"},
                           Part{"waits", "wait", "id", "node"},
                           Part{"bodies", "repetition", "token", "token"},
                           Part{"compensables", "compensation", "token", "node"},
                           Part{"join_cycles", "join", "node", "node"},
                           Part{"interrupted", "interruption", "", ""},
                           Part{"passages", "passage", "node", "node"},
                           Part{"returns", "return", "token", "to"},
                           Part{"return_counts", "return_count", "node", "node"},
                           Part{"chosen", "choice", "node", "node"},
                           Part{"signatures", "signature", "", "node"}};
constexpr std::array always_other{"version", "last_at", "last_seat", "last_token", "last_wait"};

Entries entries_of(std::string_view json) {
    const std::optional<Value> value = value_from_json(json);
    return value && value->is_context() ? value->as_context() : Entries{};
}

// By name; there may be thousands.
class Named {
public:
    explicit Named(std::string_view json) : entries_(entries_of(json)) {
        for (const auto& [name, value] : entries_) places_.emplace(name, &value);
    }
    const Entries& entries() const { return entries_; }
    const Value* find(std::string_view name) const {
        const auto found = places_.find(name);
        return found == places_.end() ? nullptr : found->second;
    }

private:
    const Entries entries_;
    std::map<std::string_view, const Value*> places_;
};

Json json_of(const Value* value) { return value ? Json{value_to_json(*value)} : Json{}; }

bool is_same(const Value* a, const Value* b) {
    if (!a || !b) return a == b;
    return feel::equal(*a, *b).value_or(false) || value_to_json(*a) == value_to_json(*b);
}

void compare(std::vector<StateChange>& changes, std::string_view kind, std::string subject, const Value* before, const Value* after) {
    if (!is_same(before, after))
        changes.push_back({.kind = kind, .subject = std::move(subject), .before = json_of(before), .after = json_of(after)});
}

// Those of `before` first.
template <class Compare>
void for_each_name(const Named& before, const Named& after, Compare compare) {
    for (const auto& [name, value] : before.entries()) compare(name, &value, after.find(name));
    for (const auto& [name, value] : after.entries())
        if (!before.find(name)) compare(name, nullptr, &value);
}

std::string text_at(const Value& item, std::string_view name) {
    const Value* value = name.empty() ? &item : item.get(name);
    return value ? value_to_text(*value) : std::string{};
}

// Those of one key are told apart by their order.
using Items = std::map<std::pair<std::string, int>, const Value*>;
std::vector<std::pair<std::string, int>> keys_of(const Value* list, const Part& part, Items& items) {
    std::vector<std::pair<std::string, int>> keys;
    std::map<std::string, int> times;
    if (list && list->is_list())
        for (const Value& item : list->as_list()) {
            const std::string key = text_at(item, part.key);
            items.emplace(keys.emplace_back(key, times[key]++), &item);
        }
    return keys;
}

void compare_lists(std::vector<StateChange>& changes, const Part& part, const Value* before, const Value* after) {
    Items items_before, items_after;
    const auto keys_before = keys_of(before, part, items_before);
    const auto keys_after = keys_of(after, part, items_after);
    const auto at = [](const Items& items, const auto& key) {
        const auto found = items.find(key);
        return found == items.end() ? nullptr : found->second;
    };
    for (const auto& key : keys_before)
        compare(changes, part.kind, text_at(*items_before.at(key), part.subject), items_before.at(key), at(items_after, key));
    for (const auto& key : keys_after)
        if (!items_before.contains(key))
            compare(changes, part.kind, text_at(*items_after.at(key), part.subject), nullptr, items_after.at(key));
}

bool is_value(std::string_view name) {
    return name != "data" && std::ranges::find(parts, name, &Part::list) == parts.end() &&
           std::ranges::find(always_other, name) == always_other.end();
}

}  // namespace

std::vector<StateChange> changes_between(const State& before, const State& after) {
    std::vector<StateChange> changes;
    const Named old_state{state_to_json(before)};
    const Named new_state{state_to_json(after)};
    for_each_name(old_state, new_state, [&](const std::string& name, const Value* a, const Value* b) {
        if (is_value(name)) compare(changes, name == "status" ? "status" : "state", name, a, b);
    });
    for_each_name(Named{before.data.text}, Named{after.data.text},
                  [&](const std::string& name, const Value* a, const Value* b) { compare(changes, field_change, name, a, b); });
    for (const Part& part : parts) compare_lists(changes, part, old_state.find(part.list), new_state.find(part.list));
    return changes;
}

}  // namespace wf
