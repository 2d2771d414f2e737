// What a compiled expression says of itself, beyond its names.
#include "core/expression/ast.hpp"
#include "core/expression/builtins.hpp"

namespace wf::feel {

namespace {

constexpr std::uint32_t input_slot = 0;  // of "?" in unary tests: parser_tests.cpp

// Walks the conditions of unary tests. Recursive: the parser limits the nesting.
class BoundsFinder {
public:
    explicit BoundsFinder(const Tree& tree) : tree_(tree) {}

    bool visit(NodeIndex index) {
        const Node& node = tree_.nodes[index];
        const std::span<const Child> children = tree_.children_of(node);
        switch (node.kind) {
            case Kind::Or:
            case Kind::And:
                return visit_all(children);
            case Kind::Builtin:
                return builtins()[node.data].name == "not" && visit_all(children);
            case Kind::Compare:
                return compare(node.op, children[0].node, children[1].node);
            case Kind::Between:
                return is_input(children[0].node) && note(children[1].node, true) &&
                       note(children[2].node, true);
            case Kind::In:
                return is_input(children[0].node) && tests(children.subspan(1));
            default:
                return false;
        }
    }

    bool is_anything(NodeIndex root) const {
        const Value* value = literal(root);
        return value != nullptr && value->is_boolean();
    }

    Expression::Bounds take() { return std::move(found_); }

private:
    bool visit_all(std::span<const Child> children) {
        for (const Child& child : children)
            if (!visit(child.node)) return false;
        return true;
    }

    bool tests(std::span<const Child> children) {
        for (const Child& child : children) {
            const Node& test = tree_.nodes[child.node];
            const bool good = test.kind == Kind::UnaryTest
                                  ? note(tree_.children_of(test)[0].node, is_order(test.op))
                                  : note_test(literal(child.node));
            if (!good) return false;
        }
        return true;
    }

    bool compare(Op op, NodeIndex left, NodeIndex right) {
        if (is_input(left)) return note(right, is_order(op));
        return is_input(right) && note(left, is_order(op));
    }

    // A value, a range, or a list of both.
    bool note_test(const Value* value) {
        if (value == nullptr) return false;
        if (value->is_range()) return note_range(value->as_range());
        if (!value->is_list()) return note(*value, false);
        for (const Value& item : value->as_list())
            if (!(item.is_range() ? note_range(item.as_range()) : note(item, false))) return false;
        return true;
    }

    bool note_range(const Range& range) {
        return (range.low_end == Range::End::None || note(range.low, true)) &&
               (range.high_end == Range::End::None || note(range.high, true));
    }

    bool note(NodeIndex index, bool by_order) {
        const Value* value = literal(index);
        return value != nullptr && note(*value, by_order);
    }

    bool note(const Value& value, bool by_order) {
        if (value.is_list() || value.is_context() || value.is_range() || value.is_function()) return false;
        found_.values.push_back(value);
        found_.by_order = found_.by_order || by_order;
        return true;
    }

    bool is_input(NodeIndex index) const {
        const Node& node = tree_.nodes[index];
        return node.kind == Kind::Local && node.data == input_slot;
    }

    const Value* literal(NodeIndex index) const {
        const Node& node = tree_.nodes[index];
        return node.kind == Kind::Literal ? &tree_.literals[node.data] : nullptr;
    }

    static bool is_order(Op op) { return op != Op::Equal && op != Op::NotEqual; }

    const Tree& tree_;
    Expression::Bounds found_;
};

}  // namespace

std::optional<Expression::Bounds> Expression::bounds() const {
    BoundsFinder finder{*tree_};
    if (!finder.is_anything(tree_->root) && !finder.visit(tree_->root)) return std::nullopt;
    return finder.take();
}

std::vector<Expression::Call> Expression::calls() const {
    std::vector<Call> calls;
    for (const Node& node : tree_->nodes) {
        if (node.kind != Kind::Invoke) continue;
        const Name& function = tree_->functions[node.data];
        Call call{.function = function.name, .named = {}, .position = function.position};
        for (const Child& argument : tree_->children_of(node))
            if (argument.tag == 0)
                ++call.positional;
            else
                call.named.push_back(tree_->strings[argument.tag - 1]);
        calls.push_back(std::move(call));
    }
    return calls;
}

}  // namespace wf::feel
