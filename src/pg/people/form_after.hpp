// The form after an entry of the log, for readers of many entries.
//
// Most entries leave the form alone, so the last that changed it has to be looked for, and for each entry
// anew that would be quadratic. What has been looked at is remembered for the time of the query: of an
// instance, from which entry to which one the form is the same. The log only grows, so that stays true.
#pragma once

#include "pg/people/reading.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

class FormAfter {
public:
    // Belongs to one place of a query, and goes with it.
    static FormAfter& of(FmgrInfo* place);

    // Of the entry `seq`, which is from `at`, as far as the caller may see it: a copy in `memory`. Nothing:
    // they may not see the instance, or no form is left in the log.
    std::optional<Datum> get(const Reading& reading, std::int64_t tenant, std::int64_t instance,
                             std::int64_t seq, Instant at, MemoryContext memory);

private:
    struct Seen {
        bool may_see = false;
        Instant started_at = 0;
        std::vector<std::string> hidden;
        std::map<std::int64_t, std::int64_t> same;  // from an entry that changed the form to the last like it
    };
    Seen& seen(const Reading& reading, std::int64_t tenant, std::int64_t instance);

    std::map<std::pair<std::int64_t, std::int64_t>, Seen> instances_;
};

}  // namespace wf::pg
