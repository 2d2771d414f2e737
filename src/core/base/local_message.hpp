// What a definition says to people, in a refusal. The core does not know who reads it, so the text carries
// all languages until somebody does.
#pragma once

#include "core/base/values.hpp"

#include <string>
#include <string_view>

namespace wf {

// Text in one language only is plain text. `fallback`: for none at all.
std::string message_of(const LocalText& text, std::string_view fallback);

// What the engine says itself, in the languages it speaks.
std::string in_both(std::string english, std::string chinese);

// The same message in this language (see LocalText); what is in no language of its own stays as it is.
std::string in_language(std::string_view message, std::string_view language);

}  // namespace wf
