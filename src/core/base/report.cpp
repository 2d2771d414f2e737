#include "core/base/report.hpp"

#include "core/base/closest.hpp"
#include "core/base/synonym.hpp"

#include <utility>

namespace wf::compiler {
namespace {

constexpr std::size_t max_quoted = 100;  // bytes of a text quoted in a message
constexpr std::size_t max_path = 4000;   // bytes; longer only if keys are absurd

// Cuts at a character boundary.
std::string_view clipped(std::string_view text, std::size_t max) {
    if (text.size() <= max) return text;
    while (max > 0 && (static_cast<unsigned char>(text[max]) & 0xC0U) == 0x80U) --max;
    return text.substr(0, max);
}

}  // namespace

std::string in_quotes(std::string_view text) {
    const std::string_view shown = clipped(text, max_quoted);
    std::string result = "\"";
    for (const char c : shown) result += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
    if (shown.size() < text.size()) result += "...";
    return result + '"';
}

std::string child(std::string_view path, std::string_view key) {
    std::string result{path};
    result += '/';
    for (const char c : key) {
        if (c == '~')
            result += "~0";
        else if (c == '/')
            result += "~1";
        else
            result += c;
    }
    return result;
}

std::string child(std::string_view path, std::size_t index) {
    return std::string{path} + '/' + std::to_string(index);
}

void Report::error(std::string code, std::string path, std::string message, std::string hint) {
    add({.severity = Severity::Error,
         .code = std::move(code),
         .path = std::move(path),
         .message = std::move(message),
         .hint = std::move(hint)});
}

void Report::warning(std::string code, std::string path, std::string message, std::string hint) {
    add({.severity = Severity::Warning,
         .code = std::move(code),
         .path = std::move(path),
         .message = std::move(message),
         .hint = std::move(hint)});
}

std::string Report::did_you_mean(std::string_view text, std::span<const std::string_view> candidates) const {
    if (is_full()) return {};
    std::string_view found = synonym(text, candidates);
    if (found.empty()) found = closest(text, candidates);
    return found.empty() ? std::string{} : "Did you mean " + in_quotes(found) + "?";
}

void Report::add(Finding finding) {
    has_errors_ = has_errors_ || finding.severity == Severity::Error;
    if (is_full()) {
        ++dropped_;
        dropped_an_error_ = dropped_an_error_ || finding.severity == Severity::Error;
        return;
    }
    if (finding.path.size() > max_path) finding.path = clipped(finding.path, max_path);
    findings_.push_back(std::move(finding));
}

Findings Report::take() {
    if (dropped_ > 0)
        findings_.push_back({.severity = dropped_an_error_ ? Severity::Error : Severity::Warning,
                             .code = "too_many_findings",
                             .path = "",
                             .message = std::to_string(dropped_) + " more findings are not shown",
                             .hint = "Correct these first."});
    return std::move(findings_);
}

}  // namespace wf::compiler
