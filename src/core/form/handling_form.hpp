// The form as one person sees it: a handler by the settings of their node, anybody else as a display.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/world.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf {

// Fields that must not be shown. `node` null: to somebody who has no task; then whatever a node hides.
std::vector<std::string> hidden_fields(const Definition& definition, const Node* node);

// What may be written at a node into a field that is a column of the business row; nullptr: by no person.
// `is_theirs`: the row is in the hands of who acts.
bool may_write_column(const Node* node, std::string_view field, RowRight right, bool is_theirs);

// A JSON array of the fields but those `hidden`, in the order of the form: name, label, type, right (write,
// read), required, required_on (actions that ask for it), values, tag. `node` null: for display. Empty text:
// there is no declared form.
// `row`: the fields that are columns of the business row, which are written on terms of their own.
std::string form_json(const Definition& definition, const Node* node, const std::vector<std::string>& hidden,
                      const std::optional<RowFields>& row, std::string_view language);

}  // namespace wf
