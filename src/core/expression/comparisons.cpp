#include "core/expression/comparisons.hpp"

#include "core/expression/ast.hpp"

#include <optional>
#include <span>
#include <unordered_set>
#include <utility>

namespace wf::feel {
namespace {

struct Named {
    std::string name, what;
};

class ComparisonFinder {
public:
    explicit ComparisonFinder(const Tree& tree) : tree_(tree) {}

    std::vector<Comparison> find() {
        for (const Node& node : tree_.nodes) look_at(node);
        std::erase_if(found_, [&](const Comparison& one) { return asked_.contains(one.what); });
        return std::move(found_);
    }

private:
    void look_at(const Node& node) {
        const std::span<const Child> children = tree_.children_of(node);
        if (node.kind == Kind::InstanceOf) {
            if (const auto named = named_by(children[0].node)) asked_.insert(named->what);
        } else if (node.kind == Kind::Compare) {
            if (const auto named = named_by(children[0].node)) note_value(*named, children[1].node);
            if (const auto named = named_by(children[1].node)) note_value(*named, children[0].node);
        } else if (node.kind == Kind::Between || node.kind == Kind::In) {
            if (const auto named = named_by(children[0].node))
                for (const Child& other : children.subspan(1)) note_test(*named, other.node);
        }
    }

    // A name of the scope, or a member of one.
    std::optional<Named> named_by(NodeIndex index) const {
        std::string members;
        const Node* node = &tree_.nodes[index];
        for (; node->kind == Kind::Path; node = &tree_.nodes[tree_.children_of(*node)[0].node])
            members.insert(0, '.' + tree_.strings[node->data]);
        if (node->kind != Kind::Root) return {};
        const std::string& name = tree_.names[node->data].name;
        return Named{.name = name, .what = name + members};
    }

    void note_value(const Named& named, NodeIndex index) {
        const Node* node = &tree_.nodes[index];
        if (node->kind == Kind::Negate) node = &tree_.nodes[tree_.children_of(*node)[0].node];
        if (node->kind == Kind::Literal) add(named, tree_.literals[node->data]);
    }

    // A value, a range, a list of values, a comparison.
    void note_test(const Named& named, NodeIndex index) {
        const Node& node = tree_.nodes[index];
        if (node.kind == Kind::List || node.kind == Kind::Range || node.kind == Kind::UnaryTest)
            for (const Child& child : tree_.children_of(node)) note_value(named, child.node);
        else if (node.kind == Kind::Literal)
            note_literal(named, tree_.literals[node.data]);
        else
            note_value(named, index);
    }

    void note_literal(const Named& named, const Value& value) {
        if (value.is_range()) {
            add(named, value.as_range().low);
            add(named, value.as_range().high);
        } else if (value.is_list()) {
            for (const Value& item : value.as_list()) add(named, item);
        } else {
            add(named, value);
        }
    }

    void add(const Named& named, const Value& value) {
        if (value.is_null() || value.is_list() || value.is_context() || value.is_range() || value.is_function())
            return;
        found_.push_back({.name = named.name, .what = named.what, .type = value.type()});
    }

    const Tree& tree_;
    std::vector<Comparison> found_;
    std::unordered_set<std::string> asked_;
};

}  // namespace

std::vector<Comparison> comparisons(const Expression& expression) {
    return ComparisonFinder{expression.tree()}.find();
}

}  // namespace wf::feel
