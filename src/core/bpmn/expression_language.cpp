// Parses and writes in one go: every rule gives the FEEL text of what it read and how strongly that binds, so
// that parentheses are written where FEEL needs them.
#include "core/bpmn/expression_language.hpp"

#include "core/bpmn/java_token.hpp"
#include "core/bpmn/xml.hpp"
#include "core/base/report.hpp"
#include "core/expression/expression.hpp"
#include "core/base/json_string.hpp"

#include <algorithm>
#include <array>

namespace wf::bpmn {
namespace {

constexpr int max_depth = 60;

// The larger binds the closer. If: `if a then b else c`, which swallows everything to its right.
enum class Strength : std::uint8_t { If, Or, And, Comparison, Sum, Product, Unary, Term };

struct Feel {
    std::string text;
    Strength strength = Strength::Term;

    std::string within(Strength needed) const { return strength < needed ? "(" + text + ")" : text; }
};

// What stands for objects of the Java engine when it is the root of a name.
bool is_java_object(std::string_view name) {
    constexpr std::array<std::string_view, 8> objects = {
        "execution",     "task",         "variables", "variableContainer",
        "caseExecution", "externalTask", "connector", "applicationContext"};
    return std::find(objects.begin(), objects.end(), name) != objects.end();
}

class Translator {
public:
    Translator(std::vector<JavaToken> tokens, Untranslatable& why) : tokens_(std::move(tokens)), why_(why) {}

    std::optional<std::string> run() {
        const std::optional<Feel> feel = choice();
        if (!feel) return std::nullopt;
        if (token().kind != JavaToken::Kind::End) return refuse("it is not one expression"), std::nullopt;
        return feel->text;
    }

private:
    using Rule = std::optional<Feel> (Translator::*)();
    struct Operator {
        std::string_view java;
        std::string_view feel;
    };

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

    std::optional<Feel> choice() {
        if (++depth_ > max_depth) return refuse("it is nested too deep");
        std::optional<Feel> condition = either();
        if (condition && take("?")) {
            const std::optional<Feel> then = choice();
            if (!then) return std::nullopt;
            if (!take(":")) return refuse("\":\" is missing after \"?\"");
            const std::optional<Feel> otherwise = choice();
            if (!otherwise) return std::nullopt;
            condition = Feel{"if " + condition->text + " then " + then->within(Strength::Or) + " else " +
                                 otherwise->within(Strength::Or),
                             Strength::If};
        }
        --depth_;
        return condition;
    }

    // A chain of operators of one strength. `right`: what the operand on the right must bind at least.
    template <std::size_t n>
    std::optional<Feel> chain(Rule operand, Strength strength, Strength right,
                              const std::array<Operator, n>& operators) {
        std::optional<Feel> left = (this->*operand)();
        while (left) {
            const auto found = std::find_if(operators.begin(), operators.end(),
                                            [&](const Operator& o) { return token().is(o.java); });
            if (found == operators.end()) return left;
            ++at_;
            const std::optional<Feel> next = (this->*operand)();
            if (!next) return std::nullopt;
            // FEEL does not chain comparisons: (a < b) = c.
            const Strength needed = strength == Strength::Comparison ? Strength::Sum : strength;
            left = Feel{left->within(needed) + " " + std::string{found->feel} + " " + next->within(right),
                        strength};
        }
        return left;
    }

    std::optional<Feel> either() {
        return chain<1>(&Translator::both, Strength::Or, Strength::Or, {{{"||", "or"}}});
    }
    std::optional<Feel> both() {
        return chain<1>(&Translator::comparison, Strength::And, Strength::And, {{{"&&", "and"}}});
    }
    std::optional<Feel> comparison() {
        std::optional<Feel> result =
            chain<6>(&Translator::sum, Strength::Comparison, Strength::Sum,
                     {{{"==", "="}, {"!=", "!="}, {"<=", "<="}, {">=", ">="}, {"<", "<"}, {">", ">"}}});
        if (result && token().is("instanceof")) return refuse("\"instanceof\" asks for a Java class");
        return result;
    }
    std::optional<Feel> sum() {
        return chain<2>(&Translator::product, Strength::Sum, Strength::Product, {{{"+", "+"}, {"-", "-"}}});
    }
    std::optional<Feel> product() {
        std::optional<Feel> result =
            chain<2>(&Translator::unary, Strength::Product, Strength::Unary, {{{"*", "*"}, {"/", "/"}}});
        if (result && token().is("%")) return refuse("\"%\" is not an operator of FEEL; use modulo()");
        return result;
    }

    std::optional<Feel> unary() {
        if (++depth_ > max_depth) return refuse("it is nested too deep");
        std::optional<Feel> result;
        if (take("!")) {
            result = unary();
            if (result) result = Feel{"not(" + result->text + ")"};
        } else if (take("-")) {
            result = unary();
            if (result) result = Feel{"-" + result->within(Strength::Term), Strength::Unary};
        } else if (take("empty")) {
            result = unary();
            // Never null, whatever the type of the value is: "not(...)" around it must work.
            if (result) result = Feel{"list contains([null, \"\", []], " + result->text + ")"};
        } else {
            result = term();
        }
        --depth_;
        return result;
    }

    std::optional<Feel> term() {
        const JavaToken word = token();
        ++at_;
        switch (word.kind) {
            case JavaToken::Kind::Number:
                return Feel{word.text};
            case JavaToken::Kind::String:
                return Feel{literal(word.text)};
            case JavaToken::Kind::Name:
                return is_java_object(word.text) ? variable_of(word.text) : path(word.text);
            case JavaToken::Kind::Sign:
                break;
            case JavaToken::Kind::End:
                return refuse("it ends where a value is expected");
        }
        if (!word.is("(")) return refuse(compiler::in_quotes(word.text) + " where a value is expected");
        const std::optional<Feel> inner = choice();
        if (!inner) return std::nullopt;
        if (!take(")")) return refuse("\")\" is missing");
        return inner;
    }

    // execution.getVariable('x'), variables.get('x')
    std::optional<Feel> variable_of(const std::string& object) {
        const bool gets = token().is(".") && (token(1).text == "getVariable" || token(1).text == "get" ||
                                              token(1).text == "getVariableLocal");
        if (!gets || !token(2).is("(") || token(3).kind != JavaToken::Kind::String || !token(4).is(")"))
            return refuse(compiler::in_quotes(object) + " is an object of the Java engine");
        const std::string name = token(3).text;
        at_ += 5;
        const auto tokens = read_java_tokens(name);
        if (!tokens || tokens->size() != 2 || tokens->front().kind != JavaToken::Kind::Name)
            return refuse("the variable " + compiler::in_quotes(name) + " cannot be named in FEEL");
        return path(name);
    }

    // a.b.c; with .equals(x) behind it a comparison.
    std::optional<Feel> path(std::string name) {
        if (token().is("(")) return refuse(compiler::in_quotes(name) + " is a function of the Java engine");
        while (token().is(".")) {
            const JavaToken& member = token(1);
            if (member.kind != JavaToken::Kind::Name) return refuse("a name is missing after \".\"");
            if (token(2).is("(")) return method(name, member.text);
            at_ += 2;
            name += "." + member.text;
        }
        if (token().is("[")) return refuse("\"[\" counts from 0 in Java and from 1 in FEEL");
        // There the variable is the id of the person, here it is the person.
        return Feel{name == "initiator" ? "initiator.id" : name};
    }

    std::optional<Feel> method(const std::string& name, const std::string& called) {
        if (called != "equals") return refuse(compiler::in_quotes(called) + " is a method of a Java object");
        at_ += 3;
        const std::optional<Feel> other = choice();
        if (!other) return std::nullopt;
        if (!take(")")) return refuse("\")\" is missing");
        return Feel{name + " = " + other->within(Strength::Sum), Strength::Comparison};
    }

    static std::string literal(const std::string& characters) {
        std::string result;
        append_json_string(result, characters);
        return result;
    }

    std::vector<JavaToken> tokens_;
    Untranslatable& why_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

// The text between "${" and the "}" at the very end, if it is one expression.
std::optional<std::string_view> inside(std::string_view text) {
    text = trimmed(text);
    if (text.size() < 3 || (text[0] != '$' && text[0] != '#') || text[1] != '{' || text.back() != '}')
        return std::nullopt;
    text = text.substr(2, text.size() - 3);
    return has_java_expression(text) ? std::nullopt : std::optional{text};
}

}  // namespace

bool has_java_expression(std::string_view text) {
    return text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos;
}

std::optional<std::string> feel_from_java(std::string_view text, Untranslatable& why) {
    const std::optional<std::string_view> expression = inside(text);
    if (!expression) {
        why.reason = "it mixes text and expressions";
        return std::nullopt;
    }
    std::optional<std::vector<JavaToken>> tokens = read_java_tokens(*expression);
    if (!tokens) {
        why.reason = "it has a character that no simple expression has";
        return std::nullopt;
    }
    std::optional<std::string> feel = Translator{std::move(*tokens), why}.run();
    if (!feel) return std::nullopt;
    feel::SyntaxError error;
    if (feel::Expression::parse(*feel, error)) return feel;
    why.reason = "FEEL reads it differently: " + error.message;
    return std::nullopt;
}

}  // namespace wf::bpmn
