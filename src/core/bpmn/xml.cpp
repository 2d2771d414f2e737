#include "core/bpmn/xml.hpp"

#include "core/base/host_interrupt.hpp"
#include "core/base/lists.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace wf::bpmn {
namespace {

using compiler::Report;

constexpr unsigned parse_flags =
    pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute | pugi::parse_eol;

class TreeBuilder {
public:
    TreeBuilder(std::string_view text, Report& report) : text_(text), report_(report) {}

    // Fills `element`, whose address does not change any more, so that its children can point to it.
    // `number`: it is the parent's n-th child of this name.
    bool build(const pugi::xml_node& node, const Element* parent, std::size_t number, Element& element) {
        go_on();
        const std::size_t mark = prefixes_.mark();
        for (const pugi::xml_attribute& attribute : node.attributes()) {
            const std::string_view name = attribute.name();
            if (name == "xmlns")
                prefixes_.declare("", attribute.value());
            else if (name.starts_with("xmlns:"))
                prefixes_.declare(name.substr(6), attribute.value());
        }
        const auto [space, name] = prefixes_.element(node.name());
        element.space = space;
        element.name = name;
        element.shown = node.name();
        element.parent = parent;
        element.line = line_of(node);
        const bool good =
            space == Namespace::Other ||
            (read_attributes(node, element) && (set_path(element, number), read_content(node, element)));
        prefixes_.release(mark);
        return good;
    }

private:
    // Elements come in the order of the text.
    std::size_t line_of(const pugi::xml_node& node) {
        const auto offset = std::min(static_cast<std::size_t>(node.offset_debug()), text_.size());
        for (; counted_ < offset; ++counted_)
            if (text_[counted_] == '\n') ++line_;
        return line_;
    }

    bool read_attributes(const pugi::xml_node& node, Element& element) {
        std::vector<std::string_view> names;
        for (const pugi::xml_attribute& attribute : node.attributes()) {
            const auto [space, name] = prefixes_.attribute(attribute.name());
            names.emplace_back(attribute.name());
            if (std::string_view{attribute.name()}.starts_with("xmlns")) continue;
            element.attributes.push_back({.space = space,
                                          .name = std::string{name},
                                          .shown = attribute.name(),
                                          .value = attribute.value()});
        }
        std::sort(names.begin(), names.end());
        const auto twice = std::adjacent_find(names.begin(), names.end());
        if (twice == names.end()) return true;
        report_.error("invalid_xml", "",
                      "attribute " + compiler::in_quotes(*twice) + " appears twice in one element, " +
                          line_and_column(text_, static_cast<std::size_t>(node.offset_debug())));
        return false;
    }

    static void set_path(Element& element, std::size_t number) {
        if (!element.parent || (holds_named_things(*element.parent) && !element.id().empty())) {
            element.path = element.id();
            return;
        }
        if (element.is("extensionElements")) {
            element.path = element.parent->path;
            return;
        }
        element.path = element.parent->path + (element.parent->path.empty() ? "" : "/") +
                       (element.space == Namespace::Bpmn ? element.name : element.shown);
        if (number > 1) element.path += '[' + std::to_string(number) + ']';
    }

    bool read_content(const pugi::xml_node& node, Element& element) {
        std::vector<pugi::xml_node> nodes;
        for (const pugi::xml_node& child : node.children()) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
                element.text += child.value();
            else if (child.type() == pugi::node_element)
                nodes.push_back(child);
        }
        element.text = std::string{trimmed(element.text)};
        element.children.resize(nodes.size());
        std::unordered_map<std::string, std::size_t> numbers;
        for (std::size_t i = 0; i < nodes.size(); ++i)
            if (!build(nodes[i], &element, ++numbers[nodes[i].name()], element.children[i])) return false;
        return true;
    }

    std::string_view text_;
    Report& report_;
    Prefixes prefixes_;
    std::size_t counted_ = 0;  // bytes
    std::size_t line_ = 1;
};

}  // namespace

bool holds_named_things(const Element& element) {
    constexpr std::array<std::string_view, 8> containers = {
        "definitions",     "process",       "subProcess", "transaction",
        "adHocSubProcess", "collaboration", "laneSet",    "lane"};
    return element.space == Namespace::Bpmn && contains(containers, element.name);
}

const Attribute* Element::find_attribute(Namespace wanted, std::string_view wanted_name) const {
    for (const Attribute& attribute : attributes)
        if (attribute.space == wanted && attribute.name == wanted_name) return &attribute;
    return nullptr;
}

const std::string& Element::attribute(std::string_view wanted_name) const {
    static const std::string none;
    const Attribute* found = find_attribute(Namespace::None, wanted_name);
    return found ? found->value : none;
}

const Element* Element::child(std::string_view wanted_name) const {
    for (const Element& element : children)
        if (element.is(wanted_name)) return &element;
    return nullptr;
}

std::vector<const Element*> Element::extensions(Namespace wanted, std::string_view wanted_name) const {
    std::vector<const Element*> result;
    const Element* holder = child("extensionElements");
    if (!holder) return result;
    for (const Element& element : holder->children)
        if (element.space == wanted && element.name == wanted_name) result.push_back(&element);
    return result;
}

const Element* Element::extension(Namespace wanted, std::string_view wanted_name) const {
    const std::vector<const Element*> found = extensions(wanted, wanted_name);
    return found.empty() ? nullptr : found.front();
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t first = text.find_first_not_of(space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::string line_and_column(std::string_view text, std::size_t offset) {
    std::size_t line = 1;
    std::size_t column = 1;
    for (std::size_t i = 0; i < offset && i < text.size(); ++i) {
        if (text[i] == '\n') {
            ++line;
            column = 1;
        } else if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
            ++column;
        }
    }
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

std::unique_ptr<const Element> read_xml(std::string_view text, const BpmnLimits& limits, Report& report) {
    if (!check_xml(text, limits, report)) return nullptr;
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(text.data(), text.size(), parse_flags, pugi::encoding_utf8);
    if (!parsed) {
        const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
        std::string reason = parsed.description();
        if (!reason.empty() && reason[0] >= 'A' && reason[0] <= 'Z')
            reason[0] = static_cast<char>(reason[0] + 32);
        report.error("invalid_xml", "", "XML: " + reason + ", " + line_and_column(text, offset));
        return nullptr;
    }
    const pugi::xml_node root = document.document_element();
    for (pugi::xml_node other = root.next_sibling(); other; other = other.next_sibling())
        if (other.type() == pugi::node_element) {
            report.error("invalid_xml", "",
                         "more than one root element, " +
                             line_and_column(text, static_cast<std::size_t>(other.offset_debug())));
            return nullptr;
        }
    auto result = std::make_unique<Element>();
    if (!TreeBuilder{text, report}.build(root, nullptr, 1, *result)) return nullptr;
    return result;
}

}  // namespace wf::bpmn
