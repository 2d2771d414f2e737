// Who refers to whom in a BPMN file: elements by id, boundary events by their host, flows by their source.
#pragma once

#include "core/bpmn/xml.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace wf::bpmn {

// A flow that wf:to="true" marks: it is the "to" of a boundary event in our JSON, and no flow of its own
// there.
bool is_short_flow(const Element& flow);

class Index {
public:
    explicit Index(const Element& definitions) : definitions_(definitions) { add(definitions); }

    const Element& definitions() const { return definitions_; }

    // The element a QName or IDREF means. Some tools write the target namespace's prefix before it. nullptr:
    // none.
    const Element* find(std::string_view reference) const;

    // The id that the node of this element has in the definition: the XML id, unless wf:settings keep another
    // one. A reference to nothing stays as it is, so that the compiler can complain about it.
    std::string node_id(std::string_view reference) const;

    // The same of an element itself, but not the id in its settings, which come later.
    static std::string own_id(const Element& element);

    const std::vector<const Element*>& boundaries_of(const std::string& host) const;
    const std::vector<const Element*>& associations_from(const std::string& source) const;
    const std::vector<const Element*>& short_flows_from(const std::string& source) const;
    bool has_incoming(const std::string& node) const { return targets_.contains(node); }
    bool has_outgoing(const std::string& node) const { return sources_.contains(node); }

private:
    struct Known {
        const Element* element = nullptr;
        std::string node_id;
    };
    using ById = std::unordered_map<std::string, std::vector<const Element*>>;

    void add(const Element& element);

    const Known* known(std::string_view reference) const;

    const Element& definitions_;
    std::unordered_map<std::string, Known> elements_;
    ById boundaries_;
    ById associations_;
    ById short_flows_;
    std::unordered_set<std::string> targets_;
    std::unordered_set<std::string> sources_;
};

}  // namespace wf::bpmn
