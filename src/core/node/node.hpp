// The two moments of every node: a token enters it, and it is complete. One file per node type says what that
// means.
#pragma once

#include "core/decide/step.hpp"

#include <string_view>

namespace wf {

struct Candidate;  // approver/resolve.hpp

// A token enters `node`: dispatches on its type.
Refusal enter(Step& step, const Node& node);

// The token has done with its node and takes the only way out.
void leave(Step& step, TokenId token, std::string_view outcome = {});
// The same by one certain flow.
void leave_by(Step& step, TokenId token, FlowIndex flow, std::string_view outcome = {});

// approval.cpp: after every change of seats; may complete the node or end the instance.
void settle(Step& step, TokenId token);
// no_approver.cpp: nobody was found for the node that `token` stands on.
void apply_no_approver_policy(Step& step, TokenId token);

// Makes a seat of each candidate; id and rank follow from its place in the list.
void seat_people(Step& step, TokenId token, const std::vector<Candidate>& candidates,
                 bool one_after_the_other);

void enter_start(Step& step, TokenId token);
void enter_approval(Step& step, const Node& node, TokenId token);
void enter_copy(Step& step, const Node& node, TokenId token);
Refusal enter_exclusive(Step& step, const Node& node, TokenId token);
void enter_end(Step& step, TokenId token);

}  // namespace wf
