// The form as one person sees it: a handler by the settings of his node, anybody else as a display.
#pragma once

#include "core/definition.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wf {

// Fields that must not be shown. `node` null: to somebody who has no task; then whatever a node hides.
std::vector<std::string> hidden_fields(const Definition& definition, const Node* node);

// A JSON array of the fields but those `hidden`, in the order of the form: name, label, type, right (write,
// read), required, required_on (actions that ask for it), values, tag. `node` null: for display. Empty text:
// there is no declared form.
std::string form_json(const Definition& definition, const Node* node, const std::vector<std::string>& hidden,
                      std::string_view language);

}  // namespace wf
