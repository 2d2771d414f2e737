// What is known of a value before it is there: the types it may have, and of some types what is in them.
#pragma once

#include "core/expression/value.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::feel {

struct SyntaxError;
struct Vocabulary;

// A set of types. Null is in none: every value may be null.
using TypeSet = std::uint16_t;
constexpr TypeSet set_of(Type type) { return static_cast<TypeSet>(1U << static_cast<unsigned>(type)); }
inline constexpr TypeSet all_types = 0x1FFE;
inline constexpr TypeSet any_duration = set_of(Type::DaysDuration) | set_of(Type::MonthsDuration);

struct StaticFields;

struct StaticType {
    TypeSet types = all_types;                                  // empty: always null
    std::shared_ptr<const StaticType> items{};                  // of a list, ends of a range; nullptr: any
    std::shared_ptr<const StaticFields> fields{};               // of a context; nullptr: any
    std::shared_ptr<const std::vector<std::string>> choices{};  // of a string: the only ones it can be
    std::uint8_t depth = 1;

    static StaticType of(TypeSet set) { return {.types = set}; }
    static StaticType of(Type type) { return of(set_of(type)); }
    static StaticType list_of(StaticType items);
    static StaticType range_of(StaticType ends);
    static StaticType context_of(StaticFields fields);
    static StaticType choice_of(std::vector<std::string> values);
    static StaticType of_value(const Value& value);

    bool is_unknown() const { return types == all_types; }
    bool is_always_null() const { return types == 0; }
    bool may_be(TypeSet set) const { return (types & set) != 0; }
    bool may_be(Type type) const { return may_be(set_of(type)); }
    bool is_only(Type type) const { return types == set_of(type); }
    StaticType item() const { return items ? *items : StaticType{}; }
};

// The fields of a context. An open one may have others too.
struct StaticFields {
    std::vector<std::pair<std::string, StaticType>> list;
    bool is_open = false;

    const StaticType* find(std::string_view name) const;
};

// What may be the one or the other.
StaticType either(const StaticType& a, const StaticType& b);

// "a number", "a date or a date and time"; "something" if nothing is known.
std::string describe(const StaticType& type);

// "list<number>", as `instance of` writes types; it may name item types of the vocabulary. Nullopt: `error` says
// why.
std::optional<StaticType> type_from_text(std::string_view text, const Vocabulary& vocabulary,
                                         SyntaxError& error);

// A type given as JSON, as FEEL writes it: a text is one already, an object a context, an array the list of its one
// item, null any type. Nullopt: something else.
std::optional<std::string> type_text(const Value& given);

// The type that TypeSpec `index` of a tree asks for.
struct Tree;
StaticType type_from_spec(const Tree& tree, std::uint32_t index);

// "number/string", as the table of built-ins writes them.
TypeSet type_set(std::string_view alternatives);

// The property of a temporal value, a range's ends apart; nullopt: such a value has none of this name.
std::optional<StaticType> property_type(Type type, std::string_view name);
std::vector<std::string_view> property_names(Type type);

}  // namespace wf::feel
