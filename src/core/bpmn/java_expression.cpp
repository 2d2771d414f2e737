// A parser by recursive descent. What has several spellings gets one here: a variable that is asked of the
// engine is a variable, Boolean.TRUE is true, and a.equals(b) is a == b.
#include "core/bpmn/java_expression.hpp"

#include "core/base/lists.hpp"
#include "core/base/report.hpp"
#include "core/bpmn/java_calls.hpp"
#include "core/bpmn/java_token.hpp"
#include "core/bpmn/xml.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace wf::bpmn {
namespace {

constexpr int max_depth = 60;
constexpr std::size_t max_bytes = 20'000;
constexpr std::size_t max_tokens = 1000;  // bounds how deep the tree of a long chain gets

using compiler::in_quotes;
using Kind = JavaNode::Kind;

bool gets_variable(std::string_view method) {
    constexpr std::array<std::string_view, 5> methods = {"getVariable", "get", "getVariableLocal",
                                                         "getVariableTyped", "getProcessVariable"};
    return contains(methods, method);
}

class Parser {
public:
    Parser(std::vector<JavaToken> tokens, Untranslatable& why) : tokens_(std::move(tokens)), why_(why) {}

    std::optional<JavaNode> run() {
        if (token().is_name("return")) ++at_;
        std::optional<JavaNode> node = choice();
        if (!node) return std::nullopt;
        take(";");
        if (token().kind != JavaToken::Kind::End) return refuse("it is not one expression");
        return node;
    }

private:
    using Rule = std::optional<JavaNode> (Parser::*)();

    const JavaToken& token(std::size_t ahead = 0) const {
        return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
    }
    bool take(std::string_view sign) {
        if (!token().is(sign)) return false;
        ++at_;
        return true;
    }
    std::nullopt_t refuse(std::string reason) {
        if (why_.reason.empty()) why_.reason = std::move(reason);
        return std::nullopt;
    }

    std::optional<JavaNode> choice() {
        if (++depth_ > max_depth) return refuse("it is nested too deep");
        std::optional<JavaNode> condition = either();
        if (condition && take("?")) {
            std::optional<JavaNode> then = choice();
            if (!then) return std::nullopt;
            if (!take(":")) return refuse("\":\" is missing after \"?\"");
            std::optional<JavaNode> otherwise = choice();
            if (!otherwise) return std::nullopt;
            condition = JavaNode{.kind = Kind::Choice,
                                 .children = {std::move(*condition), std::move(*then), std::move(*otherwise)}};
        }
        --depth_;
        return condition;
    }

    std::optional<JavaNode> chain(Rule operand, std::span<const std::string_view> operators) {
        std::optional<JavaNode> left = (this->*operand)();
        while (left) {
            const auto found = std::ranges::find_if(operators, [&](std::string_view o) { return token().is(o); });
            if (found == operators.end()) return left;
            ++at_;
            std::optional<JavaNode> right = (this->*operand)();
            if (!right) return std::nullopt;
            left = java_binary(*found, std::move(*left), std::move(*right));
        }
        return left;
    }

    std::optional<JavaNode> either() {
        static constexpr std::array<std::string_view, 1> operators = {"||"};
        return chain(&Parser::both, operators);
    }
    std::optional<JavaNode> both() {
        static constexpr std::array<std::string_view, 1> operators = {"&&"};
        return chain(&Parser::equality, operators);
    }
    std::optional<JavaNode> equality() {
        static constexpr std::array<std::string_view, 2> operators = {"==", "!="};
        return chain(&Parser::order, operators);
    }
    std::optional<JavaNode> order() {
        static constexpr std::array<std::string_view, 4> operators = {"<=", ">=", "<", ">"};
        std::optional<JavaNode> result = chain(&Parser::sum, operators);
        if (result && token().is("instanceof")) return refuse("\"instanceof\" asks for a Java class");
        return result;
    }
    std::optional<JavaNode> sum() {
        static constexpr std::array<std::string_view, 2> operators = {"+", "-"};
        return chain(&Parser::product, operators);
    }
    std::optional<JavaNode> product() {
        static constexpr std::array<std::string_view, 2> operators = {"*", "/"};
        std::optional<JavaNode> result = chain(&Parser::unary, operators);
        if (result && token().is("%")) return refuse("\"%\" is not an operator of FEEL; use modulo()");
        return result;
    }

    std::optional<JavaNode> unary() {
        if (++depth_ > max_depth) return refuse("it is nested too deep");
        std::optional<JavaNode> result;
        const std::array<std::pair<std::string_view, Kind>, 3> signs = {
            {{"!", Kind::Not}, {"-", Kind::Minus}, {"empty", Kind::Empty}}};
        const auto* sign = std::ranges::find_if(signs, [&](const auto& s) { return token().is(s.first); });
        if (sign != signs.end()) {
            ++at_;
            result = unary();
            if (result) result = JavaNode{.kind = sign->second, .children = {std::move(*result)}};
        } else if (is_cast()) {
            at_ += 3;
            result = unary();
        } else {
            result = postfix();
        }
        --depth_;
        return result;
    }

    // (Boolean) x: FEEL looks at the value. Such a class begins with a capital letter, and what is cast follows.
    bool is_cast() const {
        if (!token().is("(") || token(1).kind != JavaToken::Kind::Name || !token(2).is(")")) return false;
        constexpr std::array<std::string_view, 5> plain = {"int", "long", "double", "float", "boolean"};
        const std::string& name = token(1).text;
        const bool is_class = (name[0] >= 'A' && name[0] <= 'Z') || contains(plain, name);
        const JavaToken& next = token(3);
        return is_class && (next.kind == JavaToken::Kind::Name || next.kind == JavaToken::Kind::String ||
                            next.kind == JavaToken::Kind::Number || next.is("("));
    }

    std::optional<JavaNode> postfix() {
        std::optional<JavaNode> node = term();
        while (node) {
            if (take("[")) {
                std::optional<JavaNode> which = choice();
                if (!which) return std::nullopt;
                if (!take("]")) return refuse("\"]\" is missing");
                std::vector<JavaNode> parts;
                parts.push_back(std::move(*node));
                parts.push_back(std::move(*which));
                node = item_or_member(std::move(parts));
            } else if (take(".")) {
                node = member(std::move(*node));
            } else {
                return node;
            }
        }
        return node;
    }

    // "empty" and "lt" are words of the language, and good names behind a dot.
    static std::string name_at(const JavaToken& token) {
        return token.kind == JavaToken::Kind::Name ? token.text : token.word;
    }

    std::optional<JavaNode> member(JavaNode object) {
        const std::string name = name_at(token());
        if (name.empty()) return refuse("a name is missing after \".\"");
        ++at_;
        if (!token().is("("))
            return JavaNode{.kind = Kind::Member, .text = name, .children = {std::move(object)}};
        JavaNode call{.kind = Kind::Call, .text = name, .children = {std::move(object)}, .has_object = true};
        if (!arguments(call)) return std::nullopt;
        return simplified(std::move(call));
    }

    bool arguments(JavaNode& call) {
        ++at_;
        if (take(")")) return true;
        do {
            std::optional<JavaNode> argument = choice();
            if (!argument) return false;
            call.children.push_back(std::move(*argument));
        } while (take(","));
        if (take(")")) return true;
        refuse("\")\" is missing");
        return false;
    }

    std::optional<JavaNode> term() {
        const JavaToken word = token();
        ++at_;
        switch (word.kind) {
            case JavaToken::Kind::Number:
                return JavaNode{.kind = Kind::Number, .text = word.text};
            case JavaToken::Kind::String:
                return JavaNode{.kind = Kind::Text, .text = word.text};
            case JavaToken::Kind::Name:
                return asks_for_variable(word.text) ? variable_of() : named(word.text);
            case JavaToken::Kind::Sign:
                break;
            case JavaToken::Kind::End:
                return refuse("it ends where a value is expected");
        }
        if (!word.is("(")) return refuse(in_quotes(word.text) + " where a value is expected");
        std::optional<JavaNode> inner = choice();
        if (!inner) return std::nullopt;
        if (!take(")")) return refuse("\")\" is missing");
        return inner;
    }

    std::optional<JavaNode> named(const std::string& name) {
        if (name == "null") return JavaNode{};
        if (name == "true" || name == "false") return JavaNode{.kind = Kind::Truth, .text = name};
        if (name == "Boolean" && token().is(".") &&
            (token(1).is_name("TRUE") || token(1).is_name("FALSE"))) {
            at_ += 2;
            return JavaNode{.kind = Kind::Truth, .text = token_before() == "TRUE" ? "true" : "false"};
        }
        // A function of Flowable: variables:get(x), vars:equals(x, 1).
        if (token().is(":") && !name_at(token(1)).empty() && token(2).is("(") &&
            contains(std::array<std::string_view, 3>{"variables", "vars", "var"}, name)) {
            JavaNode call{.kind = Kind::Call, .text = "variables:" + name_at(token(1))};
            at_ += 2;
            if (!arguments(call)) return std::nullopt;
            return simplified(std::move(call));
        }
        if (token().is("(")) {
            JavaNode call{.kind = Kind::Call, .text = name};
            if (!arguments(call)) return std::nullopt;
            return simplified(std::move(call));
        }
        return JavaNode{.kind = Kind::Variable, .text = name};
    }

    const std::string& token_before() const { return tokens_[at_ - 1].text; }

    // execution.getVariable('x'), variables.get('x')
    bool asks_for_variable(std::string_view object) const {
        return is_java_object(object) && token().is(".") && token(2).is("(") &&
               token(3).kind == JavaToken::Kind::String && token(4).is(")") &&
               (gets_variable(token(1).text) || token(1).is_name("hasVariable"));
    }

    std::optional<JavaNode> variable_of() {
        const bool asks_whether = token(1).is_name("hasVariable");
        const std::string name = token(3).text;
        at_ += 5;
        const auto tokens = read_java_tokens(name);
        if (!tokens || tokens->size() != 2 || tokens->front().kind != JavaToken::Kind::Name)
            return refuse("the variable " + in_quotes(name) + " cannot be named in FEEL");
        JavaNode variable{.kind = Kind::Variable, .text = name};
        return asks_whether ? java_binary("!=", std::move(variable), JavaNode{}) : variable;
    }

    std::vector<JavaToken> tokens_;
    Untranslatable& why_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace

bool is_java_object(std::string_view name) {
    constexpr std::array<std::string_view, 11> objects = {
        "execution", "task",      "variables",          "variableContainer", "caseExecution", "externalTask",
        "connector", "kcontext", "applicationContext", "planItemInstance",  "processInstance"};
    return contains(objects, name);
}

JavaNode java_binary(std::string_view op, JavaNode left, JavaNode right) {
    return {.kind = Kind::Binary, .text = std::string{op}, .children = {std::move(left), std::move(right)}};
}

std::optional<std::string> path_of(const JavaNode& node) {
    if (node.is(Kind::Variable)) return node.text;
    if (!node.is(Kind::Member)) return std::nullopt;
    const std::optional<std::string> base = path_of(node.children[0]);
    return base ? std::optional{*base + "." + node.text} : std::nullopt;
}

bool has_java_expression(std::string_view text) {
    return text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos;
}

std::optional<std::string_view> inside_braces(std::string_view text) {
    text = trimmed(text);
    if (text.size() < 3 || (text[0] != '$' && text[0] != '#') || text[1] != '{' || text.back() != '}')
        return std::nullopt;
    text = text.substr(2, text.size() - 3);
    return has_java_expression(text) ? std::nullopt : std::optional{text};
}

std::optional<JavaNode> read_java(std::string_view expression, Untranslatable& why) {
    std::optional<std::vector<JavaToken>> tokens;
    if (expression.size() <= max_bytes) tokens = read_java_tokens(expression);
    if (expression.size() > max_bytes || (tokens && tokens->size() > max_tokens))
        why.reason = "it is too long";
    else if (!tokens)
        why.reason = "it has a character that no simple expression has";
    else
        return Parser{std::move(*tokens), why}.run();
    return std::nullopt;
}

}  // namespace wf::bpmn
