// An end takes its token away; the instance is complete when no other is left.
#include "core/node/node.hpp"

namespace wf {

void enter_end(Step& step, TokenId token) {
    step.emit(NodeCompleted{.token = token, .outcome = {}});
    if (step.state().tokens.empty()) step.end_instance(Status::Completed);
}

}  // namespace wf
