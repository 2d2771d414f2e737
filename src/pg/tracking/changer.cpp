#include "pg/tracking/changer.hpp"

#include "core/json/value_json.hpp"
#include "pg/host/writing_as.hpp"
#include "pg/people/caller.hpp"
#include "pg/server/client_context.hpp"
#include "pg/server/foreign_code.hpp"
#include "pg/server/settings.hpp"

#include <cstdint>
#include <tuple>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// What an answer depends on. The directory may change too: within one statement of the client it counts as it was.
struct AsOf {
    Instant transaction = 0, statement = 0;
    std::string context, actor, claims;
    std::int64_t tenant = 0;
    Oid session_user = InvalidOid;
    bool is_foreign = false;
    std::string writes_as, writes_for;

    bool operator==(const AsOf&) const = default;
};

AsOf as_of_now() {
    const char* const claims = call([] { return GetConfigOption("request.jwt.claims", true, false); });
    const WritingAs* const writing = WritingAs::current();
    return {.transaction = GetCurrentTransactionStartTimestamp(),
            .statement = GetCurrentStatementStartTimestamp(),
            .context = settings::context(),
            .actor = settings::actor(),
            .claims = claims ? claims : "",
            .tenant = settings::tenant(),
            .session_user = GetSessionUserId(),
            .is_foreign = ForeignCode::is_running(),
            .writes_as = std::string{writing ? writing->actor() : ""},
            .writes_for = std::string{writing ? writing->reason() : ""}};
}

std::string text_in(const feel::Value& context, const char* key) {
    const feel::Value* value = context.get(key);
    return value && value->is_string() ? value->as_string() : "";
}

// Nobody is to be lost silently because their context cannot be read.
feel::Value read_context(const std::string& setting) {
    if (setting.empty()) return {};
    if (std::optional<feel::Value> context = value_from_json(setting)) return *std::move(context);
    static_cast<void>(client_context());  // what is no JSON it refuses in its own words
    throw Error::make(Code::BadArgument, "wf_engine.context is nested too deep", "It says who acts, and why.",
                      "Set an object of a few keys, for example '{\"actor\": \"amy\", \"reason\": \"asked by phone\"}'.");
}

Changer look(const EngineRights& rights, const AsOf& now) {
    const feel::Value context = read_context(now.context);
    std::string reason = context.is_context() ? text_in(context, "reason") : "";
    if (!now.writes_for.empty()) reason = now.writes_for;
    const std::string actor = context.is_context() ? text_in(context, "actor") : "";
    return {.actor = now.writes_as.empty() ? acting_person(rights, now.tenant, actor.empty() ? now.actor : actor) : now.writes_as,
            .reason = reason.empty() ? std::nullopt : std::optional{reason},
            .context = {}};
}

}  // namespace

const Changer& changer(const EngineRights& rights) {
    static AsOf known_as_of;
    static Changer known;
    AsOf now = as_of_now();
    if (is_vouched_for() || now != known_as_of) {
        known_as_of = {};  // an error must not leave the answer of before
        known = look(rights, now);
        known_as_of = std::move(now);
    }
    known.context = client_context();
    return known;
}

}  // namespace wf::pg
