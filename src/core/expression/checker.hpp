// One walk over the tree, from the leaves up: the type of every node, and what is wrong with it. A mistake is
// told once: its node then counts as unknown.
#pragma once

#include "core/base/in_quotes.hpp"
#include "core/expression/ast.hpp"
#include "core/expression/builtins.hpp"
#include "core/expression/check.hpp"

#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace wf::feel {

class Checker {
public:
    Checker(const Tree& tree, const StaticScope& scope);

    std::vector<Finding> run(const StaticType& wanted);
    std::vector<Finding> run_tests(const StaticType& input);

private:
    using Severity = Finding::Severity;

    // check.cpp
    std::vector<Finding> finish();
    StaticType type(NodeIndex index);
    StaticType form(NodeIndex index, const Node& node);
    StaticType literal(NodeIndex index, const Node& node);
    StaticType conditional(const Node& node);
    StaticType list(const Node& node);
    StaticType context(const Node& node);
    StaticType function(const Node& node);
    StaticType is_defined(const Node& node);
    StaticType typed(const Node& node);
    void need_boolean(NodeIndex index, std::string_view where);

    // check_names.cpp: names, fields, items
    StaticType root(NodeIndex index, const Node& node);
    StaticType item_field(NodeIndex index, const Node& node);
    StaticType path(NodeIndex index, const Node& node);
    StaticType field(NodeIndex index, const StaticType& base, const std::string& name);
    void unknown_name(NodeIndex index, const std::string& name, std::vector<std::string_view> candidates);
    StaticType unknown_field(NodeIndex index, const StaticType& base, const std::string& name,
                             const std::vector<std::string_view>& candidates);
    StaticType filter(const Node& node);
    void iterate(std::span<const Child> domains);
    StaticType item_of(NodeIndex domain);
    StaticType loop(const Node& node);
    StaticType quantified(const Node& node);

    // check_operators.cpp
    StaticType logic(const Node& node);
    StaticType arithmetic(const Node& node);
    struct Operand {
        NodeIndex node;
        const StaticType& type;
    };
    void no_result(Op op, const Operand& left, const Operand& right, bool has_left);
    StaticType power(const Node& node);
    StaticType negate(const Node& node);
    StaticType compare(const Node& node);
    StaticType between(const Node& node);
    StaticType membership(const Node& node);
    StaticType range(const Node& node);
    void compare(Op op, NodeIndex left, const StaticType& a, NodeIndex right, const StaticType& b);
    void test(NodeIndex value, const StaticType& type_of_value, NodeIndex index);
    void never_comparable(Op op, NodeIndex left, const StaticType& a, NodeIndex right, const StaticType& b);
    void choice(NodeIndex index, const Value& value, const StaticType& field, NodeIndex named);
    void choices_among(NodeIndex values, const StaticType& field, NodeIndex named);

    // check_calls.cpp
    StaticType builtin(NodeIndex index, const Node& node);
    bool has_what_it_needs(NodeIndex index, const Builtin& builtin, std::span<const Child> arguments);
    void check_fitting(const Builtin& builtin, std::span<const Child> arguments,
                       std::span<const StaticType> types);
    StaticType call(const Node& node);
    StaticType invoke(const Node& node);
    StaticType result_of(const Builtin& builtin, std::span<const Child> arguments,
                         std::span<const StaticType> types) const;

    // check.cpp: for messages
    std::string_view text_of(NodeIndex index) const;
    std::string shown(NodeIndex index, const StaticType& type) const;  // `days (a number)`
    const Value* literal_value(NodeIndex index) const;
    // FEEL that makes of this node one of `wanted`; empty: nothing comes to mind.
    std::string converted(NodeIndex index, const StaticType& type, TypeSet wanted) const;
    void report(Severity severity, std::string code, NodeIndex at, std::string message,
                std::string suggestion = {}, std::string hint = {});
    void mismatch(NodeIndex at, std::string message, std::string suggestion = {}, std::string hint = {});

    const Tree& tree_;
    const StaticScope& scope_;
    std::vector<StaticType> slots_;  // of the frame, as it is where the walk stands
    std::vector<Finding> findings_;
    std::unordered_set<NodeIndex> misfits_;
    std::unordered_set<std::string> told_;  // unknown names
    bool has_input_ = false;                // slot 0 is the value of unary tests
};

}  // namespace wf::feel
