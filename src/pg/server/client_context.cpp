#include "pg/server/client_context.hpp"

#include "pg/server/settings.hpp"

#include <cstdint>
#include <string>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// What the session's context was made of, and the context. It is made anew when one of these has changed.
struct Made {
    std::string setting;
    std::string application;
    Oid session_user = InvalidOid;
    std::uint64_t role_changes = 0;
    Datum context = 0;  // in TopMemoryContext; 0: none
};

Made made;
std::uint64_t role_changes = 0;  // a role may have got another name

void note_role_change(Datum, int, uint32) { ++role_changes; }

bool is_current() {
    return made.context != 0 && made.setting == settings::context() &&
           made.session_user == GetSessionUserId() && made.role_changes == role_changes &&
           made.application == application_name;
}

Datum kept(Datum context) {
    return call([&] {
        const MemoryContext before = MemoryContextSwitchTo(TopMemoryContext);
        const Datum copy = datumCopy(context, false, -1);
        MemoryContextSwitchTo(before);
        return copy;
    });
}

Datum make(const std::string& setting) {
    static Statement merge{
        "SELECT CASE WHEN jsonb_typeof(s.given) = 'object' THEN "
        "  (s.given - ARRAY['ip', 'session_user', 'application_name']) || "
        "  jsonb_strip_nulls(jsonb_build_object('ip', host(inet_client_addr()), 'session_user', "
        "session_user, "
        "    'application_name', nullif(current_setting('application_name'), ''))) END "
        "FROM (SELECT coalesce(nullif($1, ''), '{}')::jsonb AS given) s",
        {TEXTOID}};
    const Rows rows = merge.run({text(setting)}, Access::ReadWrite);
    bool is_null = false;
    const Datum context = rows.datum(0, 1, is_null);
    if (is_null)
        throw Error::make(Code::BadArgument, "wf_engine.context is not a JSON object", "It is: " + setting,
                          "Set it, for example, to '{\"request\": \"8f14\"}'.");
    return kept(context);
}

void drop() {
    if (made.context != 0) pfree(DatumGetPointer(made.context));
    made = {};
}

}  // namespace

Param client_context() {
    if (is_current()) return {made.context, false};
    static const bool is_told_of_roles = [] {
        call([] { CacheRegisterSyscacheCallback(AUTHOID, note_role_change, Datum{0}); });
        return true;
    }();
    static_cast<void>(is_told_of_roles);
    drop();  // an error must not leave the context of before for the next command
    Made next{.setting = std::string{settings::context()},
              .application = application_name,
              .session_user = GetSessionUserId(),
              .role_changes = role_changes};
    next.context = make(next.setting);
    made = std::move(next);
    return {made.context, false};
}

}  // namespace wf::pg
