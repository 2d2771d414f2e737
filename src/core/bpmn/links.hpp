// Link events: a throw and a catch belong together by their name, or because one refers to the other.
#pragma once

#include "core/base/report.hpp"
#include "core/bpmn/index.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace wf::bpmn {

class Links {
public:
    // Reports references to nothing, and to what is no catch.
    Links(const Index& index, const Element& process, compiler::Report& report);

    // What the link of this event is called; "" if it says nothing.
    std::string name_of(const Element& event) const;

private:
    void collect(const Element& scope);
    void name_catches();
    void follow_targets(const Index& index, compiler::Report& report);
    void follow_sources(const Index& index, compiler::Report& report);
    const Element* event_of(const std::string& reference, const Index& index) const;

    std::vector<const Element*> throws_;
    std::vector<const Element*> catches_;
    std::unordered_map<const Element*, std::string> names_;
    std::unordered_map<const Element*, const Element*> catch_of_;  // by throw, where one refers to the other
};

}  // namespace wf::bpmn
