#include "core/expression/expression.hpp"

#include "core/expression/evaluate.hpp"
#include "core/expression/lexer.hpp"
#include "core/expression/parser.hpp"

namespace wf::feel {

namespace {

std::shared_ptr<const Tree> parse_tree(std::string_view text, bool are_tests, SyntaxError& error,
                                       const Limits& limits, const Vocabulary& vocabulary) {
    if (text.size() > limits.max_text) {
        error = {0, "expression is longer than " + std::to_string(limits.max_text) + " bytes", {}};
        return nullptr;
    }
    std::optional<Tokens> tokens = tokenize(text, error);
    if (!tokens) return nullptr;
    Parser parser{text, std::move(*tokens), limits, vocabulary};
    return are_tests ? parser.run_tests(error) : parser.run(error);
}

}  // namespace

std::optional<Expression> Expression::parse(std::string_view text, SyntaxError& error, const Limits& limits,
                                            const Vocabulary& vocabulary) {
    std::shared_ptr<const Tree> tree = parse_tree(text, false, error, limits, vocabulary);
    return tree ? std::optional{Expression{std::move(tree)}} : std::nullopt;
}

std::optional<Expression> Expression::parse_tests(std::string_view text, SyntaxError& error,
                                                  const Limits& limits, const Vocabulary& vocabulary) {
    std::shared_ptr<const Tree> tree = parse_tree(text, true, error, limits, vocabulary);
    return tree ? std::optional{Expression{std::move(tree)}} : std::nullopt;
}

Value Expression::evaluate(Scope& scope, const Limits& limits, void (*interrupt)(),
                           std::size_t* steps) const {
    Meter meter{limits, interrupt, steps};
    return Evaluation{tree_, scope, meter}.run();
}

Value Expression::test(Value input, Scope& scope, const Limits& limits, void (*interrupt)(),
                       std::size_t* steps) const {
    Meter meter{limits, interrupt, steps};
    return Evaluation{tree_, scope, meter}.run_tests(std::move(input));
}

const std::string& Expression::text() const { return tree_->text; }

const std::vector<Expression::Name>& Expression::names() const { return tree_->names; }

const std::vector<Expression::Name>& Expression::functions() const { return tree_->functions; }

const Value* Expression::constant() const {
    const Node& root = tree_->nodes[tree_->root];
    return root.kind == Kind::Literal ? &tree_->literals[root.data] : nullptr;
}

bool Expression::uses_clock() const { return tree_->uses_clock; }

}  // namespace wf::feel
