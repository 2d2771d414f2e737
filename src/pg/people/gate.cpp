#include "pg/people/gate.hpp"

#include "pg/server/foreign_code.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/spi.hpp"

#include <map>
#include <utility>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Taker {
    std::string definition;
    bool names_sender = false;
};

// Who waits for it now or would be started by it; and, because what nobody waits for is kept, whoever may come to
// wait for it: the active definitions that have its name.
std::vector<Taker> takers_of(std::int64_t tenant, const std::string& person, std::string_view kind,
                             const std::string& name) {
    static Statement select{
        R"(SELECT d.key, coalesce((d.source -> 'senders') ?| wf._groups($1, $2), false) FROM wf.definition d
        WHERE d.tenant_id = $1 AND (d.definition_id IN (SELECT s.definition_id FROM wf.subscription s
            WHERE s.tenant_id = $1 AND s.kind = $3 AND s.name = $4)
            OR (d.status = 'active' AND jsonb_path_exists(d.source, CASE $3
            WHEN 'message' THEN '$.nodes.** ? (@.message == $name && !(@.throw == true) && @.type != "end")'
            ELSE '$.nodes.** ? (@.signal == $name && !(@.throw == true) && @.type != "end")' END::jsonpath,
            jsonb_build_object('name', $4)))))",
        {INT8OID, TEXTOID, TEXTOID, TEXTOID}};
    const Rows rows =
        select.run({int8(tenant), text(person), text(kind), text(name)}, Access::ReadWrite);
    std::vector<Taker> takers;
    for (std::size_t row = 0; row < rows.size(); ++row)
        takers.push_back({.definition = rows.text(row, 1), .names_sender = rows.boolean(row, 2)});
    return takers;
}

[[noreturn]] void may_not_send(std::string_view kind, const std::string& name, const std::string& definition) {
    const std::string what = std::string{kind} + " \"" + name + "\"";
    throw Error{ERRCODE_INSUFFICIENT_PRIVILEGE, "permission denied to send " + what,
                definition.empty() ? "No definition that takes it says that you may."
                                   : "Definition \"" + definition + "\" takes it, and does not say that you may.",
                "Members of wf_app and wf_admin can send it, and those whom the definition lists among its "
                "\"senders\"."};
}

}  // namespace

bool is_somebody(const EngineRights& rights, const CallerRole& role, std::int64_t tenant) {
    if (role.sees_all || role.designs || current_actor(rights, tenant)) return true;
    if (ForeignCode::is_running()) return false;  // the session has not asked
    return role_of(GetSessionUserId()).sees_all;  // RESET ROLE is all it takes
}

void check_is_somebody(const EngineRights& rights, const CallerRole& role, std::int64_t tenant) {
    if (is_somebody(rights, role, tenant)) return;
    throw Error::make(Code::MayNotDesign, "cell " + std::to_string(tenant) + " is not yours to ask about",
                      "You are not a person of it.",
                      "Definitions are checked and calendars read for people of their cell.");
}

void check_may_read(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
                    const std::string& key, std::optional<std::int32_t> version) {
    check_may_use(rights, role, tenant, key);
    if (!is_somebody(rights, role, tenant)) no_such_definition(key, version);
}

DefinitionRef definition_for(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
                             const std::string& key, std::optional<std::int32_t> version) {
    check_may_read(rights, role, tenant, key, version);
    return definition_by_key(rights, tenant, key, version);
}

bool may_know(std::int64_t tenant, std::int64_t definition) {
    // The answers of one statement, as one caller: what it changes by itself counts from the next on.
    static std::map<std::pair<std::int64_t, std::int64_t>, bool> answers;
    static TimestampTz statement;
    static Oid user, session_user;
    if (statement != GetCurrentStatementStartTimestamp() || user != GetUserId() ||
        session_user != GetSessionUserId())
        answers.clear();
    statement = GetCurrentStatementStartTimestamp();
    user = GetUserId();
    session_user = GetSessionUserId();
    const auto found = answers.find({tenant, definition});
    if (found != answers.end()) return found->second;
    Reading reading;
    const bool may = is_somebody(reading.rights(), reading.role(), tenant) &&
                     may_use(reading.rights(), reading.role(), tenant,
                             definition_by_id(reading.rights(), tenant, definition)->compiled.key);
    reading.done();
    return answers[{tenant, definition}] = may;
}

std::optional<Error> refusal_to_use(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
                                    std::string_view definition) {
    if (may_use(rights, role, tenant, definition)) return {};
    return Error::make(Code::MayNotUse,
                       "this database role may not use definition \"" + std::string{definition} + "\"",
                       "It has been limited to others.", "An administrator can grant it with wf.grant_app.");
}

void check_may_send(const EngineRights& rights, const CallerRole& role, std::int64_t tenant,
                    const std::string& person, std::string_view kind, const std::string& name) {
    const bool is_program = role.acts_for_others || role.administers;
    if (is_program && may_use(rights, role, tenant, "")) return;  // not limited at all
    const std::vector<Taker> takers = takers_of(tenant, person, kind, name);
    for (const Taker& taker : takers) {
        check_may_use(rights, role, tenant, taker.definition);
        if (!is_program && !taker.names_sender) may_not_send(kind, name, taker.definition);
    }
    if (!is_program && takers.empty()) may_not_send(kind, name, "");
}

}  // namespace wf::pg
