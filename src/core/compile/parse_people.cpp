// What approvals and tasks say of their people: how they are found and treated, and what happens without
// them.
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

#include <utility>

namespace wf::compiler {
namespace {

constexpr Key people_words[] = {{"combine", "combine"},
                                {"assign", "assign"},
                                {"binding", "binding"},
                                {"claim", "claim"},
                                {"on_no_approver", "on_no_approver"},
                                {"on_self", "on_self"},
                                {"on_leave", "on_leave"},
                                {"not_same_as", "texts"},
                                {"due", "text"},
                                {"on_timeout", "on_timeout"},
                                {"remind", "remind"},
                                {"except", "texts"},
                                {"calendar", "text"}};

constexpr Word<Combine> combinations[] = {{"union", Combine::Union}, {"first", Combine::First}};

constexpr Word<Assign> assignments[] = {{"everyone", Assign::Everyone},
                                        {"random", Assign::Random},
                                        {"round_robin", Assign::RoundRobin},
                                        {"least_loaded", Assign::LeastLoaded}};

constexpr Word<Binding> bindings[] = {{"late", Binding::Late}, {"fixed", Binding::Fixed}};

constexpr Word<bool> claims[] = {{"optional", false}, {"required", true}};

constexpr Word<NoApprover> no_approver_policies[] = {{"admin", NoApprover::Admin},
                                                     {"approve", NoApprover::Approve},
                                                     {"reject", NoApprover::Reject},
                                                     {"superior", NoApprover::Superior},
                                                     {"hold", NoApprover::Hold}};

constexpr Word<OnSelf> self_policies[] = {{"self", OnSelf::Self},
                                          {"skip", OnSelf::Skip},
                                          {"superior", OnSelf::Superior},
                                          {"forbid", OnSelf::Forbid}};

constexpr Word<OnLeave> leave_policies[] = {
    {"superior", OnLeave::Superior}, {"admin", OnLeave::Admin}, {"hold", OnLeave::Hold}};

constexpr Key users_keys[] = {required("users", "texts")};

// A word, or {"users": [...]}, which gives `users`.
template <class Policy, std::size_t size>
Policy parse_policy(const Reader& node, std::string_view key, const Word<Policy> (&words)[size],
                    Policy fallback, std::vector<PersonId>& users, Draft& draft) {
    const JsonValue* policy = node.find(key);
    if (policy == nullptr) return fallback;
    if (policy->is(JsonValue::Type::Object)) {
        const Reader reader{*policy, node.path(key), node.report()};
        reader.allow_keys(users_keys);
        users = parse_persons(reader, "users", draft);
        return Policy::Users;
    }
    if (policy->is(JsonValue::Type::String)) return node.word(key, words, key).value_or(fallback);
    node.report().error(
        "wrong_type", node.path(key),
        in_quotes(key) + " must be a string or an object, not " + std::string{a_type(policy->type)});
    return fallback;
}

void parse_not_same_as(const Reader& node, Draft& draft, ApprovalSettings& settings) {
    const JsonValue* list = node.find("not_same_as");
    if (list == nullptr) return;
    settings.not_same_as = node.require_texts("not_same_as");
    if (!list->is(JsonValue::Type::Array)) return;
    for (std::size_t i = 0; i < list->items.size(); ++i)
        if (list->items[i].is(JsonValue::Type::String) && !list->items[i].text.empty())
            draft.signed_nodes.push_back({.id = list->items[i].text,
                                          .path = child(node.path("not_same_as"), i),
                                          .what = "not_same_as"});
    draft.definition.remembers_signers = true;
}

// Persons, or the fields that hold them: kept out of the node, whoever finds them.
void parse_except(const Reader& node, NodeIndex self, Draft& draft, ApprovalSettings& settings) {
    const JsonValue* list = node.find("except");
    if (list == nullptr) return;
    settings.except = node.require_texts("except");
    if (!list->is(JsonValue::Type::Array)) return;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const JsonValue& item = list->items[i];
        if (!item.is(JsonValue::Type::String) || item.text.empty()) continue;
        const std::string path = child(node.path("except"), i);
        if (item.text == "field:")
            node.report().error("empty_value", path, "no field is named",
                                "Write, for example, \"field:owner\".");
        else if (item.text.starts_with("field:"))
            draft.fields.push_back({.name = item.text.substr(6), .path = path, .inside = self});
        else
            draft.references.push_back({.kind = ReferenceKind::Person, .id = item.text, .path = path});
    }
    draft.definition.remembers_signers = true;
}

}  // namespace

std::span<const Key> people_keys() { return people_words; }

void parse_on_leave(const Reader& owner, Draft& draft, OnLeave& policy, std::vector<PersonId>& users) {
    if (owner.find("on_leave") == nullptr) return;
    users.clear();
    policy = parse_policy(owner, "on_leave", leave_policies, OnLeave::Superior, users, draft);
}

void parse_people(const Reader& node, NodeIndex self, Draft& draft, ApprovalSettings& settings) {
    settings.combine = node.word("combine", combinations, "combine").value_or(Combine::Union);
    settings.assign = node.word("assign", assignments, "assign").value_or(Assign::Everyone);
    settings.binding = node.word("binding", bindings, "binding").value_or(Binding::ByMode);
    settings.must_claim = node.word("claim", claims, "claim").value_or(false);
    settings.on_no_approver = parse_policy(node, "on_no_approver", no_approver_policies, NoApprover::Admin,
                                           settings.no_approver_users, draft);
    settings.on_self = node.word("on_self", self_policies, "on_self").value_or(OnSelf::Self);
    settings.on_leave = draft.on_leave;
    settings.leave_users = draft.leave_users;
    parse_on_leave(node, draft, settings.on_leave, settings.leave_users);
    parse_not_same_as(node, draft, settings);
    parse_except(node, self, draft, settings);
    parse_deadline(node, self, draft, settings);
}

void describe_people(SchemaParts& parts) {
    parts.words("combine", combinations);
    parts.words("assign", assignments);
    parts.words("binding", bindings);
    parts.words("claim", claims);
    parts.words("on_self", self_policies);
    parts.words("no_approver_word", no_approver_policies);
    parts.words("on_leave_word", leave_policies);
    parts.object("users", users_keys);
    parts.either("on_no_approver", {"no_approver_word", "users"});
    parts.either("on_leave", {"on_leave_word", "users"});
}

}  // namespace wf::compiler
