#include "core/expression/value.hpp"

#include "core/base/enumeration.hpp"
#include "core/base/name_index.hpp"
#include "core/expression/expression.hpp"
#include "core/expression/function.hpp"

#include <algorithm>

namespace wf::feel {

namespace {

constexpr std::size_t max_depth = 256;
constexpr std::size_t max_weight = 10'000'000;
constexpr std::size_t text_block = 64;  // bytes that weigh as much as one value

}  // namespace

template <class T>
struct Value::Shared {
    T content;
    std::size_t depth;
    std::size_t weight;
};

template <>
struct Value::Shared<Entries> {
    Entries content;
    std::size_t depth;
    std::size_t weight;
    NameIndex index{};
};

template <class T>
Value Value::share(T content, std::size_t depth, std::size_t weight) {
    if (depth > max_depth)
        throw LimitExceeded{"value nests deeper than " + std::to_string(max_depth) + " levels"};
    if (weight > max_weight)
        throw LimitExceeded{"value has more than " + std::to_string(max_weight) + " parts"};
    return Value{Ref<T>{std::make_shared<const Shared<T>>(Shared<T>{std::move(content), depth, weight})}};
}

Value Value::list(Items items) {
    std::size_t depth = 0, weight = 1;
    for (const Value& item : items) {
        depth = std::max(depth, item.depth());
        weight += item.weight();
    }
    return share(std::move(items), depth + 1, weight);
}

Value Value::context(Entries entries) {
    std::size_t depth = 0, weight = 1;
    for (const auto& [key, value] : entries) {
        depth = std::max(depth, value.depth());
        weight += value.weight() + key.size() / text_block;
    }
    return share(std::move(entries), depth + 1, weight);
}

Value Value::range(Range range) {
    const std::size_t depth = std::max(range.low.depth(), range.high.depth()) + 1;
    const std::size_t weight = range.low.weight() + range.high.weight() + 1;
    return share(std::move(range), depth, weight);
}

Value Value::function(Function function) {
    std::size_t depth = 0, weight = 1;
    for (const Value& local : function.captured) {
        depth = std::max(depth, local.depth());
        weight += local.weight();
    }
    return share(std::move(function), depth + 1, weight);
}

const Items& Value::as_list() const { return (*std::get_if<Ref<Items>>(&value_))->content; }
const Entries& Value::as_context() const { return (*std::get_if<Ref<Entries>>(&value_))->content; }
const Range& Value::as_range() const { return (*std::get_if<Ref<Range>>(&value_))->content; }
const Function& Value::as_function() const { return (*std::get_if<Ref<Function>>(&value_))->content; }

const Value* Value::get(std::string_view key) const {
    if (!is_context()) return nullptr;
    const Shared<Entries>& shared = **std::get_if<Ref<Entries>>(&value_);
    const std::size_t at = shared.index.find(
        shared.content, key, [](const Entry& entry) -> const std::string& { return entry.first; });
    return at < shared.content.size() ? &shared.content[at].second : nullptr;
}

std::string_view type_name(Type type) {
    static constexpr std::string_view names[] = {"null",
                                                 "boolean",
                                                 "number",
                                                 "string",
                                                 "date",
                                                 "time",
                                                 "date and time",
                                                 "days and time duration",
                                                 "years and months duration",
                                                 "list",
                                                 "context",
                                                 "range",
                                                 "function"};
    static_assert(has_each<Type>(names));
    return line_of(names, type);
}

std::size_t Value::weight() const {
    switch (type()) {
        case Type::Null:
        case Type::Boolean:
        case Type::Number:
        case Type::Date:
        case Type::Time:
        case Type::DateTime:
        case Type::DaysDuration:
        case Type::MonthsDuration: return 1;
        case Type::String: return 1 + as_string().size() / text_block;
        case Type::List: return (*std::get_if<Ref<Items>>(&value_))->weight;
        case Type::Context: return (*std::get_if<Ref<Entries>>(&value_))->weight;
        case Type::Range: return (*std::get_if<Ref<Range>>(&value_))->weight;
        case Type::Function: return (*std::get_if<Ref<Function>>(&value_))->weight;
    }
    return 1;
}

std::size_t Value::depth() const {
    switch (type()) {
        case Type::Null:
        case Type::Boolean:
        case Type::Number:
        case Type::String:
        case Type::Date:
        case Type::Time:
        case Type::DateTime:
        case Type::DaysDuration:
        case Type::MonthsDuration: return 0;
        case Type::List: return (*std::get_if<Ref<Items>>(&value_))->depth;
        case Type::Context: return (*std::get_if<Ref<Entries>>(&value_))->depth;
        case Type::Range: return (*std::get_if<Ref<Range>>(&value_))->depth;
        case Type::Function: return (*std::get_if<Ref<Function>>(&value_))->depth;
    }
    return 0;
}

}  // namespace wf::feel
