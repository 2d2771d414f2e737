// One evaluation of a tree.
//
// truth() gives a boolean without making a value of it, for conditions;
// peek() gives a reference wherever the value already lies somewhere (names, literals, entries of contexts),
// so that comparing a field copies nothing; evaluate() gives a value of one's own.
#pragma once

#include "core/expression/ast.hpp"
#include "core/expression/builtins.hpp"
#include "core/expression/compare.hpp"
#include "core/expression/function.hpp"
#include "core/expression/meter.hpp"

#include <array>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace wf::feel {

// Where peek() puts a value that lies nowhere yet. Most peeks need none, so it is made when it is needed.
class Scratch {
public:
    Scratch() {}
    ~Scratch() {
        if (is_used_) value_.~Value();
    }
    Scratch(const Scratch&) = delete;

    const Value& value() const { return value_; }  // requires: keep() was called
    const Value& keep(Value&& value) {
        if (is_used_) return value_ = std::move(value);
        is_used_ = true;
        return *new (&value_) Value{std::move(value)};
    }
    bool is(const Value& value) const { return &value == &value_; }

private:
    union {
        Value value_;
    };
    bool is_used_ = false;
};

class Evaluation final : public Caller {
public:
    Evaluation(const std::shared_ptr<const Tree>& tree, Scope& scope, Meter& meter);
    Evaluation(const Evaluation&) = delete;

    Value run() { return evaluate(tree_->root); }
    Value run_tests(Value input) {
        frame_[0] = std::move(input);
        return to_value(truth(tree_->root));  // "?" alone could be anything
    }

    Value call(const Value& function, std::span<Value> arguments) override;

private:
    struct RootName {
        enum class State : std::uint8_t { Unasked, Unknown, Found } state = State::Unasked;
        Scratch value;  // if it is found
    };

    // evaluate.cpp
    Value evaluate(NodeIndex index);
    Ternary truth(NodeIndex index);
    const Value& peek(NodeIndex index, Scratch& scratch);
    const RootName& root(std::uint32_t name);
    const Value& root_value(std::uint32_t name);
    const Value* entry(const Value& context, std::string_view key);
    const Value* item_field(const Node& node);
    Value item_field_value(const Node& node);
    const Value& path(const Node& node, Scratch& scratch);
    Value path_value(const Node& node);
    Value member(const Value& base, std::string_view name);
    Ternary disjunction(const Node& node);
    Ternary conjunction(const Node& node);
    Value arithmetic(const Node& node);
    Value power(const Node& node);
    Ternary compare(const Node& node);
    Ternary compare(Op op, const Value& a, const Value& b);
    Ternary between(const Node& node);
    Value membership(const Node& node);
    Value range(const Node& node);
    Value list(const Node& node);
    Value context(const Node& node);

    // evaluate_forms.cpp
    // Visits the combinations of a loop's iterators until the visitor returns false. Returns false if a
    // domain is nothing one can iterate over.
    using Visit = std::function<bool()>;
    bool iterate(std::span<const Child> domains, const Visit& visit, bool& goes_on);
    bool iterate_span(const Value& low, const Value& high, std::span<const Child> domains, const Visit& visit,
                      bool& goes_on);
    bool step(Value value, std::span<const Child> domains, const Visit& visit, bool& goes_on);
    Value loop(const Node& node);
    Value quantified(const Node& node);
    Value filter(const Node& node);
    Value at_index(const Node& node);
    Value builtin(const Node& node);
    Value function_call(const Node& node);
    Value scope_call(const Node& node);
    Value function_definition(NodeIndex index);
    bool is_defined(NodeIndex index);

    // evaluate_types.cpp
    bool has_type(const Value& value, std::uint32_t type);
    bool is_null_or(const Value& value, std::uint32_t type);
    bool has_signature(const Function& function, const TypeSpec& spec);
    bool conforms(std::uint32_t from, std::uint32_t to);
    Value coerced(Value value, std::uint32_t type);

    const Child& child(const Node& node, std::size_t i) const {
        return tree_->children[node.first_child + i];
    }

    static constexpr std::size_t few = 8;

    const std::shared_ptr<const Tree>& tree_;
    Scope& scope_;
    Meter& meter_;
    std::vector<Value> frame_;  // local names by slot
    std::array<RootName, few> few_roots_;
    std::vector<RootName> many_roots_;
    RootName* roots_;  // never moves: references into it are held
    std::size_t levels_;
};

}  // namespace wf::feel
