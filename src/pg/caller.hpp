// Who calls, and for whom he may act.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace wf::pg {

// The person who acts when a call does not name one; nothing if the session is nobody's. Needs EngineRights
// and Spi.
std::optional<std::string> current_actor(std::int64_t tenant);

// The same; or, in the session of a trusted application, the person that it names by the setting
// wf_engine.actor. For triggers, which nobody can pass an actor to.
std::optional<std::string> acting_person(std::int64_t tenant);

// What the calling database role may do; asked before EngineRights are taken.
struct CallerRole {
    std::uint32_t user = 0;        // its oid
    bool acts_for_others = false;  // superuser or member of wf_app
    bool administers = false;      // member of wf_admin (superusers are not, unless granted)
    bool sees_all = false;         // superuser, wf_app or wf_admin
    bool designs = false;          // member of wf_designer
};
CallerRole caller_role();

// While it lives, this person may be named as actor: he, or who may act for him, has ordered it before.
class VouchedFor {
public:
    explicit VouchedFor(const std::string& actor);
    ~VouchedFor();
    VouchedFor(const VouchedFor&) = delete;
    VouchedFor& operator=(const VouchedFor&) = delete;

private:
    std::string outer_;
};

// Checks that the caller may act as `actor`, and gives it back. Throws WF302, WF303. Needs EngineRights and
// Spi.
std::string check_actor(const std::optional<std::string>& actor, const CallerRole& role, std::int64_t tenant);

// The same for what programs do, workers and senders of messages: a role that is trusted with more need not
// name a person; then the engine itself acts, as an administrator.
struct Actor {
    std::string id;
    bool administers = false;
};
Actor check_actor_or_system(const std::optional<std::string>& actor, const CallerRole& role,
                            std::int64_t tenant);

}  // namespace wf::pg
