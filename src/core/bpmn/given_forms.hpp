// Forms of Camunda 8 in files of their own, which are given beside the BPMN file.
#pragma once

#include "core/bpmn/json_edit.hpp"
#include "core/bpmn/xml.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wf::bpmn {

class GivenForms {
public:
    // Requires: none, or are_forms(json).
    explicit GivenForms(std::string_view json);

    // By its id, or by the name of its file, with or without ".form".
    const Json* find(std::string_view name) const;

private:
    void add(std::string_view name, const Json& form);

    std::unordered_map<std::string, Json> forms_;
};

// What a start or a task says of its form.
struct NamedForm {
    std::string name;
    std::string path;  // of what names it
};
// zeebe:formDefinition, camunda:formRef, camunda:formKey="camunda-forms:...". Nothing: it has no form of this kind.
std::optional<NamedForm> form_named_by(const Element& element);

}  // namespace wf::bpmn
