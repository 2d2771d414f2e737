#include "core/base/json_string.hpp"

#include <algorithm>

namespace wf {
namespace {

bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

void append_escape(std::string& out, char c) {
    static constexpr char hex[] = "0123456789abcdef";
    switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            out += "\\u00";
            out += hex[static_cast<unsigned char>(c) >> 4];
            out += hex[static_cast<unsigned char>(c) & 15];
    }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (auto at = text.begin(); at != text.end();) {
        const auto escape = std::find_if_not(at, text.end(), is_plain);
        out.append(at, escape);
        at = escape;
        if (at != text.end()) append_escape(out, *at++);
    }
    out += '"';
}

}  // namespace wf
