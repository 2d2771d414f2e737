// What an instance still has before it, for readers.
#pragma once

#include "core/definition.hpp"
#include "core/event.hpp"
#include "pg/state_store.hpp"

#include <cstdint>
#include <vector>

namespace wf::pg {

// As predict() says; at most 1000. Needs EngineRights and Spi; reads only.
std::vector<Entry> entries_to_come(std::int64_t tenant, const InstanceRow& row, const Definition& definition);

}  // namespace wf::pg
