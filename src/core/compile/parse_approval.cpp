// Nodes of type approval: who signs, and how it is decided.
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

namespace wf::compiler {
namespace {

constexpr Word<Mode> modes[] = {
    {"any", Mode::Any}, {"all", Mode::All}, {"sequential", Mode::Sequential}, {"vote", Mode::Vote}};

constexpr Word<Dedupe> dedupe_policies[] = {{"off", Dedupe::Off},
                                            {"once", Dedupe::Once},
                                            {"consecutive", Dedupe::Consecutive},
                                            {"last", Dedupe::Last}};

}  // namespace

ApprovalSettings parse_approval(const Reader& node, NodeIndex self, Draft& draft) {
    ApprovalSettings settings;
    settings.approvers = parse_rules(node, "approvers", self, draft);
    settings.mode = node.word("mode", modes, "mode").value_or(Mode::Any);
    parse_vote(node, draft, settings);
    settings.may_abstain = node.boolean("abstain", false);
    settings.dedupe = node.word("dedupe", dedupe_policies, "dedupe").value_or(Dedupe::Off);
    if (settings.dedupe == Dedupe::Once || settings.dedupe == Dedupe::Consecutive)
        draft.definition.remembers_signers = true;
    RejectSource reject = draft.on_reject;
    parse_on_reject(node, draft, reject);
    settings.on_reject = reject.what;
    settings.reject_to = std::move(reject.to);
    parse_people(node, self, draft, settings);
    return settings;
}

void describe_approval(SchemaParts& parts) {
    parts.words("mode", modes);
    parts.words("dedupe", dedupe_policies);
}

}  // namespace wf::compiler
