// What a definition says to people, in a refusal. The core does not know who reads it, so the text carries
// all languages until somebody does.
#pragma once

#include "core/base/values.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace wf {

// Text in one language only is plain text. `fallback`: for none at all.
std::string message_of(const LocalText& text, std::string_view fallback);

// What the engine says itself, in the languages it speaks.
std::string in_both(std::string english, std::string chinese);

// Nodes and flows, for messages of refusals. Whoever words one knows the id; what people call it stands in the
// definition, and with_names puts it in: node "Review" (review_1).
std::string node_named(std::string_view id);
std::string flow_named(std::string_view id);

struct ElementNames {
    std::function<const LocalText*(std::string_view id)> of_node;  // nullptr: there is none of this id
    std::function<const LocalText*(std::string_view id)> of_flow;
};
// "Review" (review_1), in all languages that the name has; "review_1" if there is none, or it is the id.
std::string as_called(std::string_view id, const LocalText* name);
std::string with_names(std::string_view message, const ElementNames& names);

// The same message in this language (see LocalText); what is in no language of its own stays as it is.
std::string in_language(std::string_view message, std::string_view language);

}  // namespace wf
