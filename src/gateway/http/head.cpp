#include "gateway/http/head.hpp"

#include <boost/beast/core/string.hpp>

#include <algorithm>
#include <cctype>
#include <string>

namespace wf::gateway {
namespace {

[[noreturn]] void refuse(const std::string& why, unsigned status = 400) { throw Failure(status, "PGRST100", "This is not a proper HTTP request.", why); }

bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

bool is_token(std::string_view text) {
    static constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return (c < 0x80 && std::isalnum(c) != 0) || others.find(static_cast<char>(c)) != std::string_view::npos;
    });
}

bool is_visible(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > 0x20 && c < 0x7f; });
}

void check_request_line(std::string_view line) {
    const std::size_t first = line.find(' '), last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) { refuse("The first line must have three words."); }
    const std::string_view version = line.substr(last + 1);
    if (!is_token(line.substr(0, first)) || !is_visible(line.substr(first + 1, last - first - 1))) { refuse("The first line has a character that it must not have."); }
    if (version != "HTTP/1.1" && version != "HTTP/1.0") { refuse("Only HTTP/1.1 and HTTP/1.0 are spoken here.", version.starts_with("HTTP/") ? 505 : 400); }
}

void check_field(std::string_view line) {
    if (line.starts_with(' ') || line.starts_with('\t')) { refuse("A header must not go on in the next line."); }
    if (!is_token(line.substr(0, line.find(':'))) || line.find(':') == std::string_view::npos) { refuse("A header must be a name, a colon and a value."); }
}

bool is_host(std::string_view text) {
    static constexpr std::string_view others = ".-_:[]%~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return (c < 0x80 && std::isalnum(c) != 0) || others.find(static_cast<char>(c)) != std::string_view::npos;
    });
}

std::string_view value_of(const http::fields& fields, http::field name) {
    const auto value = fields[name];
    return {value.data(), value.size()};
}

}  // namespace

bool HeadScan::is_whole(std::string_view text) {
    for (; done_ < text.size(); ++done_) {
        const auto c = static_cast<unsigned char>(text[done_]);
        const bool is_after_return = done_ > 0 && text[done_ - 1] == '\r';
        if (is_after_return != (c == '\n')) { refuse("A line must end with CR LF."); }
        if (line_ == 0 && done_ > max_target + 64) { throw Failure(414, "PGRST414", "The address of the request is too long.", "At most " + std::to_string(max_target) + " bytes."); }
        if (done_ >= max_head) { throw Failure(431, "PGRST431", "The headers of the request are too large.", "At most " + std::to_string(max_head) + " bytes."); }
        if (c != '\n') {
            if ((c < 0x20 && c != '\t' && c != '\r') || c == 0x7f) { refuse("The head has a character that it must not have."); }
            continue;
        }
        const std::string_view line = text.substr(line_, done_ - 1 - line_);
        if (line_ == 0) {
            check_request_line(line);
        } else if (line.empty()) {
            return true;
        } else {
            check_field(line);
        }
        line_ = done_ + 1;
    }
    return false;
}

void check_framing(const http::fields& fields, unsigned version) {
    const std::size_t hosts = fields.count(http::field::host), lengths = fields.count(http::field::content_length), codings = fields.count(http::field::transfer_encoding);
    if (hosts > 1 || (hosts == 0 && version >= 11)) { refuse("There must be one header Host."); }
    if (hosts == 1 && !is_host(value_of(fields, http::field::host))) { refuse("The header Host has a character that it must not have."); }
    if (lengths > 1 || codings > 1 || (lengths == 1 && codings == 1)) { refuse("There must be one header that says how long the body is."); }
    const std::string_view length = value_of(fields, http::field::content_length);
    if (lengths == 1 && (length.empty() || length.size() > 18 || !std::all_of(length.begin(), length.end(), is_digit))) { refuse("Content-Length must be a number."); }
    if (codings == 0) { return; }
    if (version < 11) { refuse("HTTP/1.0 has no Transfer-Encoding."); }
    if (!boost::beast::iequals(fields[http::field::transfer_encoding], "chunked")) { refuse("The only Transfer-Encoding that is taken is chunked.", 501); }
}

}  // namespace wf::gateway
