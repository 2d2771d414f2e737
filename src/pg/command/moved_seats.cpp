#include "pg/command/moved_seats.hpp"

#include "pg/server/as_engine.hpp"
#include "pg/command/work.hpp"

#include <algorithm>
#include <iterator>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Not the fault of the instance: a deadlock, a lack of memory, a lock that did not come in time. The whole
// statement has to be repeated then.
bool is_of_the_server(const Error& error) {
    constexpr int categories[] = {
        MAKE_SQLSTATE('4', '0', '0', '0', '0'), MAKE_SQLSTATE('5', '3', '0', '0', '0'),
        MAKE_SQLSTATE('5', '5', '0', '0', '0'), MAKE_SQLSTATE('5', '7', '0', '0', '0'),
        MAKE_SQLSTATE('5', '8', '0', '0', '0'), MAKE_SQLSTATE('X', 'X', '0', '0', '0')};
    return std::find(std::begin(categories), std::end(categories), ERRCODE_TO_CATEGORY(error.sqlstate)) !=
           std::end(categories);
}

void warn(std::int64_t instance, const Error& error) {
    const char* const message = error.message.c_str();
    const char* const detail = error.detail.c_str();
    call([&] {
        ereport(WARNING,
                (errcode(error.sqlstate),
                 errmsg("the tasks of instance %lld could not be moved", static_cast<long long>(instance)),
                 errdetail_internal("%s%s%s", message, *detail ? ": " : "", detail)));
    });
}

}  // namespace

bool move_seats(const SeatsOf& seats, const Act& act, const std::string& reason) {
    check_interrupts();
    bool done = false;
    const std::optional<Error> failure = attempt([&] {
        as_engine(
            [&](EngineRights& rights) {
                Work work{rights, seats.tenant, seats.at};
                std::optional<InstanceRow> row =
                    seats.locked == Locked::WaitFor ? lock_instance(rights, seats.tenant, seats.instance)
                                                    : try_lock_instance(rights, seats.tenant, seats.instance);
                if (!row) return;
                if (work.adapt(*row, act, reason)) work.run();
                done = true;
            },
            seats.calls_as);
    });
    if (!failure) return done;
    if (is_of_the_server(*failure)) throw *failure;
    warn(seats.instance, *failure);
    return false;
}

}  // namespace wf::pg
