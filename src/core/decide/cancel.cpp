#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const Cancel&) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (!is_administrator(step))
        if (Refusal refused = must_be_initiator(step, "cancel")) return refused;
    end_instance(step, Status::Canceled);
    return {};
}

}  // namespace wf
