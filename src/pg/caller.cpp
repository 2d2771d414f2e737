#include "pg/caller.hpp"

#include "core/json/value_json.hpp"
#include "core/values.hpp"
#include "pg/foreign_code.hpp"
#include "pg/settings.hpp"
#include "pg/spi.hpp"

#include <utility>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

std::string session_user_name() {
    const char* name =
        call([] { return static_cast<const char*>(GetUserNameFromId(GetSessionUserId(), false)); });
    return name;
}

std::optional<std::string> jwt_subject() {
    const char* claims = call([] { return GetConfigOption("request.jwt.claims", true, false); });
    if (!claims || !*claims) return {};
    const std::optional<feel::Value> parsed = value_from_json(claims);
    const feel::Value* subject = parsed ? parsed->get("sub") : nullptr;
    if (!subject || !subject->is_string()) return {};
    return subject->as_string();
}

bool is_member(Oid user, const char* role, bool superusers_too) {
    return call([&] {
        const Oid oid = get_role_oid(role, true);
        if (!OidIsValid(oid)) return false;
        return superusers_too ? is_member_of_role(user, oid) : is_member_of_role_nosuper(user, oid);
    });
}

std::string& vouched_for() {
    static std::string actor;
    return actor;
}

}  // namespace

VouchedFor::VouchedFor(const std::string& actor) : outer_(std::exchange(vouched_for(), actor)) {}
VouchedFor::~VouchedFor() { vouched_for() = std::move(outer_); }

std::optional<std::string> current_actor(std::int64_t tenant) {
    static Statement person_of_role{
        "SELECT person_id FROM wf.person WHERE tenant_id = $1 AND db_role = $2 AND active ORDER BY person_id "
        "COLLATE \"C\" "
        "LIMIT 1",
        {INT8OID, TEXTOID}};
    if (ForeignCode::is_running()) return {};  // the session's person has not asked for this
    const std::string user = session_user_name();
    if (settings::is_authenticator(user)) return jwt_subject();
    const Rows rows = person_of_role.run({int8(tenant), text(user)}, Access::ReadOnly);
    if (rows.empty()) return {};
    return rows.text(0, 1);
}

std::optional<std::string> acting_person(std::int64_t tenant) {
    if (ForeignCode::is_running()) return {};
    if (std::optional<std::string> person = current_actor(tenant)) return person;
    const std::string_view named = settings::actor();
    if (named.empty() || !is_member(GetSessionUserId(), "wf_app", true)) return {};
    return std::string{named};
}

CallerRole caller_role() {
    const Oid user = GetUserId();
    CallerRole role;
    role.user = user;
    role.administers = is_member(user, "wf_admin", false);
    role.acts_for_others = is_member(user, "wf_app", true);
    role.designs = is_member(user, "wf_designer", true);
    role.sees_all = role.acts_for_others || role.administers || call([&] { return superuser_arg(user); });
    return role;
}

std::string check_actor(const std::optional<std::string>& actor, const CallerRole& role,
                        std::int64_t tenant) {
    if (!actor || actor->empty())
        throw Error::make(Code::ActorUnknown, "it is not known who acts",
                          "No actor was named, and session user \"" + session_user_name() +
                              "\" is no person of the directory.",
                          "Pass actor => 'person', or load a person with this db_role.");
    if (*actor == system_actor)
        throw Error::make(Code::MayNotActForOthers, "nobody may act as \"system\"",
                          "It stands for automatic decisions of the engine.");
    if (role.acts_for_others || (vouched_for() == *actor && !ForeignCode::is_running()) || current_actor(tenant) == actor) return *actor;
    throw Error::make(
        Code::MayNotActForOthers, "this database role may not act as \"" + *actor + "\"",
        "Only members of wf_app and superusers may name the actor; everybody else acts as himself.",
        "GRANT wf_app TO the role of a trusted application.");
}

Actor check_actor_or_system(const std::optional<std::string>& actor, const CallerRole& role,
                            std::int64_t tenant) {
    if (!actor && (role.acts_for_others || role.administers))
        return {.id = std::string{system_actor}, .administers = true};
    return {.id = check_actor(actor, role, tenant), .administers = role.administers};
}

}  // namespace wf::pg
