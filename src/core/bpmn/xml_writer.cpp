#include "core/bpmn/xml_writer.hpp"

namespace wf::bpmn {
namespace {

// Line breaks too: a parser would turn those of an attribute into spaces.
void append_escaped(std::string& out, std::string_view text, bool in_attribute) {
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"' && in_attribute)
            out += "&quot;";
        else if (c == '\r' || (in_attribute && (c == '\n' || c == '\t')))
            out += "&#" + std::to_string(static_cast<int>(c)) + ";";
        else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')
            out += ' ';  // not allowed in XML, not even escaped
        else
            out += c;
    }
}

}  // namespace

XmlWriter::XmlWriter() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

void XmlWriter::tag(std::string_view name, const Attributes& attributes) {
    out_.append(open_.size() * 2, ' ');
    out_ += '<';
    out_ += name;
    for (const auto& [key, value] : attributes) {
        if (value.empty()) continue;
        out_ += ' ' + key + "=\"";
        append_escaped(out_, value, true);
        out_ += '"';
    }
}

void XmlWriter::open(std::string_view name, const Attributes& attributes) {
    tag(name, attributes);
    out_ += ">\n";
    open_.emplace_back(name);
}

void XmlWriter::close() {
    const std::string name = std::move(open_.back());
    open_.pop_back();
    out_.append(open_.size() * 2, ' ');
    out_ += "</" + name + ">\n";
}

void XmlWriter::empty_element(std::string_view name, const Attributes& attributes) {
    tag(name, attributes);
    out_ += " />\n";
}

void XmlWriter::text(std::string_view name, const Attributes& attributes, std::string_view text) {
    tag(name, attributes);
    out_ += '>';
    append_escaped(out_, text, false);
    out_ += "</";
    out_ += name;
    out_ += ">\n";
}

}  // namespace wf::bpmn
