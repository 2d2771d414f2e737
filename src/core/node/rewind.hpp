// Going back, and going somewhere by hand: what is taken away, and how a token gets to a node that no flow
// leads it to.
#pragma once

#include "core/node/node.hpp"

#include <string>
#include <vector>

namespace wf {

// A node that a token is to be put on.
struct Place {
    NodeIndex target = no_node;
    TokenId scope;  // the innermost activity that is running and holds it; 0: the instance
    NodeIndex top =
        no_node;  // what lies directly in that scope: the target, or an ended subprocess around it
};

// Where `target` is entered for somebody who moves in `from`. Refused if it lies in an activity that cannot be
// entered anew with one token.
Refusal find_place(const Step& step, NodeIndex target, TokenId from, Place& place);
// The same for nobody in particular: the activity around it has to be clear.
Refusal find_place(const Step& step, NodeIndex target, Place& place);
// A token can be put on it by hand: it is not for events of an activity, or compensation, alone.
Refusal must_be_enterable(const Node& node);

// A token can begin there anew: it was passed, and stands; somebody or something acts there, and can again.
Refusal must_be_passed(Step& step, const std::string& node);

// The nodes passed before that have to be passed again, for the events that say so.
std::vector<std::string> undone_by(const Step& step, const Place& place);

// Takes away the tokens that `top` can reach in `scope`, without `except`, and lets every join on the way
// need no more than the token that is going to start there: for each branch that has done its part already,
// and whose join has passed, a token stands in.
void rewind(Step& step, NodeIndex top, TokenId scope, TokenId except = {});
// The second half alone.
void stand_in(Step& step, NodeIndex top, TokenId scope);

// Enters the subprocesses around the target that are not running, and tells the scope it is entered in.
Refusal open_scopes(Step& step, const Place& place, TokenId& scope);
// A token on the target, as if it had come by itself.
Refusal go_to_place(Step& step, const Place& place, std::vector<std::string> after);
// The same, with these seats instead of those that its rules would find. They get new numbers.
Refusal enter_with_seats(Step& step, const Place& place, std::vector<std::string> after,
                         std::vector<Seat> seats);
// The initiator has a task on the node that the instance began with.
void give_to_initiator(Step& step, NodeIndex start);
// The node that the instance began with.
NodeIndex first_node(const Step& step);

// ---- straight back to the one who returned it

// The node that a token goes on from: one that goes straight back, from the node that returned it.
NodeIndex goes_on_from(const Step& step, const Token& token);

// Its token goes on to `to`, in the same scope, whatever its own flows are.
Refusal go_back(Step& step, TokenId scope, const std::string& to, std::vector<std::string> after);
// It goes forward after all: what it reaches is taken away now, as it would have been at once.
void drop_return(Step& step, TokenId token);

// How many tokens a complex join waits for (join.cpp); as many as it has flows if its condition cannot say.
std::int64_t tokens_needed(Step& step, const Node& join, TokenId scope);

}  // namespace wf
