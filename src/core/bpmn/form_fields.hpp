// Fields of forms in the words of the vendors: camunda:formData, flowable:formProperty, and the JSON of Camunda 8.
#pragma once

#include "core/bpmn/reading.hpp"

#include <string_view>
#include <vector>

namespace wf::bpmn {

// What stands in the extensionElements of the element. What cannot be kept is reported.
std::vector<FormField> declared_fields(const Element& element, Reading& reading);

// Of a form as Camunda's form editor writes it. `path`: for findings.
std::vector<FormField> fields_of_form(const Json& form, const std::string& path, Reading& reading);

// A field of that name and type ("long", "textfield"); reports a type that is not known, and a name that an
// expression could not use.
FormField make_field(std::string_view name, std::string_view type, std::string_view label,
                     const std::string& path, Reading& reading);

// "values", and the labels of those that are called otherwise. Requires: a choice.
struct Option {
    std::string value;
    std::string label;
};
void set_options(FormField& field, const std::vector<Option>& options);

// The default, as it is written. One that is computed, or that the type does not have, is reported.
void set_default(FormField& field, const Written& written, Reading& reading);

// FEEL that has to hold: "? >= 5".
void add_check(FormField& field, const std::string& feel);

}  // namespace wf::bpmn
