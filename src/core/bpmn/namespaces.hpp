// XML namespaces that mean something to us. A prefix is only a local abbreviation: "bpmn:", "bpmn2:",
// "semantic:" and no prefix at all are in use for the same namespace.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace wf::bpmn {

inline constexpr std::string_view bpmn_uri = "http://www.omg.org/spec/BPMN/20100524/MODEL";
inline constexpr std::string_view wf_uri = "http://wf-engine.org/bpmn/1.0";

enum class Namespace : std::uint8_t {
    None,  // an attribute without a prefix
    Bpmn,
    Camunda,  // Camunda 7 and its relatives Activiti and Flowable: the same words
    Zeebe,    // Camunda 8
    Wf,       // ours
    Other,    // everything else, not read
};

Namespace namespace_of(std::string_view uri);

// The declarations in force at one element: xmlns="..." and xmlns:prefix="..." of it and of those around it.
class Prefixes {
public:
    void declare(std::string_view prefix, std::string_view uri);

    // How many declarations there are, and back to that many: what an element declares ends with it.
    std::size_t mark() const { return declared_.size(); }
    void release(std::size_t mark);

    // "bpmn:task" -> Bpmn and "task". For attributes: no prefix is not a namespace, whatever xmlns="..." says.
    std::pair<Namespace, std::string_view> element(std::string_view name) const;
    std::pair<Namespace, std::string_view> attribute(std::string_view name) const;

private:
    Namespace find(std::string_view prefix) const;

    std::vector<std::string> declared_;  // the innermost last
    std::unordered_map<std::string, std::vector<Namespace>> meanings_;  // of a prefix, the innermost last
};

}  // namespace wf::bpmn
