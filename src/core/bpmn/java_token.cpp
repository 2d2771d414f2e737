#include "core/bpmn/java_token.hpp"

#include <array>
#include <utility>

namespace wf::bpmn {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Letters of other scripts are bytes above 0x7F.
bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::string_view sign_of_word(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 13> words = {
        {{"eq", "=="},
         {"ne", "!="},
         {"lt", "<"},
         {"le", "<="},
         {"gt", ">"},
         {"ge", ">="},
         {"and", "&&"},
         {"or", "||"},
         {"not", "!"},
         {"div", "/"},
         {"mod", "%"},
         {"empty", "empty"},
         {"instanceof", "instanceof"}}};
    for (const auto& [spelling, sign] : words)
        if (word == spelling) return sign;
    return {};
}

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    std::optional<std::vector<JavaToken>> run() {
        while (skip_space(), at_ < text_.size()) {
            const char c = text_[at_];
            const bool good = begins_name(c)                                        ? name()
                              : is_digit(c) || (c == '.' && is_digit(character(1))) ? number()
                              : c == '"' || c == '\''                               ? string(c)
                                                                                    : sign();
            if (!good) return std::nullopt;
        }
        tokens_.push_back({});
        return std::move(tokens_);
    }

private:
    char character(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

    void skip_space() {
        while (at_ < text_.size() && std::string_view{" \t\r\n"}.find(text_[at_]) != std::string_view::npos)
            ++at_;
    }

    bool add(JavaToken::Kind kind, std::string text, std::string_view word = {}) {
        tokens_.push_back({.kind = kind, .text = std::move(text), .word = std::string{word}});
        return true;
    }

    bool name() {
        const std::size_t from = at_;
        while (begins_name(character(0)) || is_digit(character(0))) ++at_;
        const std::string_view word = text_.substr(from, at_ - from);
        const std::string_view sign = sign_of_word(word);
        return sign.empty() ? add(JavaToken::Kind::Name, std::string{word})
                            : add(JavaToken::Kind::Sign, std::string{sign}, word);
    }

    // Without exponents: nobody writes them into a process. A suffix says a type that FEEL does not have.
    bool number() {
        std::string digits = character(0) == '.' ? "0" : "";
        while (is_digit(character(0)) || (character(0) == '.' && is_digit(character(1)))) {
            if (character(0) == '.' && digits.find('.') != std::string::npos) return false;
            digits += text_[at_++];
        }
        const bool has_suffix = std::string_view{"lLfFdD"}.find(character(0)) != std::string_view::npos;
        if (has_suffix && at_ < text_.size() && !begins_name(character(1)) && !is_digit(character(1))) ++at_;
        return !begins_name(character(0)) && add(JavaToken::Kind::Number, std::move(digits));
    }

    bool string(char quote) {
        std::string characters;
        for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
            if (text_[at_] == '\\' && (character(1) == '\\' || character(1) == '"' || character(1) == '\''))
                ++at_;
            characters += text_[at_];
        }
        return at_++ < text_.size() && add(JavaToken::Kind::String, std::move(characters));
    }

    bool sign() {
        // Those of JavaScript and Groovy that mean the same are told in Java's spelling.
        constexpr std::array<std::pair<std::string_view, std::string_view>, 25> signs = {
            {{"===", "=="}, {"!==", "!="}, {"==", "=="}, {"!=", "!="}, {"<=", "<="},
             {">=", ">="},  {"&&", "&&"},  {"||", "||"}, {"<", "<"},   {">", ">"},
             {"!", "!"},    {"+", "+"},    {"-", "-"},   {"*", "*"},   {"/", "/"},
             {"%", "%"},    {"(", "("},    {")", ")"},   {"?", "?"},   {":", ":"},
             {".", "."},    {",", ","},    {"[", "["},   {"]", "]"},   {";", ";"}}};
        for (const auto& [spelling, sign] : signs)
            if (text_.substr(at_).starts_with(spelling)) {
                at_ += spelling.size();
                return add(JavaToken::Kind::Sign, std::string{sign});
            }
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<JavaToken> tokens_;
};

}  // namespace

std::optional<std::vector<JavaToken>> read_java_tokens(std::string_view text) { return Reader{text}.run(); }

}  // namespace wf::bpmn
