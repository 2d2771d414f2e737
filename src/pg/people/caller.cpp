#include "pg/people/caller.hpp"

#include "core/base/values.hpp"
#include "core/json/value_json.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/foreign_code.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::string session_user_name() {
    const char* name =
        call([] { return static_cast<const char*>(GetUserNameFromId(GetSessionUserId(), false)); });
    return name;
}

struct Claims {
    std::string subject;
    std::int64_t tenant;
};

// Nothing: it is not a number.
std::optional<std::int64_t> tenant_in(const feel::Value* claim) {
    if (!claim || claim->is_null()) return settings::authenticator_tenant();
    return settings::read_tenant(value_to_text(*claim));
}

// Of what an authenticator sets for each request. Nothing: it is not set, or is no JSON.
std::optional<feel::Value> of_request(const char* setting) {
    const char* text = call([&] { return GetConfigOption(setting, true, false); });
    if (!text || !*text) return {};
    return value_from_json(text);
}

std::optional<Claims> jwt_claims() {
    const std::optional<feel::Value> parsed = of_request("request.jwt.claims");
    const feel::Value* subject = parsed ? parsed->get("sub") : nullptr;
    if (!subject || !subject->is_string()) return {};
    const std::optional<std::int64_t> tenant = tenant_in(parsed->get("tenant"));
    if (!tenant) return {};
    return Claims{.subject = subject->as_string(), .tenant = *tenant};
}

bool is_active(std::int64_t tenant, const std::string& person) {
    static Statement select{"SELECT FROM wf.person WHERE tenant_id = $1 AND person_id = $2 AND active",
                            {INT8OID, TEXTOID}};
    return !select.run({int8(tenant), text(person)}, Access::ReadOnly).empty();
}

// A token outlives the employment.
std::optional<std::string> person_of_claims(std::int64_t tenant) {
    std::optional<Claims> claims = jwt_claims();
    if (!claims || claims->tenant != tenant || is_reserved(claims->subject)) return {};
    if (!is_active(tenant, claims->subject)) return {};
    return std::move(claims->subject);
}

std::optional<std::string> person_of_role(std::int64_t tenant, const std::string& role) {
    static Statement select{
        R"(SELECT person_id
        FROM wf.person
        WHERE tenant_id = $1 AND db_role = $2 AND active
        ORDER BY person_id COLLATE "C"
        LIMIT 1)",
        {INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), text(role)}, Access::ReadOnly);
    if (rows.empty()) return {};
    return rows.text(0, 1);
}

// Each command asks for three of them, and they hardly ever change.
struct EngineRole {
    const char* name;
    Oid id = InvalidOid;
    std::uint64_t known_since = 0;  // as many changes of roles
};
EngineRole admin_role{"wf_admin"}, app_role{"wf_app"}, designer_role{"wf_designer"}, reader_role{"wf_reader"};

std::uint64_t changes_of_roles = 1;
void note_change_of_role(Datum, int, uint32) { ++changes_of_roles; }

// Within call(). A change that is told meanwhile has it looked up again.
Oid id_of(EngineRole& role) {
    static bool is_registered = false;
    if (!is_registered) CacheRegisterSyscacheCallback(AUTHOID, note_change_of_role, Datum{0});
    is_registered = true;
    if (role.known_since == changes_of_roles) return role.id;
    const std::uint64_t now = changes_of_roles;
    role.id = get_role_oid(role.name, true);
    role.known_since = now;
    return role.id;
}

bool is_member(Oid user, EngineRole& role, bool superusers_too) {
    return call([&] {
        const Oid oid = id_of(role);
        if (!OidIsValid(oid)) return false;
        return superusers_too ? is_member_of_role(user, oid) : is_member_of_role_nosuper(user, oid);
    });
}

const VouchedFor*& innermost() {
    static const VouchedFor* now = nullptr;
    return now;
}

int& lookers() {
    static int now = 0;
    return now;
}

bool has_left(std::int64_t tenant, const std::string& person) {
    static Statement select{"SELECT FROM wf.person WHERE tenant_id = $1 AND person_id = $2 AND NOT active",
                            {INT8OID, TEXTOID}};
    return !select.run({int8(tenant), text(person)}, Access::ReadOnly).empty();
}

Oid existing_role(const std::string& name) {
    const char* const role = name.c_str();
    return call([&] { return get_role_oid(role, true); });
}

bool still_has(const Order& order, Oid role) {
    if (order.is_role_lent || order.session.empty()) return true;
    const Oid session = existing_role(order.session);
    return OidIsValid(session) && call([&] { return is_member_of_role(session, role); });
}

bool still_is_actor(const Order& order) {
    const std::string& session = order.session.empty() ? order.role : order.session;
    if (settings::is_authenticator(session)) return is_active(order.tenant, order.actor);
    return person_of_role(order.tenant, session) == order.actor;
}

}  // namespace

struct Vouching {
    static bool is_under_way() { return innermost() != nullptr; }
    static std::optional<std::string> person(std::int64_t tenant) {
        const VouchedFor& now = *innermost();
        if ((entered() != now.depth_ + 1 && !lookers()) || now.order_.tenant != tenant) return {};
        return now.order_.actor;
    }
    static Order order_within(const VouchedFor& outer, const std::string& actor, std::int64_t tenant,
                              const std::string& role) {
        return {.actor = actor,
                .tenant = tenant,
                .role = role,
                .session = outer.order_.session,
                .is_role_lent = outer.order_.is_role_lent || role != outer.order_.role};
    }
    static bool reaches(const CallerRole& role) { return !is_under_way() || innermost()->role_ == role.user; }
};

VouchedFor::VouchedFor(const Order& order, std::uint32_t role)
    : outer_(std::exchange(innermost(), this)), order_(order), role_(role), depth_(entered()) {}
VouchedFor::~VouchedFor() { innermost() = outer_; }

LookingAround::LookingAround() { ++lookers(); }
LookingAround::~LookingAround() { --lookers(); }

bool is_reserved(std::string_view person) {
    return person == system_actor || person == "everyone" ||
           std::ranges::any_of(std::array{"role:", "department:", "person:", "manager:"},
                               [&](std::string_view group) { return person.starts_with(group); });
}

std::optional<std::string> current_actor(const EngineRights&, std::int64_t tenant) {
    if (ForeignCode::is_running()) return {};  // the session's person has not asked for this
    if (Vouching::is_under_way()) return Vouching::person(tenant);
    const std::string user = session_user_name();
    return settings::is_authenticator(user) ? person_of_claims(tenant) : person_of_role(tenant, user);
}

std::optional<std::string> request_key() {
    if (ForeignCode::is_running() || Vouching::is_under_way()) return {};
    if (!settings::is_authenticator(session_user_name())) return {};
    const std::optional<feel::Value> headers = of_request("request.headers");
    const feel::Value* key = headers ? headers->get("idempotency-key") : nullptr;
    if (!key || !key->is_string() || key->as_string().empty()) return {};
    return key->as_string();
}

std::optional<std::string> named_or_current(const EngineRights& rights, std::optional<std::string> named,
                                            std::int64_t tenant) {
    return named ? std::move(named) : current_actor(rights, tenant);
}

std::optional<std::string> acting_person(const EngineRights& rights, std::int64_t tenant) {
    return acting_person(rights, tenant, settings::actor());
}

bool is_vouched_for() { return Vouching::is_under_way(); }

std::optional<std::string> acting_person(const EngineRights& rights, std::int64_t tenant, const std::string& named) {
    if (ForeignCode::is_running()) return {};
    if (std::optional<std::string> person = current_actor(rights, tenant)) return person;
    if (Vouching::is_under_way()) return {};
    if (named.empty() || is_reserved(named) || !is_member(GetSessionUserId(), app_role, true)) return {};
    return std::string{named};
}

CallerRole caller_role() { return role_of(GetUserId()); }

CallerRole role_of(std::uint32_t user) {
    CallerRole role;
    role.user = user;
    role.administers = is_member(user, admin_role, false);
    role.acts_for_others = is_member(user, app_role, true);
    role.designs = is_member(user, designer_role, true);
    role.sees_all = role.acts_for_others || role.administers || is_member(user, reader_role, false) ||
                    call([&] { return superuser_arg(user); });
    return role;
}

Order order_of(const std::string& actor, std::int64_t tenant) {
    const char* const role =
        call([] { return static_cast<const char*>(GetUserNameFromId(GetUserId(), false)); });
    // Ordered by an order: the session that runs the queue has no part in it.
    if (const VouchedFor* outer = innermost()) return Vouching::order_within(*outer, actor, tenant, role);
    return {.actor = actor,
            .tenant = tenant,
            .role = role,
            .session = session_user_name(),
            .is_role_lent = GetUserId() != GetOuterUserId()};
}

CallerRole check_still_acts(const EngineRights&, const Order& order) {
    const Oid oid = existing_role(order.role);
    CallerRole role;
    if (OidIsValid(oid)) role = role_of(oid);
    if (OidIsValid(oid) && still_has(order, oid) && !has_left(order.tenant, order.actor) &&
        (role.acts_for_others || still_is_actor(order)))
        return role;
    throw Error::make(Code::MayNotActForOthers,
                      "database role \"" + order.role + "\" may not act as \"" + order.actor + "\" any more",
                      "It could when the commands were queued; what counts is when they run.",
                      "Take them back with wf.cancel_job, or restore what was revoked.");
}

std::string check_actor(const EngineRights& rights, const std::optional<std::string>& named,
                        const CallerRole& role, std::int64_t tenant) {
    const std::optional<std::string> actor = named_or_current(rights, named, tenant);
    if (!actor || actor->empty())
        throw Error::make(Code::ActorUnknown, "no actor is set for this session",
                          "No actor was named, and session user \"" + session_user_name() +
                              "\" is not a person of the directory" +
                              (tenant == 0 ? "." : " of cell " + std::to_string(tenant) + "."),
                          "Pass actor => 'person', or load a person with this db_role.");
    if (*actor == system_actor)
        throw Error::make(Code::MayNotActForOthers, "nobody may act as \"system\"",
                          "It stands for automatic decisions of the engine.");
    if (is_reserved(*actor))
        throw Error::make(Code::MayNotActForOthers, "nobody may act as \"" + *actor + "\"",
                          "It is the name of a group, not of a person.");
    if (role.acts_for_others ||
        (Vouching::reaches(role) && (!named || current_actor(rights, tenant) == actor)))
        return *actor;
    throw Error::make(
        Code::MayNotActForOthers, "this database role may not act as \"" + *actor + "\"",
        "Only members of wf_app and superusers may name the actor; everybody else acts as themselves.",
        "GRANT wf_app TO the role of a trusted application.");
}

Actor check_actor_or_system(const EngineRights& rights, const std::optional<std::string>& named,
                            const CallerRole& role, std::int64_t tenant) {
    if (!named && (role.acts_for_others || role.administers) && !current_actor(rights, tenant))
        return {.id = std::string{system_actor}, .administers = true};
    return {.id = check_actor(rights, named, role, tenant), .administers = role.administers};
}

}  // namespace wf::pg
