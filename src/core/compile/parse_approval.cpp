#include "core/compile/need.hpp"
#include "core/compile/parse.hpp"

#include <utility>

namespace wf::compiler {
namespace {

constexpr Word<Mode> modes[] = {
    {"any", Mode::Any}, {"all", Mode::All}, {"sequential", Mode::Sequential}, {"vote", Mode::Vote}};

constexpr Word<NoApprover> no_approver_policies[] = {{"admin", NoApprover::Admin},
                                                     {"approve", NoApprover::Approve},
                                                     {"reject", NoApprover::Reject},
                                                     {"superior", NoApprover::Superior},
                                                     {"hold", NoApprover::Hold}};

// Policies of which this version knows the default only: the value says that nothing is to be done.
struct Nothing {};
constexpr Word<Nothing> self_policies[] = {
    {"self", Nothing{}}, {"skip", std::nullopt}, {"superior", std::nullopt}, {"forbid", std::nullopt}};
constexpr Word<Nothing> dedupe_policies[] = {
    {"off", Nothing{}}, {"once", std::nullopt}, {"consecutive", std::nullopt}, {"last", std::nullopt}};
constexpr Word<Nothing> assignments[] = {{"everyone", Nothing{}},
                                         {"random", std::nullopt},
                                         {"round_robin", std::nullopt},
                                         {"least_loaded", std::nullopt}};

constexpr std::string_view vote_keys[] = {"need"};
constexpr std::string_view later_vote_keys[] = {"veto", "weights", "collect_all"};
constexpr std::string_view policy_keys[] = {"users"};

void parse_vote(const Reader& node, ApprovalSettings& settings) {
    const JsonValue* vote = node.optional("vote", JsonValue::Type::Object);
    if (vote == nullptr) return;
    const Reader reader{*vote, node.path("vote"), node.report()};
    reader.allow_keys(vote_keys, later_vote_keys);
    const JsonValue* need = reader.find("need");
    if (need == nullptr) {
        node.report().error("missing_key", reader.path(), "key \"need\" is missing",
                            "Say how many votes are needed: 2, \"2/3\" or \"60%\".");
        return;
    }
    if (!need->is(JsonValue::Type::Number) && !need->is(JsonValue::Type::String)) {
        node.report().error("wrong_type", reader.path("need"),
                            "\"need\" must be a number or a string, not " + std::string{a_type(need->type)});
        return;
    }
    if (const auto parsed = parse_need(need->text))
        settings.vote.need = *parsed;
    else
        node.report().error(
            "bad_need", reader.path("need"), quoted(need->text) + " is not a number of votes",
            "A vote needs a count of at least 1, or a share above 0 and up to 1 such as \"2/3\" or "
            "\"60%\".");
}

void parse_no_approver(const Reader& node, ApprovalSettings& settings, std::vector<Reference>& references) {
    const JsonValue* policy = node.find("on_no_approver");
    if (policy == nullptr) return;
    if (policy->is(JsonValue::Type::Object)) {
        const Reader reader{*policy, node.path("on_no_approver"), node.report()};
        reader.allow_keys(policy_keys);
        settings.on_no_approver = NoApprover::Users;
        settings.no_approver_users = parse_persons(reader, "users", references);
        return;
    }
    if (!policy->is(JsonValue::Type::String)) {
        node.report().error(
            "wrong_type", node.path("on_no_approver"),
            "\"on_no_approver\" must be a string or an object, not " + std::string{a_type(policy->type)});
        return;
    }
    settings.on_no_approver =
        node.word("on_no_approver", no_approver_policies, "on_no_approver").value_or(NoApprover::Admin);
}

}  // namespace

ApprovalSettings parse_approval(const Reader& node, std::vector<Reference>& references) {
    ApprovalSettings settings;
    settings.approvers = parse_rules(node, "approvers", references);
    settings.mode = node.word("mode", modes, "mode").value_or(Mode::Any);
    parse_vote(node, settings);
    parse_no_approver(node, settings, references);
    node.word("on_self", self_policies, "on_self");
    node.word("dedupe", dedupe_policies, "dedupe");
    node.word("assign", assignments, "assign");
    return settings;
}

}  // namespace wf::compiler
