#include "core/expression/builtin_functions.hpp"

#include <algorithm>

namespace wf::feel::builtin {

namespace {

void put(Entries& entries, std::string_view key, Value value) {
    const auto found = std::ranges::find(entries, key, &Entry::first);
    if (found == entries.end())
        entries.emplace_back(key, std::move(value));
    else
        found->second = std::move(value);
}

// A path of keys: the contexts on the way are copied, what they hold otherwise is shared. Nullopt if one of
// the keys is not a text, or what it leads to is no context.
std::optional<Value> put_at(Arguments& args, const Value& context, std::span<const Value> keys, Value value) {
    if (keys.empty() || !context.is_context() || !keys[0].is_string()) return std::nullopt;
    args.meter.charge_list(context.as_context().size() + 1);
    Entries entries = context.as_context();
    if (keys.size() > 1) {
        const Value* inner = context.get(keys[0].as_string());
        if (inner == nullptr) return std::nullopt;
        std::optional<Value> changed = put_at(args, *inner, keys.subspan(1), std::move(value));
        if (!changed) return std::nullopt;
        value = std::move(*changed);
    }
    put(entries, keys[0].as_string(), std::move(value));
    return Value::context(std::move(entries));
}

}  // namespace

Value get_value(Arguments& args) {
    if (!args[0].is_context()) return {};
    const Value* found = &args[0];
    const std::span<const Value> keys =
        args[1].is_list() ? std::span{args[1].as_list()} : std::span{&args[1], 1};
    for (const Value& key : keys) {
        if (!key.is_string()) return {};
        found = found->get(key.as_string());
        if (found == nullptr) return {};
    }
    return keys.empty() ? Value{} : Value{*found};
}

Value get_entries(Arguments& args) {
    if (!args[0].is_context()) return {};
    const Entries& entries = args[0].as_context();
    args.meter.charge_list(entries.size());
    Items result;
    for (const auto& [key, value] : entries)
        result.push_back(Value::context({{"key", Value::string(key)}, {"value", value}}));
    return Value::list(std::move(result));
}

// context([{key: "a", value: 1}])
Value context(Arguments& args) {
    const auto list = list_at(args, 0);
    if (!list) return {};
    Entries entries;
    for (const Value& item : *list) {
        const Value* key = item.get("key");
        const Value* value = item.get("value");
        if (key == nullptr || value == nullptr || !key->is_string()) return {};
        args.meter.charge(entries.size());
        if (std::ranges::find(entries, key->as_string(), &Entry::first) != entries.end()) return {};
        entries.emplace_back(key->as_string(), *value);
    }
    return Value::context(std::move(entries));
}

Value context_put(Arguments& args) {
    const std::span<const Value> keys =
        args[1].is_list() ? std::span{args[1].as_list()} : std::span{&args[1], 1};
    if (keys.size() > 1000) return {};
    return put_at(args, args[0], keys, args[2]).value_or(Value{});
}

Value context_merge(Arguments& args) {
    const auto list = list_at(args, 0);
    if (!list) return {};
    Entries entries;
    for (const Value& item : *list) {
        if (!item.is_context()) return {};
        for (const auto& [key, value] : item.as_context()) {
            args.meter.charge(entries.size() + 1);
            put(entries, key, value);
        }
    }
    return Value::context(std::move(entries));
}

}  // namespace wf::feel::builtin
