#include "core/expression/lexer.hpp"

#include "core/expression/utf8.hpp"

#include <algorithm>

namespace wf::feel {

namespace {

// Signs of other languages, with what to write instead.
struct Foreign {
    std::string_view sign, hint;
};
constexpr Foreign foreign[] = {
    {"==", "Use \"=\" to compare."},
    {"≤", "Use \"<=\"."},
    {"≦", "Use \"<=\"."},
    {"≥", "Use \">=\"."},
    {"≧", "Use \">=\"."},
    {"≠", "Use \"!=\"."},
    {"×", "Use \"*\"."},
    {"÷", "Use \"/\"."},
    {"∈", "Use \"in\"."},
    {"∧", "Use \"and\"."},
    {"∨", "Use \"or\"."},
    {"¬", "Use \"not(...)\"."},
    {"&&", "Use \"and\"."},
    {"||", "Use \"or\"."},
    {"'", "Use double quotes for text."},
    {"`", "Use double quotes for text."},
    {"%", "Use \"modulo(a, b)\"."},
    {"^", "Use \"**\" for powers."},
    {"!", "Use \"not(...)\"."},
    {"&", "Use \"and\", or \"+\" to join text."},
    {"|", "Use \"or\"."},
    {";", "One expression has one value; there are no statements."},
    {"${", "Write the expression without \"${\" and \"}\"."},
};

struct Known {
    std::string_view text;
    Sign sign;
};
constexpr Known signs[] = {
    {"..", Sign::DotDot},       {"**", Sign::Power},       {"!=", Sign::NotEqual}, {"<=", Sign::LessEqual},
    {">=", Sign::GreaterEqual}, {"->", Sign::Arrow},       {"(", Sign::OpenParen}, {")", Sign::CloseParen},
    {"[", Sign::OpenBracket},   {"]", Sign::CloseBracket}, {"{", Sign::OpenBrace}, {"}", Sign::CloseBrace},
    {",", Sign::Comma},         {":", Sign::Colon},        {".", Sign::Dot},       {"+", Sign::Plus},
    {"-", Sign::Minus},         {"*", Sign::Star},         {"/", Sign::Slash},     {"=", Sign::Equal},
    {"<", Sign::Less},          {">", Sign::Greater},      {"@", Sign::At},
};

class Lexer {
public:
    Lexer(std::string_view text, SyntaxError& error) : text_(text), error_(error) {}

    std::optional<Tokens> run() {
        while (skip_blanks() && at_ < text_.size())
            if (!token()) return std::nullopt;
        if (failed_) return std::nullopt;
        add(Sign::End, at_);
        return std::move(tokens_);
    }

private:
    bool fail(std::size_t offset, std::string message, std::string hint = {}) {
        error_ = {utf8::length(text_.substr(0, offset)), std::move(message), std::move(hint)};
        failed_ = true;
        return false;
    }

    void add(Sign sign, std::size_t begin, std::size_t string = 0) {
        tokens_.list.push_back({sign, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_),
                                static_cast<std::uint32_t>(string)});
    }

    bool starts(std::string_view prefix) const { return text_.substr(at_).starts_with(prefix); }
    bool digit_at(std::size_t i) const { return i < text_.size() && text_[i] >= '0' && text_[i] <= '9'; }

    char32_t peek(std::size_t& after) const {
        after = at_;
        return utf8::next(text_, after);
    }

    bool skip_blanks() {
        while (at_ < text_.size()) {
            std::size_t after;
            if (starts("//")) {
                at_ = std::min(text_.find('\n', at_), text_.size());
            } else if (starts("/*")) {
                const std::size_t end = text_.find("*/", at_ + 2);
                if (end == std::string_view::npos) return fail(at_, "unterminated comment");
                at_ = end + 2;
            } else if (utf8::is_space(peek(after))) {
                at_ = after;
            } else {
                break;
            }
        }
        return true;
    }

    bool token() {
        const std::size_t begin = at_;
        std::size_t after;
        const char32_t c = peek(after);
        if (c == utf8::invalid) return fail(at_, "invalid UTF-8");
        if (digit_at(at_) || (c == '.' && digit_at(at_ + 1))) return number();
        if (utf8::starts_name(c)) return name();
        if (c == '"') return string();
        for (const Foreign& f : foreign)
            if (starts(f.sign) && !starts("!=")) return unexpected(f.sign, std::string{f.hint});
        for (const Known& known : signs) {
            if (!starts(known.text)) continue;
            at_ += known.text.size();
            add(known.sign, begin);
            return true;
        }
        const char half = utf8::half_width(c);
        return unexpected(text_.substr(at_, after - at_),
                          half ? std::string{"Use the half-width sign: "} + half : std::string{});
    }

    bool unexpected(std::string_view sign, std::string hint) {
        return fail(at_, "unexpected \"" + std::string{sign} + "\"", std::move(hint));
    }

    bool name() {
        const std::size_t begin = at_;
        for (std::size_t after; at_ < text_.size() && utf8::continues_name(peek(after));) at_ = after;
        add(Sign::Name, begin);
        return true;
    }

    void digits() {
        while (digit_at(at_)) ++at_;
    }

    bool number() {
        const std::size_t begin = at_;
        digits();
        if (at_ < text_.size() && text_[at_] == '.' && digit_at(at_ + 1)) {
            ++at_;
            digits();
        }
        if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
            const bool is_signed = at_ + 1 < text_.size() && (text_[at_ + 1] == '+' || text_[at_ + 1] == '-');
            const std::size_t first = at_ + (is_signed ? 2 : 1);
            if (digit_at(first)) {
                at_ = first;
                digits();
            }
        }
        add(Sign::Number, begin);
        return true;
    }

    bool string() {
        const std::size_t begin = at_++;
        std::string content;
        while (at_ < text_.size() && text_[at_] != '"') {
            if (text_[at_] == '\\') {
                if (!escape(content)) return false;
                continue;
            }
            std::size_t after;
            if (peek(after) == utf8::invalid) return fail(at_, "invalid UTF-8");
            content.append(text_, at_, after - at_);
            at_ = after;
        }
        if (at_ == text_.size()) return fail(begin, "unterminated text", "Close it with a double quote.");
        ++at_;
        add(Sign::String, begin, tokens_.strings.size());
        tokens_.strings.push_back(std::move(content));
        return true;
    }

    // What is no escape stays as it is, backslash included: patterns like "\d" need no doubling.
    bool escape(std::string& content) {
        const char kind = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (kind == 'u' || kind == 'U') return code_point(content);
        static constexpr std::string_view from = "ntr\"\\'", to = "\n\t\r\"\\'";
        const std::size_t found = kind == '\0' ? std::string_view::npos : from.find(kind);
        if (found == std::string_view::npos) {
            content += text_[at_++];
            return true;
        }
        content += to[found];
        at_ += 2;
        return true;
    }

    std::optional<char32_t> hex(std::size_t first, std::size_t count) const {
        if (first + count > text_.size()) return std::nullopt;
        char32_t code = 0;
        for (const char c : text_.substr(first, count)) {
            const bool digit = c >= '0' && c <= '9';
            const char lower = static_cast<char>(c | 0x20);
            if (!digit && (lower < 'a' || lower > 'f')) return std::nullopt;
            code = code * 16 + static_cast<char32_t>(digit ? c - '0' : lower - 'a' + 10);
        }
        return code;
    }

    // \uXXXX, two of them for one code point beyond FFFF, or \UXXXXXX.
    bool code_point(std::string& content) {
        const std::size_t size = text_[at_ + 1] == 'u' ? 4 : 6;
        std::optional<char32_t> code = hex(at_ + 2, size);
        std::size_t end = at_ + 2 + size;
        if (code && size == 4 && *code >= 0xD800 && *code < 0xDC00 && text_.substr(end).starts_with("\\u")) {
            const std::optional<char32_t> low = hex(end + 2, 4);
            if (low && *low >= 0xDC00 && *low < 0xE000) {
                code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
                end += 6;
            }
        }
        const bool valid = code && *code != 0 && *code <= 0x10FFFF && (*code < 0xD800 || *code >= 0xE000);
        if (!valid)
            return fail(at_, "invalid Unicode escape", "Write \\uXXXX or \\UXXXXXX with hexadecimal digits.");
        utf8::append(content, *code);
        at_ = end;
        return true;
    }

    std::string_view text_;
    SyntaxError& error_;
    std::size_t at_ = 0;
    bool failed_ = false;
    Tokens tokens_;
};

}  // namespace

std::optional<Tokens> tokenize(std::string_view text, SyntaxError& error) { return Lexer{text, error}.run(); }

}  // namespace wf::feel
