// The forms that begin with a word or a bracket.
#include "core/base/in_quotes.hpp"
#include "core/expression/builtins.hpp"
#include "core/expression/parser.hpp"

#include <algorithm>
#include <array>

namespace wf::feel {

namespace {

constexpr std::array reserved{"and", "or", "then", "else", "return", "satisfies", "between", "in", "of"};

std::uint32_t range_ends(Range::End low, Range::End high, Range::Form form = Range::Form::Between) {
    return static_cast<std::uint32_t>(form) * 16 + static_cast<std::uint32_t>(low) * 4 +
           static_cast<std::uint32_t>(high);
}

}  // namespace

NodeIndex Parser::word() {
    const std::uint32_t begin = now().begin;
    if (accept_word("true")) return literal(Value::boolean(true));
    if (accept_word("false")) return literal(Value::boolean(false));
    if (accept_word("null")) return literal(Value{});
    if (accept_word("if")) return conditional();
    if (accept_word("for")) return loop();
    if (accept_word("some")) return quantified(Kind::Some);
    if (accept_word("every")) return quantified(Kind::Every);
    if (is_word("function") && ahead().sign == Sign::OpenParen) return ++at_, function_definition();
    if (std::ranges::find(reserved, text_of(now())) != reserved.end()) return unexpected();
    const bool bare_not = is_word("not") && ahead().sign != Sign::OpenParen;
    if (bare_not) return fail(begin, "expected \"(\" after \"not\"", "Use \"not(...)\".");

    const FoundName name = find_name();
    at_ += name.tokens;
    if (!is(Sign::OpenParen) || local(name.text)) return resolve(name.text, begin);
    if (is_function(name.text)) return scope_call(name.text, begin);
    const std::optional<std::uint32_t> builtin = find_builtin(name.text);
    if (!builtin) return unknown_function(name.text, begin);
    ++at_;
    return builtin_call(*builtin);
}

NodeIndex Parser::conditional() {
    const NodeIndex condition = expression();
    expect_word("then");
    const NodeIndex yes = expression();
    expect_word("else");
    const NodeIndex no = expression();
    return add(Kind::If, {{condition}, {yes}, {no}});
}

// x in domain, y in domain...: each sees those before it.
bool Parser::iterators(std::vector<Child>& children) {
    scopes_.push_back({});
    do {
        if (!is(Sign::Name)) return unexpected(), false;
        if (children.size() >= limits_.max_depth) return too_deep(), false;
        std::size_t size = 1;  // up to the word "in", which so cannot be a part of the name
        while (ahead(size).sign == Sign::Name && text_of(ahead(size)) != "in") ++size;
        std::string name = joined(at_, size);
        at_ += size;
        expect_word("in");
        const NodeIndex values = domain();
        const std::uint32_t slot = take_slot();
        children.push_back({values, slot});
        declare(std::move(name), slot);
    } while (accept(Sign::Comma));
    return !error_;
}

NodeIndex Parser::domain() {
    const NodeIndex low = expression();
    if (!accept(Sign::DotDot)) return low;
    const NodeIndex high = expression();
    return add(Kind::Span, {{low}, {high}});
}

NodeIndex Parser::loop() {
    const Deeper level{*this};
    const std::uint32_t first_slot = next_slot_;
    std::vector<Child> children;
    if (!iterators(children)) return 0;
    expect_word("return");
    const std::uint32_t partial = take_slot();
    scopes_.push_back({});
    declare("partial", partial);
    children.push_back({expression()});
    const bool uses_partial = scopes_.back().used;
    scopes_.resize(scopes_.size() - 2);
    next_slot_ = first_slot;
    return add(Kind::For, std::move(children), uses_partial ? partial + 1 : 0);
}

NodeIndex Parser::quantified(Kind kind) {
    const Deeper level{*this};
    const std::uint32_t first_slot = next_slot_;
    std::vector<Child> children;
    if (!iterators(children)) return 0;
    expect_word("satisfies");
    children.push_back({expression()});
    scopes_.pop_back();
    next_slot_ = first_slot;
    return add(kind, std::move(children));
}

NodeIndex Parser::function_definition() {
    const std::uint32_t first_slot = next_slot_;
    expect(Sign::OpenParen, "(");
    scopes_.push_back({});
    std::vector<Child> children{{0}};
    while (!error_ && !is(Sign::CloseParen)) {
        if (!is(Sign::Name)) return unexpected();
        std::size_t size = 1;
        while (ahead(size).sign == Sign::Name) ++size;
        std::string name = joined(at_, size);
        at_ += size;
        const NodeIndex parameter_type = accept(Sign::Colon) ? type() + 1 : 0;
        children.push_back({parameter_type, string(name)});
        declare(std::move(name), take_slot());
        if (!accept(Sign::Comma)) break;
    }
    expect(Sign::CloseParen, ")");
    if (is_word("external")) return fail(now().begin, "external functions are not supported");
    const Brackets inside{*this};
    children[0].node = expression();
    if (error_) return 0;
    scopes_.pop_back();
    next_slot_ = first_slot;
    return add(Kind::Function, std::move(children), first_slot);
}

// [a, b], [a..b], ]a..b]
NodeIndex Parser::list_or_range() {
    const bool closed = accept(Sign::OpenBracket);
    if (!closed) ++at_;
    const Brackets inside{*this};
    if (closed && accept(Sign::CloseBracket)) return literal(Value::list({}));
    std::vector<Child> items;
    do {
        items.push_back({expression()});
        if (items.size() == 1 && is(Sign::DotDot)) return range_from(items[0].node, closed);
    } while (closed && accept(Sign::Comma));
    if (!closed) return expect(Sign::DotDot, ".."), 0;
    expect(Sign::CloseBracket, "]");
    if (!all_literal(items)) return add(Kind::List, std::move(items));
    Items values;
    for (const Child& item : items) values.push_back(literal_of(item.node));
    return literal(Value::list(std::move(values)));
}

// (a), (a..b), (< a), (!= a)
NodeIndex Parser::parenthesised() {
    const Brackets inside{*this};
    if (comparison_op(now().sign)) return comparison_range();
    const NodeIndex value = expression();
    if (is(Sign::DotDot)) return range_from(value, false);
    expect(Sign::CloseParen, ")");
    return value;
}

NodeIndex Parser::comparison_range() {
    using enum Range::End;
    const Op op = *comparison_op(now().sign);
    ++at_;
    const NodeIndex end = sum();
    const NodeIndex none = literal(Value{});
    expect(Sign::CloseParen, ")");
    if (op == Op::Equal)
        return add(Kind::Range, {{end}, {end}}, range_ends(Closed, Closed, Range::Form::Equal));
    if (op == Op::NotEqual)
        return add(Kind::Range, {{end}, {end}}, range_ends(None, None, Range::Form::NotEqual));
    const Range::End kind = op == Op::LessEqual || op == Op::GreaterEqual ? Closed : Open;
    if (op == Op::Less || op == Op::LessEqual)
        return add(Kind::Range, {{none}, {end}}, range_ends(None, kind));
    return add(Kind::Range, {{end}, {none}}, range_ends(kind, None));
}

// From ".." on.
NodeIndex Parser::range_from(NodeIndex low, bool low_closed) {
    using enum Range::End;
    expect(Sign::DotDot, "..");
    NodeIndex high;
    {
        const Brackets until_bracket{*this, true};
        high = sum();
    }
    const bool high_closed = is(Sign::CloseBracket);
    if (!accept(Sign::CloseBracket) && !accept(Sign::OpenBracket)) expect(Sign::CloseParen, ")");
    const std::vector<Child> ends{{low}, {high}};
    const Range::End low_end = low_closed ? Closed : Open, high_end = high_closed ? Closed : Open;
    if (!all_literal(ends)) return add(Kind::Range, ends, range_ends(low_end, high_end));
    return literal(Value::range({literal_of(low), literal_of(high), low_end, high_end}));
}

// A name, any signs of it included, or a text.
std::optional<std::string> Parser::context_key() {
    if (is(Sign::String)) return std::move(tokens_.strings[tokens_.list[at_++].string]);
    std::size_t size = 0;
    while (ahead(size).sign != Sign::Colon && ahead(size).sign != Sign::End &&
           ahead(size).sign != Sign::Comma)
        ++size;
    if (!is(Sign::Name) || ahead(size).sign != Sign::Colon) return unexpected(), std::nullopt;
    const std::size_t first = at_;
    at_ += size;
    return joined(first, size);
}

NodeIndex Parser::context() {
    const Brackets inside{*this};
    const std::uint32_t first_slot = next_slot_;
    scopes_.push_back({});
    std::vector<Child> children;
    bool has_twice = false;
    while (!error_ && !is(Sign::CloseBrace)) {
        std::optional<std::string> key = context_key();
        if (!key || !expect(Sign::Colon, ":")) return 0;
        const NodeIndex value = expression();
        const std::uint32_t index = string(*key);
        has_twice =
            has_twice || std::ranges::any_of(children, [&](const Child& c) { return c.tag == index; });
        children.push_back({value, index});
        declare(std::move(*key), take_slot());
        if (!accept(Sign::Comma)) break;
    }
    expect(Sign::CloseBrace, "}");
    if (error_) return 0;
    scopes_.pop_back();
    next_slot_ = first_slot;
    if (has_twice) return misfit({.code = "bad_value", .message = "a key of this context is there twice"});
    return add(Kind::Context, std::move(children), first_slot);
}

bool Parser::arguments(std::vector<Argument>& list) {
    const Brackets inside{*this};
    while (!error_ && !is(Sign::CloseParen)) {
        Argument argument;
        std::size_t size = 0;
        while (ahead(size).sign == Sign::Name) ++size;
        if (size > 0 && ahead(size).sign == Sign::Colon) {
            argument.name = joined(at_, size);
            at_ += size + 1;
        }
        argument.node = expression();
        list.push_back(std::move(argument));
        if (!accept(Sign::Comma)) break;
    }
    return expect(Sign::CloseParen, ")");
}

namespace {

// Which parameter each argument is of; nullopt: the call does not fit the signature. By name some may be left out:
// they are null.
template <class Argument>
std::optional<std::vector<std::uint32_t>> fit(const Builtin& builtin, std::span<const Argument> list) {
    const bool named = !list.empty() && list[0].name.has_value();
    const bool too_many = builtin.max_arguments != any_number && list.size() > builtin.max_arguments;
    if (too_many || (!named && list.size() < builtin.min_arguments)) return std::nullopt;
    std::vector<std::uint32_t> parameters;
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        if (named != list[i].name.has_value()) return std::nullopt;  // never mixed
        const std::optional<std::uint32_t> parameter = named ? builtin.parameter(*list[i].name) : i;
        if (!parameter || (named && std::ranges::find(parameters, *parameter) != parameters.end()))
            return std::nullopt;
        parameters.push_back(*parameter);
    }
    return parameters;
}

// Conversions, so that date("2026-12-31") is computed once.
bool folds(const Builtin& builtin) {
    static constexpr std::string_view names[] = {"date", "date and time", "duration", "time"};
    return std::ranges::find(names, builtin.name) != std::end(names);
}

class NoNames final : public Scope {
public:
    std::optional<Value> find(std::string_view) override { return std::nullopt; }
};

class NoCaller final : public Caller {
public:
    Value call(const Value&, std::span<Value>) override { return {}; }
};

}  // namespace

NodeIndex Parser::folded(const Builtin& builtin, std::span<const Child> arguments) {
    std::vector<Value> values(std::max<std::size_t>(arguments.size(), builtin.parameter_list().size()));
    std::uint32_t given = 0;
    for (const Child& argument : arguments) {
        values[argument.tag] = literal_of(argument.node);
        given |= 1u << argument.tag;
    }
    NoNames names;
    NoCaller caller;
    Meter meter{limits_, nullptr};
    Arguments all{values, given, meter, caller, names};
    Value value = builtin.function(all);
    return value.is_null() ? no_value(builtin, arguments) : literal(std::move(value));
}

// A call that does not fit the function's parameters has, as FEEL defines it, the value null.
NodeIndex Parser::builtin_call(std::uint32_t first) {
    std::vector<Argument> list;
    if (!arguments(list)) return 0;
    const std::string_view name = builtins()[first].name;
    tree_->uses_clock = tree_->uses_clock || name == "now" || name == "today";
    // Of several signatures that fit by name, the one whose parameters come in the order given.
    std::optional<std::uint32_t> found;
    std::vector<std::uint32_t> parameters;
    for (std::uint32_t index = first; index < builtins().size() && builtins()[index].name == name; ++index) {
        auto fitting = fit(builtins()[index], std::span<const Argument>{list});
        if (!fitting || (found && !std::ranges::is_sorted(*fitting))) continue;
        const bool is_best = std::ranges::is_sorted(*fitting);
        found = index;
        parameters = std::move(*fitting);
        if (is_best) break;
    }
    if (!found) return misfit(name, list);
    const Builtin& builtin = builtins()[*found];
    std::vector<Child> children;
    for (std::size_t i = 0; i < list.size(); ++i) children.push_back({list[i].node, parameters[i]});
    const bool is_whole = list.size() >= builtin.min_arguments;
    if (folds(builtin) && is_whole && all_literal(children)) return folded(builtin, children);
    const NodeIndex call =
        add(builtin.function ? Kind::Builtin : Kind::IsDefined, std::move(children), *found);
    if (!error_) tree_->nodes[call].by_name = !list.empty() && list[0].name.has_value();
    return call;
}

// A function that is not ours to know: the scope's.
NodeIndex Parser::scope_call(const std::string& name, std::uint32_t begin) {
    ++at_;
    std::vector<Argument> list;
    if (!arguments(list)) return 0;
    if (is_mixed(list)) return misfit({.message = "arguments of " + in_quotes(name) + std::string{not_both}});
    std::vector<Child> children;
    for (Argument& argument : list)
        children.push_back({argument.node, argument.name ? string(std::move(*argument.name)) + 1 : 0});
    const auto found = std::ranges::find(tree_->functions, name, &Expression::Name::name);
    const auto index = static_cast<std::uint32_t>(found - tree_->functions.begin());
    if (found == tree_->functions.end()) tree_->functions.push_back({name, position(begin)});
    return add(Kind::Invoke, std::move(children), index);
}

// @"2026-11-21", @"P1D"
NodeIndex Parser::temporal_literal() {
    const std::uint32_t begin = now().begin;
    ++at_;
    if (!is(Sign::String)) return fail(begin, "expected a text after \"@\"", "Write @\"2026-12-31\".");
    Value value = temporal_from(tokens_.strings[now().string]);
    ++at_;
    if (!value.is_null()) return literal(std::move(value));
    return mistake(begin, "no date, time or duration",
                   "Write @\"2026-12-31\", @\"10:30:00\", @\"2026-12-31T10:30:00\", @\"P1D\" or @\"P1Y\".");
}

NodeIndex Parser::value_call(NodeIndex function) {
    std::vector<Argument> list;
    if (!arguments(list)) return 0;
    if (is_mixed(list))
        return from(tree_->extents[function].begin,
                    misfit({.message = "arguments of a function" + std::string{not_both}}));
    std::vector<Child> children{{function}};
    for (Argument& argument : list)
        children.push_back({argument.node, argument.name ? string(std::move(*argument.name)) + 1 : 0});
    return add(Kind::Call, std::move(children));
}

}  // namespace wf::feel
