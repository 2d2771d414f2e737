// What may be wrong with a form, in the languages of the engine: messages as local_message.hpp has them. A field is
// called by its label.
#pragma once

#include "core/model/definition.hpp"

#include <string>
#include <string_view>

namespace wf::form_problem {

std::string missing(const Field& field);
std::string wrong_value(const Field& field);  // of another type, or nobody's id
std::string unknown_field(std::string_view name);
// Without a message of its own.
std::string broken_rule(const Field& field);
std::string broken_rule(const FormRule& rule);
// What an action needs: a field, which the form may not have, or an opinion.
std::string needed_for(std::string_view action, std::string_view name, const Field* field);
std::string opinion_needed_for(std::string_view action);

}  // namespace wf::form_problem
