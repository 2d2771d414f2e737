// Whether a definition came back from BPMN as it was.
#pragma once

#include "core/bpmn/json_edit.hpp"

namespace wf::test {

// A boundary event without an id comes back with the id that the compiler gives it anyway.
inline void forget_given_ids(const bpmn::Json& before, bpmn::Json& after) {
    for (std::size_t i = 0; i < before.items.size() && i < after.items.size(); ++i)
        forget_given_ids(before.items[i], after.items[i]);
    for (compiler::Member& member : after.members) {
        const bpmn::Json* other = before.find(member.key);
        if (!other) continue;
        forget_given_ids(*other, member.value);
        if (member.key != "boundary") continue;
        for (std::size_t i = 0; i < other->items.size() && i < member.value.items.size(); ++i)
            if (!other->items[i].find("id")) bpmn::drop(member.value.items[i], "id");
    }
}

inline bool is_same_definition(const bpmn::Json& before, bpmn::Json after) {
    forget_given_ids(before, after);
    return bpmn::equal(before, after);
}

}  // namespace wf::test
