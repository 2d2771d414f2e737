// The form: what may be written into it, and how new values are merged.
#pragma once

#include "core/step/check_form.hpp"

#include <optional>

namespace wf {

// Reads a whole form to begin with: defaults are given, computed fields follow. `form` has each number in its
// canonical form. Whether it is right says check_started_form, when it is known who has started.
// `start`: whose field rights count; nullptr: none.
Refusal read_form(Step& step, const Json& data, const Node* start, Json& form);

// The same for an instance that another one calls: what the form does not know, or computes, is left out.
Refusal read_called_form(Step& step, const Json& data, Json& form);

// Everything that is wrong with the form that the instance has started with. In a draft, nothing is required
// yet.
Refusal check_started_form(Step& step, const Terms& terms);

// Merges `patch` into the form key by key (null clears), computes what follows from it, checks the result and
// records it if it differs. What is a variable of the token `at`, or of one around it, changes there.
Refusal merge_data(Step& step, const Json& patch, TokenId at, const Terms& terms);

// What no person writes: a worker, a message, a script.
Refusal merge_data(Step& step, const Json& patch, TokenId at = {});

// What somebody hands in with an action on the node that `at` stands on, with data or without: within their
// field rights, and with all that the action requires.
Refusal hand_in(Step& step, TokenId at, const std::optional<Json>& data);

// The same for actions that bring no data: what the node requires for them.
Refusal must_have_given(Step& step, TokenId at);

// Sets fields; null clears one. Requires: no name twice in either.
void set_fields(feel::Entries& fields, const feel::Entries& changes);

// The form becomes `fields`, with what is computed from them, because the business row was found so.
Refusal record_form(Step& step, TokenId at, const feel::Value& before, feel::Entries fields,
                    const PersonId& changed_by);

}  // namespace wf
