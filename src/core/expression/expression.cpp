#include "core/expression/expression.hpp"

#include "core/expression/evaluate.hpp"
#include "core/expression/lexer.hpp"
#include "core/expression/parser.hpp"

namespace wf::feel {

std::optional<Expression> Expression::parse(std::string_view text, SyntaxError& error, const Limits& limits) {
    if (text.size() > limits.max_text) {
        error = {0, "expression is longer than " + std::to_string(limits.max_text) + " bytes", {}};
        return std::nullopt;
    }
    std::optional<Tokens> tokens = tokenize(text, error);
    if (!tokens) return std::nullopt;
    std::shared_ptr<const Tree> tree = Parser{text, std::move(*tokens), limits, {}}.run(error);
    if (!tree) return std::nullopt;
    return Expression{std::move(tree)};
}

Value Expression::evaluate(Scope& scope, const Limits& limits, void (*interrupt)()) const {
    Meter meter{limits, interrupt};
    return Evaluation{tree_, scope, meter}.run();
}

const std::string& Expression::text() const { return tree_->text; }

const std::vector<Expression::Name>& Expression::names() const { return tree_->names; }

}  // namespace wf::feel
