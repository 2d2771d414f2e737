// The form: what may be written into it, and how new values are merged.
#pragma once

#include "core/decide/step.hpp"

namespace wf {

// Reads a whole form of `definition`; everything wrong with it is said at once. `form` is the same with each
// number in its canonical form.
Refusal read_form(const Definition& definition, const Json& data, World& world, Json& form);

// The same for a draft: what is required may still be missing.
Refusal read_draft_form(const Definition& definition, const Json& data, World& world, Json& form);

// Is the form, as it is now, complete and right?
Refusal check_form(Step& step);

// The same for an instance that another one calls: what the form does not know is left out.
Refusal read_called_form(const Definition& definition, const Json& data, World& world, Json& form);

// Merges `patch` into the form key by key (null clears), checks the result and records it if it differs. What
// is a variable of the token `at`, or of one around it, changes there.
Refusal merge_data(Step& step, const Json& patch, TokenId at = {});

}  // namespace wf
