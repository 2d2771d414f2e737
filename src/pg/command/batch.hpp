// One decision on many tasks: their instances are locked in order, and each task gets its own answer. A
// refusal is a value, so it stops none of the others, and costs a subtransaction only where functions of the
// host may have written something before it.
#pragma once

#include "core/model/command.hpp"
#include "pg/command/run_command.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace wf::pg {

struct BatchResult {
    std::int64_t task = 0;
    std::int64_t instance = 0;
    std::int64_t version = 0;  // of the instance, after it
    std::optional<Error> refused;
};

enum class OnRefusal { GoOn, Stop };

// One result for each of `tasks`, in their order. `act`: what is wanted of a seat. OnRefusal::Stop: the first
// refusal is thrown.
std::vector<BatchResult> run_batch(const Call& call, const std::vector<std::int64_t>& tasks,
                                   const std::function<Act(SeatId)>& act, const std::string& comment,
                                   OnRefusal on_refusal);

}  // namespace wf::pg
