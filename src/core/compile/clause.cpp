#include "core/compile/clause.hpp"

#include <algorithm>
#include <utility>

namespace wf::compiler {
namespace {

bool needs_parentheses(const Clause& clause, Clause::Shape shape) {
    return clause.shape != Clause::Shape::Single && clause.shape != shape;
}

std::string operand(const Clause& clause, Clause::Shape shape) {
    return needs_parentheses(clause, shape) ? "(" + clause.text + ")" : clause.text;
}

std::size_t operand_depth(const Clause& clause, Clause::Shape shape) {
    return clause.depth + (needs_parentheses(clause, shape) ? 1 : 0);
}

}  // namespace

Clause joined(Clause left, const Clause& right, Clause::Shape shape) {
    const std::size_t depth = std::max(operand_depth(left, shape), operand_depth(right, shape));
    std::string text = needs_parentheses(left, shape) ? operand(left, shape) : std::move(left.text);
    text += shape == Clause::Shape::And ? " and " : " or ";
    text += operand(right, shape);
    return {.text = std::move(text), .shape = shape, .depth = depth};
}

Clause negated(const Clause& clause) {
    return {.text = "not(" + clause.text + ")", .shape = Clause::Shape::Single, .depth = clause.depth + 1};
}

}  // namespace wf::compiler
