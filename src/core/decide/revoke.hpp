// Revocation: what was approved is taken back by an instance of its own, which has to be approved as well.
#pragma once

#include "core/model/rejection.hpp"

namespace wf {

// May this person start the instance that revokes the one with this state?
Refusal may_revoke(const State& state, const PersonId& actor, bool is_being_revoked);

// What was revoked stays so.
Refusal must_not_be_revoked(const State& state);

}  // namespace wf
