// "withdraw": until when its initiator may take a request back. "revoke": what takes back what was approved.
#include "core/compile/names.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

namespace wf::compiler {
namespace {

constexpr Word<WithdrawUntil> moments[] = {
    {"acted", WithdrawUntil::Acted}, {"read", WithdrawUntil::Read}, {"never", WithdrawUntil::Never}};
constexpr Key withdraw_keys[] = {{"until", "withdraw_until"}, {"by_request", "boolean"}};
constexpr Key revoke_keys[] = {required("definition", "text")};

}  // namespace

void parse_withdraw(const Reader& top, Definition& definition) {
    const JsonValue* value = top.find("withdraw");
    if (value == nullptr) return;
    if (value->is(JsonValue::Type::String)) {
        definition.withdraw_until = top.word("withdraw", moments, "moment").value_or(WithdrawUntil::Acted);
        return;
    }
    if (!value->is(JsonValue::Type::Object)) {
        top.report().error(
            "wrong_type", top.path("withdraw"),
            "\"withdraw\" must be a string or an object, not " + std::string{a_type(value->type)},
            "Write \"acted\", \"read\" or \"never\", or {\"until\": ..., \"by_request\": true}.");
        return;
    }
    const Reader reader{*value, top.path("withdraw"), top.report()};
    reader.allow_keys(withdraw_keys);
    definition.withdraw_until = reader.word("until", moments, "moment").value_or(WithdrawUntil::Acted);
    definition.withdraw_by_request = reader.boolean("by_request", false);
}

void parse_revoke(const Reader& top, Definition& definition) {
    const JsonValue* value = top.optional("revoke", JsonValue::Type::Object);
    if (value == nullptr) return;
    const Reader reader{*value, top.path("revoke"), top.report()};
    reader.allow_keys(revoke_keys);
    std::string key = reader.require_text("definition").value_or("");
    if (!key.empty() && !is_definition_key(key))
        reader.report().error(
            "bad_name", reader.path("definition"), in_quotes(key) + " is not a key",
            "The key of a definition is a letter or \"_\", and then letters, digits, \"_\", \".\" or \"-\".");
    definition.revoked_by = std::move(key);
}

void describe_withdraw(SchemaParts& parts) {
    parts.words("withdraw_until", moments);
    parts.object("withdraw_settings", withdraw_keys);
    parts.either("withdraw", {"withdraw_until", "withdraw_settings"});
    parts.object("revoke", revoke_keys);
}

}  // namespace wf::compiler
