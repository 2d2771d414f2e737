// Tokens -> Tree, by recursive descent. Names are resolved here: to a slot of the frame, to an item of a
// filter, or to a root name that the Scope is asked for; so nothing is looked up by text during evaluation.
//
// Errors need no exception: fail() keeps the first one and jumps to the end of the tokens, where every loop
// stops.
#pragma once

#include "core/expression/ast.hpp"
#include "core/expression/builtins.hpp"
#include "core/expression/lexer.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wf::feel {

class Parser {
public:
    Parser(std::string_view text, Tokens tokens, const Limits& limits, const Vocabulary& vocabulary);

    // Nullptr on failure, `error` filled. Of unary tests the value tested is in slot 0 of the frame.
    std::shared_ptr<const Tree> run(SyntaxError& error);
    std::shared_ptr<const Tree> run_tests(SyntaxError& error);
    // A type alone, "list<number>": the last of Tree::types.
    std::shared_ptr<const Tree> run_type(SyntaxError& error);

private:
    // Names that are known while their part of the text is parsed.
    struct NameScope {
        bool is_filter = false;  // of a filter: any name may be a field of the item in `slot`
        std::uint32_t slot = 0;
        bool used = false;                                         // has a name been sought in it?
        bool has_signs = false;                                    // is one of the names more than one word?
        std::vector<std::pair<std::string, std::uint32_t>> names;  // name, slot
    };
    struct FoundName {
        std::string text;
        std::size_t tokens = 1;
    };
    struct Argument {
        std::optional<std::string> name;
        NodeIndex node = 0;
    };
    struct Deeper;    // one level of recursion
    struct Brackets;  // inside brackets "[" is a filter again

    std::shared_ptr<const Tree> finish(NodeIndex root, SyntaxError& error);

    // parser.cpp: operators, loosest first
    NodeIndex expression();
    NodeIndex disjunction();
    NodeIndex conjunction();
    NodeIndex comparison();
    NodeIndex sum();
    NodeIndex product();
    NodeIndex power();
    NodeIndex unary();
    NodeIndex postfix(NodeIndex operand);
    NodeIndex primary();
    NodeIndex between(NodeIndex operand);
    NodeIndex membership(NodeIndex operand);
    NodeIndex unary_test();
    NodeIndex path(NodeIndex operand);
    NodeIndex filter(NodeIndex operand);

    // parser_tests.cpp
    NodeIndex unary_tests();
    NodeIndex alternatives();
    bool is_negated_list() const;

    // parser_forms.cpp: everything that begins with a word or a bracket
    NodeIndex word();
    NodeIndex conditional();
    NodeIndex loop();
    NodeIndex quantified(Kind kind);
    NodeIndex domain();
    bool iterators(std::vector<Child>& children);
    NodeIndex function_definition();
    NodeIndex list_or_range();
    NodeIndex parenthesised();
    NodeIndex comparison_range();
    NodeIndex range_from(NodeIndex low, bool low_closed);
    NodeIndex context();
    std::optional<std::string> context_key();
    NodeIndex builtin_call(std::uint32_t builtin);
    NodeIndex folded(const Builtin& builtin, std::span<const Child> arguments);

    // parser_misfits.cpp: the null that FEEL has for a mistake, and what the mistake is
    NodeIndex misfit(Misfit what);
    NodeIndex mistake(std::uint32_t begin, std::string message, std::string hint);
    NodeIndex misfit(std::string_view function, std::span<const Argument> arguments);
    static constexpr std::string_view not_both = " are given by name or by position, not both";
    static bool is_mixed(std::span<const Argument> arguments);
    NodeIndex no_value(const Builtin& builtin, std::span<const Child> arguments);

    // parser_forms.cpp again
    NodeIndex value_call(NodeIndex function);
    NodeIndex scope_call(const std::string& name, std::uint32_t begin);
    NodeIndex temporal_literal();
    bool arguments(std::vector<Argument>& list);
    NodeIndex instance_of(NodeIndex operand);

    // parser_types.cpp
    std::uint32_t type();
    bool type_members(TypeSpec& spec, bool named, bool one);
    const Vocabulary::ItemType* item_type(std::size_t& size) const;
    std::uint32_t expanded(const Vocabulary::ItemType& item, std::string_view what);
    NodeIndex of_result_type(NodeIndex result);

    // parser_names.cpp
    FoundName find_name();
    FoundName longest_known_name() const;
    void declare(std::string name, std::uint32_t slot);  // in the innermost scope
    std::string joined(std::size_t first, std::size_t count) const;
    bool is_function(std::string_view name) const;
    bool is_known(std::string_view name, bool is_called) const;
    std::size_t words_ahead() const;
    bool may_have_blanks(std::string_view first_word) const;
    std::optional<std::uint32_t> local(std::string_view name) const;
    NodeIndex resolve(const std::string& name, std::uint32_t begin);
    NodeIndex root_name(const std::string& name, std::uint32_t begin, bool in_filter);
    NodeIndex unknown_function(const std::string& name, std::uint32_t begin);

    // building blocks
    const Token& now() const { return tokens_.list[at_]; }
    const Token& ahead(std::size_t count = 1) const {
        return tokens_.list[std::min(at_ + count, tokens_.list.size() - 1)];
    }
    std::string_view text_of(const Token& token) const {
        return text_.substr(token.begin, token.end - token.begin);
    }
    bool is(Sign sign) const { return now().sign == sign; }
    bool is_word(std::string_view word) const { return is(Sign::Name) && text_of(now()) == word; }
    bool accept(Sign sign) { return is(sign) && (++at_, true); }
    bool accept_word(std::string_view word) { return is_word(word) && (++at_, true); }
    bool expect(Sign sign, std::string_view shown);
    bool expect_word(std::string_view word);
    NodeIndex fail(std::size_t byte, std::string message, std::string hint = {});
    NodeIndex unexpected();
    NodeIndex too_deep();
    std::size_t position(std::size_t byte);

    NodeIndex add(Kind kind, std::vector<Child> children = {}, std::uint32_t data = 0, Op op = Op::None);
    NodeIndex literal(Value value);
    NodeIndex from(std::uint32_t begin, NodeIndex node);  // says where its text begins and that it ends here
    bool all_literal(std::span<const Child> children) const;
    const Value& literal_of(NodeIndex node) const { return tree_->literals[tree_->nodes[node].data]; }
    std::uint32_t string(std::string text);
    std::uint32_t take_slot();

    std::string_view text_;
    Tokens tokens_;
    Limits limits_;
    const Vocabulary& vocabulary_;
    std::shared_ptr<Tree> tree_ = std::make_shared<Tree>();
    std::vector<std::uint32_t> heights_;  // per node: levels of evaluation below it
    std::vector<NameScope> scopes_;
    std::unordered_map<std::string, std::uint32_t> root_names_;
    std::unordered_map<std::string, std::uint32_t> string_index_;
    std::optional<SyntaxError> error_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::uint32_t next_slot_ = 0;
    std::vector<std::string_view> open_types_;  // item types of which this is a part
    bool bracket_ends_ = false;                 // in the upper end of a range: [1..5[
    std::size_t counted_bytes_ = 0, counted_points_ = 0;
};

// What to write instead of a word that begins with "and", "or" in Chinese; "" if it does not.
std::string_view operator_in_chinese(std::string_view word);

// Comparison signs and their operators; nullopt for every other sign.
std::optional<Op> comparison_op(Sign sign);

struct Parser::Deeper {
    explicit Deeper(Parser& parser) : parser_(parser) {
        if (++parser_.depth_ > parser_.limits_.max_depth) parser_.too_deep();
    }
    ~Deeper() { --parser_.depth_; }
    Deeper(const Deeper&) = delete;
    Parser& parser_;
};

struct Parser::Brackets {
    explicit Brackets(Parser& parser, bool ends = false) : parser_(parser), before_(parser.bracket_ends_) {
        parser_.bracket_ends_ = ends;
    }
    ~Brackets() { parser_.bracket_ends_ = before_; }
    Brackets(const Brackets&) = delete;
    Parser& parser_;
    bool before_;
};

}  // namespace wf::feel
