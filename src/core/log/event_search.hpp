// Looking for one kind of event in an entry.
#pragma once

#include "core/model/event.hpp"

namespace wf {

// The first event of this kind; nullptr: there is none.
template <class Kind>
const Kind* first_of(const Entry& entry) {
    for (const Event& event : entry.events)
        if (const Kind* found = std::get_if<Kind>(&event)) return found;
    return nullptr;
}

}  // namespace wf
