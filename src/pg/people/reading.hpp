// What every function that reads an instance begins and ends with.
#pragma once

#include "pg/people/caller.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/store/instance_row.hpp"

#include <cstdint>
#include <string_view>

namespace wf::pg {

// The person takes part in the instance, or administers it.
bool person_sees(const EngineRights& rights, std::int64_t tenant, std::string_view person,
                 const InstanceRow& row);
// The caller sees everything, or is such a person; and their role may use the definition.
bool may_see(const EngineRights& rights, const CallerRole& role, std::int64_t tenant, const InstanceRow& row);

// Rights and a connection for the time of one read; done() before the result is made.
class Reading {
public:
    void done() { engine_.done(); }
    // The instance, if it exists, whoever may see it; throws WF202.
    InstanceRow row(std::int64_t tenant, std::int64_t instance, FormPart form = FormPart::All) const;
    // The instance, if it exists and the caller may see it; throws WF202, WF306, WF313.
    InstanceRow instance(std::int64_t tenant, std::int64_t instance, FormPart form = FormPart::All) const;
    // The same, of a task that it has or had; throws WF203.
    InstanceRow instance_with_task(std::int64_t tenant, std::int64_t task) const;
    const CallerRole& role() const { return role_; }
    EngineRights& rights() { return engine_.rights(); }
    const EngineRights& rights() const { return engine_.rights(); }

private:
    const CallerRole role_ = caller_role();
    AsEngine engine_;
};

}  // namespace wf::pg
