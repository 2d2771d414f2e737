// FEEL, the expression language of DMN: parse once, evaluate many times. The only header others include.
#pragma once

#include "core/expression/limit_exceeded.hpp"
#include "core/expression/value.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wf::feel {

struct Limits {
    std::size_t max_text = 64 * 1024;   // bytes of one expression
    std::size_t max_depth = 200;        // nesting
    std::size_t max_steps = 1'000'000;  // evaluation steps of one evaluate()
    std::size_t max_list = 100'000;     // items of one list
};

struct SyntaxError {
    std::size_t position = 0;  // code point offset into the text, from 0
    std::string message;       // lower case, no full stop: `expected ")" but found end of text`
    std::string hint;          // a sentence, or empty
};

// Where names come from. Asked once per name and evaluation at the most, and only for names that are
// evaluated, so an expensive name (the live business row) costs nothing when nobody names it.
class Scope {
public:
    virtual ~Scope() = default;
    // The value of a root name, or nullopt if there is no such name (FEEL: null).
    virtual std::optional<Value> find(std::string_view name) = 0;

    // The value of a function of Vocabulary::functions, such as a decision.
    struct Argument {
        std::string_view name;  // empty: given by position
        Value value;
    };
    virtual Value call(std::string_view /*function*/, std::span<Argument> /*arguments*/) { return {}; }

    // What now() and today() answer, in the zone that today() is a day of; nullopt: null.
    virtual std::optional<DateTime> now() { return std::nullopt; }
};

// What an expression may name, as far as its text does not tell by itself.
struct Vocabulary {
    // Root names of several words or with operator signs in them ("Monthly Salary", "net+tax"); words joined
    // by one blank, no blanks around signs.
    std::vector<std::string> names{};
    // Functions that Scope::call answers.
    std::vector<std::string> functions{};
    // The item types of a model. A type may name others of them, not itself.
    struct ItemType {
        std::string name;
        std::string type;  // as FEEL writes it: "list<number>"
        bool operator==(const ItemType&) const = default;
    };
    std::vector<ItemType> types{};
    // What the result is to be, as the typeRef of a decision says: of another type it is null. Empty: anything.
    std::string result_type{};
    // An unknown function and an impossible literal such as @"2026-02-30" are null, as FEEL evaluates them. False:
    // they are syntax errors, for whoever has an author to tell.
    bool mistakes_are_null = false;
};

struct Tree;  // ast.hpp

class Expression {
public:
    // Text -> compiled expression. On failure returns nullopt and fills `error`.
    static std::optional<Expression> parse(std::string_view text, SyntaxError& error,
                                           const Limits& limits = {}, const Vocabulary& vocabulary = {});

    // The same for unary tests, as a cell of a decision table has them: `< 10, [20..30]`, `not("a", "b")`,
    // `starts with(?, "a")`, `-`. "?" is the value tested.
    static std::optional<Expression> parse_tests(std::string_view text, SyntaxError& error,
                                                 const Limits& limits = {},
                                                 const Vocabulary& vocabulary = {});

    // Throws LimitExceeded; nothing else but std::bad_alloc. `interrupt`, if given, is called now and then so
    // that a long evaluation can be cancelled (it may throw). `steps`, if given, says how many were taken
    // before, and then how many with this: evaluations that belong together share one limit.
    Value evaluate(Scope& scope, const Limits& limits = {}, void (*interrupt)() = nullptr,
                   std::size_t* steps = nullptr) const;

    // Requires: unary tests. Does `input` satisfy one of them? True, false or null.
    Value test(Value input, Scope& scope, const Limits& limits = {}, void (*interrupt)() = nullptr,
               std::size_t* steps = nullptr) const;

    const std::string& text() const;

    // A root name that evaluation may ask the scope for, with the code point offset of its first use.
    struct Name {
        std::string name;
        std::size_t position = 0;
        bool maybe_field = false;  // only used inside filters, whose items may have a field of this name
    };
    const std::vector<Name>& names() const;
    // The functions of the vocabulary that it calls, each once.
    const std::vector<Name>& functions() const;
    // The value of an expression that is a literal, such as 5, [1..10] or date("2026-01-31"); else nullptr.
    const Value* constant() const;
    bool uses_clock() const;  // now() or today()
    const Tree& tree() const { return *tree_; }

    // Calls of functions of the vocabulary.
    struct Call {
        std::string function;
        std::vector<std::string> named;  // arguments
        std::size_t positional = 0;      // how many of these instead
        std::size_t position = 0;        // code point offset of the first call of this function
    };
    std::vector<Call> calls() const;

    // Requires: unary tests. The values that they compare "?" with, if that is all they do: then their answer
    // is the same for all inputs between two neighbouring ones. Nullopt: they do more. Of "-": no values.
    struct Bounds {
        std::vector<Value> values;  // null, booleans, numbers, strings, dates, times, durations
        bool by_order = false;      // also by <, >, a range; false: only by equality
    };
    std::optional<Bounds> bounds() const;

private:
    explicit Expression(std::shared_ptr<const Tree> tree) : tree_(std::move(tree)) {}
    std::shared_ptr<const Tree> tree_;  // immutable: copies share it
};

}  // namespace wf::feel
