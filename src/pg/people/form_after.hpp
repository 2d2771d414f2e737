// The form after an entry of the log, for readers of many entries.
//
// Most entries leave the form alone, so the last that changed it has to be looked for, and for each entry
// anew that would be quadratic. So the log of an instance is read once, and its forms are remembered for the time
// of the query: those of the last instance, for histories are read one by one.
#pragma once

#include "pg/people/reading.hpp"

#include <cstdint>
#include <optional>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

class FormAfter {
public:
    // Belongs to one place of a query, and goes with it.
    static FormAfter& of(FmgrInfo* place);
    explicit FormAfter(MemoryContext parent) : parent_(parent) {}

    // Of the entry `seq`, as far as the caller may see it: a copy in `memory`. Nothing:
    // they may not see the instance, or the form is not known.
    std::optional<Datum> get(const Reading& reading, std::int64_t tenant, std::int64_t instance,
                             std::int64_t seq, MemoryContext memory);

private:
    struct Form {
        std::int64_t seq;  // of the entry that left it behind
        std::optional<Datum> form;  // nothing: not known, for an entry is missing or cannot be read
    };
    struct Seen {
        std::int64_t tenant = 0, instance = 0, version = 0;
        bool may_see = false;
        std::vector<Form> forms;  // by seq
    };
    const Seen& seen(const Reading& reading, std::int64_t tenant, std::int64_t instance, std::int64_t seq);

    const MemoryContext parent_;
    Seen seen_;
    MemoryContext memory_ = nullptr;  // of its forms
};

}  // namespace wf::pg
