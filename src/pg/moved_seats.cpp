#include "pg/moved_seats.hpp"

#include "pg/as_engine.hpp"
#include "pg/follow_ups.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

bool is_refusal(const Error& error) {
    constexpr int class_wf = MAKE_SQLSTATE('W', 'F', '0', '0', '0');
    return ERRCODE_TO_CATEGORY(error.sqlstate) == class_wf;
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

bool move_seats(const SeatsOf& seats, const Act& act) {
    check_interrupts();
    bool done = false;
    const std::optional<Error> failure = attempt([&] {
        as_engine(
            [&](EngineRights& rights) {
                FollowUps work{seats.tenant, rights, seats.at};
                std::optional<InstanceRow> row = seats.locked == Locked::WaitFor
                                                     ? lock_instance(seats.tenant, seats.instance)
                                                     : try_lock_instance(seats.tenant, seats.instance);
                if (!row) return;
                if (work.move_seats(*row, act)) work.run();
                done = true;
            },
            seats.calls_as);
    });
    if (!failure) return done;
    // A deadlock, a lack of memory: not what this is for.
    if (!is_refusal(*failure)) throw *failure;
    warn(seats.instance, *failure);
    return false;
}

}  // namespace wf::pg
