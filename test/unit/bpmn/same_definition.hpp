// Whether a definition came back from BPMN as it was.
#pragma once

#include "core/bpmn/json_edit.hpp"

namespace wf::test {

inline bool is_same_definition(const bpmn::Json& before, const bpmn::Json& after) {
    return bpmn::equal(before, after);
}

}  // namespace wf::test
