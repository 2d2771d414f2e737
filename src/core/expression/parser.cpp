#include "core/expression/parser.hpp"

#include "core/expression/utf8.hpp"

#include <algorithm>

namespace wf::feel {

std::optional<Op> comparison_op(Sign sign) {
    if (sign == Sign::Equal) return Op::Equal;
    if (sign == Sign::NotEqual) return Op::NotEqual;
    if (sign == Sign::Less) return Op::Less;
    if (sign == Sign::LessEqual) return Op::LessEqual;
    if (sign == Sign::Greater) return Op::Greater;
    if (sign == Sign::GreaterEqual) return Op::GreaterEqual;
    return std::nullopt;
}

std::string_view operator_in_chinese(std::string_view word) {
    for (const std::string_view one : {"且", "并且", "而且", "以及"})
        if (word.starts_with(one)) return "and";
    return word.starts_with("或") ? "or" : "";
}

Parser::Parser(std::string_view text, Tokens tokens, const Limits& limits, const Vocabulary& vocabulary)
    : text_(text), tokens_(std::move(tokens)), limits_(limits), vocabulary_(vocabulary) {
    tree_->text = text;
}

std::shared_ptr<const Tree> Parser::run(SyntaxError& error) {
    return finish(of_result_type(expression()), error);
}

std::shared_ptr<const Tree> Parser::finish(NodeIndex root, SyntaxError& error) {
    tree_->root = root;
    if (!is(Sign::End)) unexpected();
    if (error_) {
        error = std::move(*error_);
        return nullptr;
    }
    tree_->height = heights_[tree_->root];
    return std::move(tree_);
}

NodeIndex Parser::expression() {
    const Deeper level{*this};
    return disjunction();
}

NodeIndex Parser::disjunction() {
    const NodeIndex first = conjunction();
    if (!is_word("or")) return first;
    std::vector<Child> children{{first}};
    while (accept_word("or")) children.push_back({conjunction()});
    return add(Kind::Or, std::move(children));
}

NodeIndex Parser::conjunction() {
    const NodeIndex first = comparison();
    if (!is_word("and")) return first;
    std::vector<Child> children{{first}};
    while (accept_word("and")) children.push_back({comparison()});
    return add(Kind::And, std::move(children));
}

NodeIndex Parser::comparison() {
    NodeIndex left = sum();
    for (;;) {
        if (const std::optional<Op> op = comparison_op(now().sign)) {
            ++at_;
            const NodeIndex right = sum();
            left = add(Kind::Compare, {{left}, {right}}, 0, *op);
        } else if (accept_word("between")) {
            left = between(left);
        } else if (accept_word("in")) {
            left = membership(left);
        } else {
            return left;
        }
    }
}

NodeIndex Parser::between(NodeIndex operand) {
    const NodeIndex low = sum();
    expect_word("and");
    const NodeIndex high = sum();
    return add(Kind::Between, {{operand}, {low}, {high}});
}

// What follows `in`: one test, or several in parentheses.
NodeIndex Parser::membership(NodeIndex operand) {
    std::vector<Child> children{{operand}};
    if (comparison_op(now().sign)) {
        children.push_back({unary_test()});
        return add(Kind::In, std::move(children));
    }
    if (!accept(Sign::OpenParen)) {
        children.push_back({sum()});
        return add(Kind::In, std::move(children));
    }
    const Brackets inside{*this};
    bool is_value = true;  // one value in parentheses may go on: in (limits).high
    do {
        if (comparison_op(now().sign)) {
            is_value = false;
            children.push_back({unary_test()});
            continue;
        }
        const NodeIndex test = expression();
        children.push_back({test});
        if (children.size() == 2 && is(Sign::DotDot)) {
            children.back().node = range_from(test, false);
            return add(Kind::In, std::move(children));
        }
    } while (accept(Sign::Comma));
    expect(Sign::CloseParen, ")");
    if (is_value && children.size() == 2) children.back().node = postfix(children.back().node);
    return add(Kind::In, std::move(children));
}

NodeIndex Parser::unary_test() {
    const Op op = *comparison_op(now().sign);
    ++at_;
    return add(Kind::UnaryTest, {{sum()}}, 0, op);
}

NodeIndex Parser::sum() {
    const NodeIndex first = product();
    if (!is(Sign::Plus) && !is(Sign::Minus)) return first;
    std::vector<Child> children{{first}};
    while (is(Sign::Plus) || is(Sign::Minus)) {
        const Op op = accept(Sign::Plus) ? Op::Add : (++at_, Op::Subtract);
        children.push_back({product(), static_cast<std::uint32_t>(op)});
    }
    return add(Kind::Arithmetic, std::move(children));
}

NodeIndex Parser::product() {
    const NodeIndex first = power();
    if (!is(Sign::Star) && !is(Sign::Slash)) return first;
    std::vector<Child> children{{first}};
    while (is(Sign::Star) || is(Sign::Slash)) {
        const Op op = accept(Sign::Star) ? Op::Multiply : (++at_, Op::Divide);
        children.push_back({power(), static_cast<std::uint32_t>(op)});
    }
    return add(Kind::Arithmetic, std::move(children));
}

NodeIndex Parser::power() {
    NodeIndex base = unary();
    while (accept(Sign::Power)) {
        const NodeIndex exponent = unary();
        base = add(Kind::Power, {{base}, {exponent}});
    }
    return base;
}

// Binds tighter than **, as the grammar has it: -3 ** 2 is 9.
NodeIndex Parser::unary() {
    const std::uint32_t begin = now().begin;
    if (!accept(Sign::Minus)) return postfix(from(begin, primary()));
    const Deeper level{*this};
    const NodeIndex operand = unary();
    const bool folds =
        !error_ && tree_->nodes[operand].kind == Kind::Literal && literal_of(operand).is_number();
    if (folds) return from(begin, literal(Value::number(-literal_of(operand).as_number())));
    return from(begin, add(Kind::Negate, {{operand}}));
}

NodeIndex Parser::postfix(NodeIndex operand) {
    for (;;) {
        if (accept(Sign::Dot)) {
            operand = path(operand);
        } else if (!bracket_ends_ && accept(Sign::OpenBracket)) {
            operand = filter(operand);
        } else if (accept(Sign::OpenParen)) {
            operand = value_call(operand);
        } else if (is_word("instance") && text_of(ahead()) == "of") {
            at_ += 2;
            operand = instance_of(operand);
        } else {
            return operand;
        }
    }
}

NodeIndex Parser::path(NodeIndex operand) {
    if (!is(Sign::Name)) return unexpected();
    const std::size_t words = words_ahead();
    const std::size_t first = at_;
    at_ += words;
    return add(Kind::Path, {{operand}}, string(joined(first, words)));
}

NodeIndex Parser::filter(NodeIndex operand) {
    const Brackets inside{*this};
    const std::uint32_t first_slot = next_slot_;
    NameScope scope;
    scope.is_filter = true;
    scope.slot = take_slot();
    scopes_.push_back(std::move(scope));
    const NodeIndex condition = expression();
    const NameScope parsed = std::move(scopes_.back());
    scopes_.pop_back();
    next_slot_ = first_slot;
    expect(Sign::CloseBracket, "]");
    return add(parsed.used ? Kind::Filter : Kind::Index, {{operand}, {condition}}, parsed.slot);
}

NodeIndex Parser::primary() {
    const Token token = now();
    switch (token.sign) {
        case Sign::Number: {
            ++at_;
            const std::optional<Decimal> number = Decimal::from_string(text_of(token));
            return number ? literal(Value::number(*number)) : fail(token.begin, "number is out of range");
        }
        case Sign::String:
            ++at_;
            return literal(Value::string(std::move(tokens_.strings[token.string])));
        case Sign::Name:
            return word();
        case Sign::OpenParen:
            ++at_;
            return parenthesised();
        case Sign::OpenBracket:
        case Sign::CloseBracket:
            return list_or_range();
        case Sign::OpenBrace:
            ++at_;
            return context();
        case Sign::At:
            return temporal_literal();
        default:
            return unexpected();
    }
}

bool Parser::expect(Sign sign, std::string_view shown) {
    if (accept(sign)) return true;
    const std::string found = is(Sign::End) ? "end of text" : '"' + std::string{text_of(now())} + '"';
    fail(now().begin, "expected \"" + std::string{shown} + "\" but found " + found);
    return false;
}

bool Parser::expect_word(std::string_view word) {
    if (accept_word(word)) return true;
    return expect(Sign::At, word) && false;  // fails at this token: no word is an "@"
}

NodeIndex Parser::fail(std::size_t byte, std::string message, std::string hint) {
    if (!error_) error_ = SyntaxError{position(byte), std::move(message), std::move(hint)};
    at_ = tokens_.list.size() - 1;
    return 0;
}

NodeIndex Parser::unexpected() {
    if (is(Sign::End)) return fail(now().begin, "unexpected end of text");
    const std::string_view found = text_of(now());
    std::string lower = utf8::lower_case(found), hint;
    const bool is_operator = lower == "and" || lower == "or" || lower == "in" || lower == "between";
    if (is_operator && lower != found) hint = "Use \"" + lower + "\" in lower case.";
    const std::string_view meant = operator_in_chinese(found);
    if (!meant.empty()) hint = "Use \"" + std::string{meant} + "\".";
    if (is(Sign::Greater) && at_ > 0 && tokens_.list[at_ - 1].sign == Sign::Less)
        hint = "Use \"!=\" for not equal.";
    return fail(now().begin, "unexpected \"" + std::string{found} + "\"", std::move(hint));
}

NodeIndex Parser::too_deep() {
    return fail(now().begin, "expression nests deeper than " + std::to_string(limits_.max_depth) + " levels");
}

// Bytes to code points, counting on from the last answer.
std::size_t Parser::position(std::size_t byte) {
    if (byte < counted_bytes_) counted_bytes_ = counted_points_ = 0;
    counted_points_ += utf8::length(text_.substr(counted_bytes_, byte - counted_bytes_));
    counted_bytes_ = byte;
    return counted_points_;
}

NodeIndex Parser::add(Kind kind, std::vector<Child> children, std::uint32_t data, Op op) {
    if (error_) return 0;
    std::uint32_t height = 0;
    const bool only_first = kind == Kind::Function;
    for (const Child& child : children) {
        height = std::max(height, heights_[child.node]);
        if (only_first) break;
    }
    // Each iterator is a level of its own when the loop runs.
    const bool loops = kind == Kind::For || kind == Kind::Some || kind == Kind::Every;
    height += loops ? static_cast<std::uint32_t>(children.size()) : 1;
    if (height > limits_.max_depth) return too_deep();
    const Node node{.kind = kind,
                    .op = op,
                    .data = data,
                    .first_child = static_cast<std::uint32_t>(tree_->children.size()),
                    .child_count = static_cast<std::uint32_t>(children.size())};
    tree_->children.insert(tree_->children.end(), children.begin(), children.end());
    tree_->nodes.push_back(node);
    const Token& last = tokens_.list[at_ > 0 ? at_ - 1 : 0];
    const bool is_leaf = children.empty() || kind == Kind::Function;
    tree_->extents.push_back({is_leaf ? last.begin : tree_->extents[children[0].node].begin, last.end});
    heights_.push_back(height);
    return static_cast<NodeIndex>(tree_->nodes.size() - 1);
}

NodeIndex Parser::literal(Value value) {
    tree_->literals.push_back(std::move(value));
    return add(Kind::Literal, {}, static_cast<std::uint32_t>(tree_->literals.size() - 1));
}

NodeIndex Parser::from(std::uint32_t begin, NodeIndex node) {
    if (!error_) tree_->extents[node] = {begin, tokens_.list[at_ - 1].end};
    return node;
}

bool Parser::all_literal(std::span<const Child> children) const {
    return !error_ && std::ranges::all_of(children, [&](const Child& child) {
        return tree_->nodes[child.node].kind == Kind::Literal;
    });
}

std::uint32_t Parser::string(std::string text) {
    const auto [found, is_new] =
        string_index_.try_emplace(text, static_cast<std::uint32_t>(tree_->strings.size()));
    if (is_new) tree_->strings.push_back(std::move(text));
    return found->second;
}

std::uint32_t Parser::take_slot() {
    const std::uint32_t slot = next_slot_++;
    tree_->frame_size = std::max(tree_->frame_size, next_slot_);
    return slot;
}

}  // namespace wf::feel
