#include "pg/entries_to_come.hpp"

#include "core/engine.hpp"
#include "pg/settings.hpp"
#include "pg/sql_world.hpp"

namespace wf::pg {

std::vector<Entry> entries_to_come(std::int64_t tenant, const InstanceRow& row,
                                   const Definition& definition) {
    constexpr std::size_t max_entries = 1000;
    SqlWorld world{tenant, row};
    return predict(definition, row.state, world, max_entries, settings::decide_limits());
}

}  // namespace wf::pg
