// What other engines would execute and we don't: listeners, Java classes, input mappings. It stays in the
// stored XML, but whoever imports the process must know that nothing happens.
#pragma once

#include "core/bpmn/reading.hpp"

namespace wf::bpmn {

// One warning (vendor_feature_ignored) for each kind of such a feature on the element, the first time it is
// met.
void warn_of_ignored(const Element& element, Reading& reading);

void warn_of_ignored(std::string_view feature, const std::string& path, std::string_view hint,
                     Reading& reading);

// A due date that we have too: an ISO 8601 duration or moment. Expressions are another engine's: one that
// gives nothing is not a deadline there, and an error here.
bool is_fixed_due(std::string_view text);

}  // namespace wf::bpmn
