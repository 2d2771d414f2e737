// A first look at the bytes, before any parser allocates something for them. It knows just enough of XML to
// tell markup from text: comments, CDATA, processing instructions and tags with their quoted values.
#include "core/bpmn/xml.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace wf::bpmn {
namespace {

using compiler::Report;

struct Problem {
    std::size_t offset = 0;
    std::string code;
    std::string message;
    std::string hint;
};

// The length of the UTF-8 sequence at `at`, 0 if it is none or a character that XML excludes.
std::size_t character_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) -> unsigned {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
    if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (!continues(1) || !continues(2)) return 0;
        const unsigned code = (first & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
        return code >= 0x800 && (code < 0xD800 || code > 0xDFFF) && code < 0xFFFE ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (!continues(1) || !continues(2) || !continues(3)) return 0;
        const unsigned code = (first & 0x07U) << 18 | (byte(1) & 0x3FU) << 12;
        return code >= 0x10000 && code < 0x110000 ? 4 : 0;
    }
    return 0;
}

class Check {
public:
    Check(std::string_view text, const BpmnLimits& limits) : text_(text), limits_(limits) {}

    std::optional<Problem> run() {
        if (text_.size() > limits_.max_bytes)
            return Problem{.offset = 0,
                           .code = "too_large",
                           .message = "the XML has " + std::to_string(text_.size()) + " bytes, more than " +
                                      std::to_string(limits_.max_bytes),
                           .hint = "Split the process into several that call each other."};
        for (std::size_t length = 0; at_ < text_.size(); at_ += length) {
            length = character_length(text_, at_);
            if (length == 0)
                return invalid("a character that XML does not allow, or bytes that are not UTF-8");
        }
        at_ = 0;
        while (!problem_ && at_ < text_.size()) {
            if (text_[at_] == '<')
                markup();
            else if (text_[at_] == '&')
                reference();
            else
                ++at_;
        }
        return problem_;
    }

private:
    Problem invalid(std::string message) {
        return {.offset = at_, .code = "invalid_xml", .message = std::move(message), .hint = {}};
    }
    bool starts(std::string_view with) const { return text_.substr(at_).starts_with(with); }

    void skip_to(std::string_view end, std::string_view what) {
        const std::size_t found = text_.find(end, at_);
        if (found == std::string_view::npos)
            problem_ = invalid(std::string{what} + " is never closed");
        else
            at_ = found + end.size();
    }

    void markup() {
        if (starts("<!--")) {
            at_ += 4;
            return skip_to("-->", "a comment");
        }
        if (starts("<![CDATA[")) return skip_to("]]>", "a CDATA section");
        if (starts("<?")) return skip_to("?>", "a processing instruction");
        if (starts("<!")) {
            problem_ = {.offset = at_,
                        .code = "doctype_refused",
                        .message = "document type declarations are not read",
                        .hint = "Remove <!DOCTYPE ...>: BPMN has no use for entities."};
            return;
        }
        tag();
    }

    void tag() {
        const bool closes = starts("</");
        if (closes && depth_ > 0) --depth_;
        if (!closes) {
            ++depth_;
            count();
        }
        for (++at_; !problem_ && at_ < text_.size();) {
            const char c = text_[at_];
            if (c == '"' || c == '\'') {
                quoted_value(c);
                continue;
            }
            if (c == '<') problem_ = invalid("\"<\" inside of a tag");
            ++at_;
            if (c != '>') continue;
            if (text_[at_ - 2] == '/' && depth_ > 0) --depth_;
            return;
        }
        if (!problem_) problem_ = invalid("a tag is never closed");
    }

    void quoted_value(char quote) {
        count();
        ++at_;
        while (!problem_ && at_ < text_.size() && text_[at_] != quote) {
            if (text_[at_] == '&')
                reference();
            else if (text_[at_] == '<')
                problem_ = invalid("\"<\" inside of an attribute; write &lt;");
            else
                ++at_;
        }
        ++at_;
    }

    void count() {
        if (depth_ > limits_.max_depth)
            problem_ = {.offset = at_,
                        .code = "too_deep",
                        .message = "elements are nested deeper than " + std::to_string(limits_.max_depth),
                        .hint = {}};
        if (++items_ > limits_.max_items)
            problem_ = {
                .offset = at_,
                .code = "too_large",
                .message = "more than " + std::to_string(limits_.max_items) + " elements and attributes",
                .hint = "Split the process into several that call each other."};
    }

    void reference() {
        constexpr std::array<std::string_view, 5> defined = {"amp", "lt", "gt", "quot", "apos"};
        const std::size_t end = text_.find(';', at_);
        const std::string_view name =
            end == std::string_view::npos ? std::string_view{} : text_.substr(at_ + 1, end - at_ - 1);
        const bool is_number = name.size() > 1 && name.front() == '#' && name.size() <= 10;
        if (!is_number && std::find(defined.begin(), defined.end(), name) == defined.end()) {
            problem_ = invalid("\"&\" does not begin an entity that XML defines");
            problem_->hint = "Write &amp; for the character itself.";
            return;
        }
        at_ = end + 1;
    }

    std::string_view text_;
    const BpmnLimits& limits_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t items_ = 0;
    std::optional<Problem> problem_;
};

}  // namespace

bool check_xml(std::string_view text, const BpmnLimits& limits, Report& report) {
    const std::optional<Problem> problem = Check{text, limits}.run();
    if (!problem) return true;
    const std::string place = problem->offset == 0 ? "" : ", " + line_and_column(text, problem->offset);
    report.error(problem->code, "", problem->message + place, problem->hint);
    return false;
}

}  // namespace wf::bpmn
