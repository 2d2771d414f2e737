#include "pg/binding/making_triggers.hpp"

#include "pg/server/engine_lock.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

int& changes_under_way() {
    static int count = 0;
    return count;
}

// Only a superuser can have made the event trigger that asks for it.
Oid owner_of_event_trigger() {
    static Statement select{
        "SELECT evtowner::bigint FROM pg_event_trigger WHERE evtname = 'wf_keep_used_columns'", {}};
    const Rows rows = select.run({}, Access::ReadWrite);
    return rows.empty() ? GetUserId() : static_cast<Oid>(rows.int8(0, 1));
}

}  // namespace

ChangingTriggers::ChangingTriggers() { ++changes_under_way(); }
ChangingTriggers::~ChangingTriggers() { --changes_under_way(); }

bool are_triggers_being_changed() { return changes_under_way() > 0; }

MayMakeTriggers::MayMakeTriggers(Oid table, Oid caller, const std::string& functions) {
    static Statement may{
        R"(SELECT bool_and(has_function_privilege($1, f || '()', 'EXECUTE')),
            format('EXECUTE ON FUNCTION %s %%s %s', $3, $1::regrole),
            EXISTS (SELECT FROM pg_class WHERE oid = $2 AND relkind = 'p')
        FROM string_to_table($3, ', ') AS f)",
        {OIDOID, OIDOID, TEXTOID}};
    const Rows rows = may.run({oid(caller), oid(table), text(functions)}, Access::ReadWrite);
    if (rows.boolean(0, 1)) return;
    engine_lock("trigger functions", 0);
    const std::string what = rows.text(0, 2);
    const std::size_t place = what.find("%s");
    execute("GRANT " + std::string{what}.replace(place, 2, "TO"));
    if (!rows.boolean(0, 3)) revoke_ = "REVOKE " + std::string{what}.replace(place, 2, "FROM");
}

void execute_as_superuser(const std::vector<std::string>& statements) {
    const ChangingTriggers ours;
    const Oid owner = owner_of_event_trigger();
    Oid caller = InvalidOid;
    int security_context = 0;
    GetUserIdAndSecContext(&caller, &security_context);
    SetUserIdAndSecContext(owner, security_context | SECURITY_LOCAL_USERID_CHANGE);
    for (const std::string& statement : statements) execute(statement);
    SetUserIdAndSecContext(caller, security_context);
}

void MayMakeTriggers::give_back() {
    if (!revoke_.empty()) execute(revoke_);
}

}  // namespace wf::pg
