// A log of which the first entries have left: it begins with the newest checkpoint behind what is missing.
#pragma once

#include "core/model/event.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace wf {

// Whole again for those that replay it and go by its places: what is missing before the checkpoint stands there
// empty, without an action, and the first entry says how the instance was started. As it was if nothing is missing,
// or there is no such checkpoint.
std::vector<Entry> from_checkpoint(std::vector<Entry> log);

// It is a checkpoint that nobody has damaged: replay may begin with it.
bool is_checkpoint(const Entry& entry);

// The first entry that `log` really has: 1, or that of the checkpoint. Before it nothing is known.
std::int64_t first_known(std::span<const Entry> log);

}  // namespace wf
