// The instance row: snapshot of the engine's state, and the columns that people read.
#pragma once

#include "core/state.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wf::pg {

struct InstanceRow {
    std::int64_t instance = 0;
    std::int64_t definition = 0;
    std::string business_table;
    std::string business_key;
    std::string title;
    State state;
};

// Waits for whoever is changing the instance, then gives it as it is now, locked until the transaction ends.
std::optional<InstanceRow> lock_instance(std::int64_t tenant, std::int64_t instance);

// As the calling query sees it, without a lock.
std::optional<InstanceRow> read_instance(std::int64_t tenant, std::int64_t instance);
// The same; throws WF202 if there is none.
InstanceRow must_read_instance(std::int64_t tenant, std::int64_t instance);

std::int64_t next_instance_id();
void insert_instance(std::int64_t tenant, const InstanceRow& row);
// `data_changed`: the form is written too.
void update_instance(std::int64_t tenant, std::int64_t instance, const State& state, bool data_changed);

}  // namespace wf::pg
