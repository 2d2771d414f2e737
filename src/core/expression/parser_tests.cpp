// Unary tests: what a value must be, as the cells of a decision table say it. "?" is the value.
#include "core/expression/builtins.hpp"
#include "core/expression/parser.hpp"

namespace wf::feel {

std::shared_ptr<const Tree> Parser::run_tests(SyntaxError& error) {
    scopes_.push_back({});
    declare("?", take_slot());
    return finish(unary_tests(), error);
}

// not(a, b), "-" for anything, or a list of alternatives.
NodeIndex Parser::unary_tests() {
    if (is(Sign::Minus) && ahead().sign == Sign::End) return ++at_, literal(Value::boolean(true));
    if (!is_negated_list()) return alternatives();
    at_ += 2;
    const NodeIndex tests = alternatives();
    expect(Sign::CloseParen, ")");
    return add(Kind::Builtin, {{tests}}, *find_builtin("not"));
}

// Does `not(` reach to the end of the text? Else it begins an expression, such as not(a) and b.
bool Parser::is_negated_list() const {
    if (!is_word("not") || ahead().sign != Sign::OpenParen) return false;
    std::size_t depth = 0;
    for (std::size_t i = at_ + 1; i < tokens_.list.size(); ++i) {
        const Sign sign = tokens_.list[i].sign;
        if (sign == Sign::OpenParen) ++depth;
        if (sign == Sign::CloseParen && --depth == 0) return tokens_.list[i + 1].sign == Sign::End;
    }
    return false;
}

// What names "?" says by itself whether it holds; the value must be in, or equal to, everything else.
NodeIndex Parser::alternatives() {
    const Brackets inside{*this};
    std::vector<Child> tests{{add(Kind::Local, {}, 0)}}, alternatives;
    do {
        if (comparison_op(now().sign)) {
            tests.push_back({unary_test()});
            continue;
        }
        scopes_.front().used = false;
        const NodeIndex test = expression();
        (scopes_.front().used ? alternatives : tests).push_back({test});
    } while (accept(Sign::Comma));
    if (tests.size() > 1) alternatives.insert(alternatives.begin(), {add(Kind::In, std::move(tests))});
    return alternatives.size() == 1 ? alternatives[0].node : add(Kind::Or, std::move(alternatives));
}

}  // namespace wf::feel
