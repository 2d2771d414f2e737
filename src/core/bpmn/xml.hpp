// The XML of a BPMN file as a tree with resolved namespaces. pugixml is the parser and stays inside xml.cpp;
// what it does not check (namespaces, DTDs, depth, undefined entities) is checked here.
#pragma once

#include "core/bpmn/bpmn.hpp"
#include "core/bpmn/namespaces.hpp"
#include "core/base/report.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wf::bpmn {

struct Attribute {
    Namespace space = Namespace::None;
    std::string name;   // without prefix
    std::string shown;  // as written: "camunda:class"
    std::string value;
};

struct Element {
    Namespace space = Namespace::Other;
    std::string name;   // without prefix
    std::string shown;  // as written: "bpmn:userTask"
    std::string text;   // all character data directly in it, trimmed
    std::string path;   // the id of the process, node or flow it belongs to, and the way down from there
    std::size_t line = 0;  // where it begins, counted from 1
    const Element* parent = nullptr;
    std::vector<Attribute> attributes;
    std::vector<Element> children;  // document order; those of namespace Other are empty

    bool is(std::string_view bpmn_name) const { return space == Namespace::Bpmn && name == bpmn_name; }

    // The value, or "" if there is none; nullptr tells the difference.
    const Attribute* find_attribute(Namespace wanted, std::string_view wanted_name) const;
    const std::string& attribute(std::string_view wanted_name) const;
    const std::string& id() const { return attribute("id"); }
    bool is_true(std::string_view wanted_name) const { return attribute(wanted_name) == "true"; }

    // The first child of that name in BPMN's namespace.
    const Element* child(std::string_view wanted_name) const;
    // What stands in extensionElements.
    std::vector<const Element*> extensions(Namespace wanted, std::string_view wanted_name) const;
    const Element* extension(Namespace wanted, std::string_view wanted_name) const;
};

// Elements whose children are things a modeler shows and gives ids to; inside of those, places are told by
// the way.
bool holds_named_things(const Element& element);

// nullptr: not well-formed, or hostile, and one finding says so. Ensures: nesting <= limits.max_depth, so
// recursion over the tree is safe; no DTD was read.
std::unique_ptr<const Element> read_xml(std::string_view text, const BpmnLimits& limits,
                                        compiler::Report& report);

// The part of read_xml that needs no tree: size, characters, depth, no DTD, only entities that XML itself
// defines.
bool check_xml(std::string_view text, const BpmnLimits& limits, compiler::Report& report);

// "line 3, column 14", counted from 1 in characters.
std::string line_and_column(std::string_view text, std::size_t offset);

std::string_view trimmed(std::string_view text);

}  // namespace wf::bpmn
