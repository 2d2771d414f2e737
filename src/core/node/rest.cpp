// Every token stands or waits, and none is on its way: now the questions can be answered that are about all
// of them.
#include "core/node/node.hpp"

namespace wf {

Refusal come_to_rest(Step& step, bool& moved) {
    using Look = Refusal (*)(Step&, bool&);
    // One after the other, and from the beginning again after each that moved something.
    for (const Look look : {look_at_scopes, look_at_joins, look_at_mutexes, look_at_conditions}) {
        if (Refusal refused = look(step, moved)) return refused;
        if (moved) return {};
    }
    return {};
}

}  // namespace wf
