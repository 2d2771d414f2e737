// Who calls, and for whom they may act.
#pragma once

#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::pg {

// The person who acts when a call does not name one; nothing if the session is nobody's.
std::optional<std::string> current_actor(const EngineRights& rights, std::int64_t tenant);
// Who was named; else the session's person. What `actor` of a function means: its default is null.
std::optional<std::string> named_or_current(const EngineRights& rights, std::optional<std::string> named,
                                            std::int64_t tenant);

// The same; or, in the session of a trusted application, the person that it names by the setting
// wf_engine.actor. For triggers, which nobody can pass an actor to.
std::optional<std::string> acting_person(const EngineRights& rights, std::int64_t tenant);
// `named`: by what it names them by instead.
std::optional<std::string> acting_person(const EngineRights& rights, std::int64_t tenant, const std::string& named);
// By VouchedFor: who it is depends on which function asks.
bool is_vouched_for();

// The header Idempotency-Key of a request that came through an authenticator; anybody else can set request.headers
// to what they like, and would only lose their own commands by it.
std::optional<std::string> request_key();

// Names that stand for no person: "system", "everyone", and groups (role:hr).
bool is_reserved(std::string_view person);

// What the calling database role may do; asked before EngineRights are taken.
struct CallerRole {
    std::uint32_t user = 0;        // its oid
    bool acts_for_others = false;  // superuser or member of wf_app
    bool administers = false;      // member of wf_admin (superusers are not, unless granted)
    bool sees_all = false;         // superuser, wf_app or wf_admin
    bool designs = false;          // member of wf_designer
};
CallerRole caller_role();
CallerRole role_of(std::uint32_t user);

// Who ordered a command that is run for them later, and as whom.
struct Order {
    std::string actor;
    std::int64_t tenant = 0;
    std::string role;
    std::string session;  // the login role; empty: not known
    // The role is that of a SECURITY DEFINER function, not one that the login role has.
    bool is_role_lent = false;
};
Order order_of(const std::string& actor, std::int64_t tenant);

// What they were allowed when they ordered it, they must still be: the role may act for the actor, or the actor
// is the person of the login role, and nobody has left. Gives the role. Throws WF303.
CallerRole check_still_acts(const EngineRights& rights, const Order& order);

// While it lives, the session is nobody's but this person's, in this cell, and only for functions that are
// called directly, by this role: what other code calls from inside of these has no person at all.
class VouchedFor {
public:
    VouchedFor(const Order& order, std::uint32_t role);
    ~VouchedFor();
    VouchedFor(const VouchedFor&) = delete;
    VouchedFor& operator=(const VouchedFor&) = delete;

private:
    const VouchedFor* const outer_;
    const Order& order_;
    const std::uint32_t role_;
    const int depth_;

    friend struct Vouching;
};

// While it lives, policies of tables that a queued command names may ask who the person is, as they may in a
// session of that person: nothing can be written meanwhile.
class LookingAround {
public:
    LookingAround();
    ~LookingAround();
    LookingAround(const LookingAround&) = delete;
    LookingAround& operator=(const LookingAround&) = delete;
};

// Checks that the caller may act as who was named, or else as the session's person, and gives it back. Throws
// WF302, WF303.
std::string check_actor(const EngineRights& rights, const std::optional<std::string>& named,
                        const CallerRole& role, std::int64_t tenant);

// The same for what programs do, workers and senders of messages: a role that is trusted with more need not
// name a person; then the engine itself acts, as an administrator.
struct Actor {
    std::string id;
    bool administers = false;
};
Actor check_actor_or_system(const EngineRights& rights, const std::optional<std::string>& named,
                            const CallerRole& role, std::int64_t tenant);

}  // namespace wf::pg
