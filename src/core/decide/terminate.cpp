#include "core/decide/authorize.hpp"
#include "core/decide/decisions.hpp"
#include "core/node/node.hpp"

namespace wf {

Refusal decide_command(Step& step, const Terminate&) {
    if (Refusal refused = must_be_running(step)) return refused;
    if (Refusal refused = must_be_administrator(step, "terminate")) return refused;
    end_instance(step, Status::Terminated);
    return {};
}

}  // namespace wf
