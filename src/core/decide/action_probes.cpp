#include "core/decide/action_probes.hpp"

#include <algorithm>
#include "core/base/one_of.hpp"

namespace wf {
namespace {

// Of many nodes that could be meant, so many are tried.
constexpr std::size_t max_targets = 20;

bool has_people(const Node& node) { return node.type == NodeType::Approval || node.type == NodeType::Task; }

std::vector<std::string> passed_nodes(const Subject& subject) {
    std::vector<std::string> nodes;
    for (auto passage = subject.state.passages.rbegin(); passage != subject.state.passages.rend();
         ++passage) {
        const Node* node = subject.definition.find_node(passage->node);
        if (node && has_people(*node) && node != subject.node && nodes.size() < max_targets)
            nodes.push_back(node->id);
    }
    return nodes;
}

// Whom the actor could mean: their manager, the initiator; nobody, if both are out of the question.
std::vector<PersonId> somebody(const Subject& subject, World& world) {
    std::vector<PersonId> people;
    const std::optional<Person> actor = world.person(subject.actor);
    if (actor && !actor->manager.empty()) people.push_back(actor->manager);
    people.push_back(subject.state.initiator);
    people.emplace_back();
    return people;
}

std::vector<Act> send_backs(const Subject& subject) {
    std::vector<Act> probes;
    for (const char* target : {"previous", "start"})
        probes.emplace_back(SendBack{.task = subject.task, .target = target});
    for (std::string& target : passed_nodes(subject))
        probes.emplace_back(SendBack{.task = subject.task, .target = std::move(target)});
    return probes;
}

std::vector<Act> signers_to_add(const Subject& subject, World& world) {
    std::vector<Act> probes;
    for (const PersonId& person : somebody(subject, world))
        for (const SignerPlace place : {SignerPlace::After, SignerPlace::Before, SignerPlace::Parallel})
            probes.emplace_back(AddSigner{.task = subject.task, .people = {person}, .place = place});
    return probes;
}

// Whoever is asked at the same node.
std::vector<Act> signers_to_remove(const Subject& subject) {
    std::vector<Act> probes;
    const Seat* own = subject.state.find_seat(subject.task);
    for (const Seat& seat : subject.state.seats)
        if (own && seat.token == own->token && seat.is_pending() && !seat.holder.empty())
            probes.emplace_back(RemoveSigner{.task = subject.task, .person = seat.holder});
    if (probes.empty()) probes.emplace_back(RemoveSigner{.task = subject.task, .person = {}});
    return probes;
}

std::vector<Act> recalls(const Subject& subject) {
    std::vector<Act> probes;
    if (subject.node) probes.emplace_back(Recall{.node = subject.node->id});
    for (std::string& node : passed_nodes(subject)) probes.emplace_back(Recall{.node = std::move(node)});
    return probes;
}

std::vector<Act> jumps(const Subject& subject) {
    std::vector<Act> probes;
    for (const Node& node : subject.definition.nodes)
        if (has_people(node) && &node != subject.node && probes.size() < max_targets)
            probes.emplace_back(Jump{.node = node.id});
    if (subject.node) probes.emplace_back(Jump{.node = subject.node->id});
    return probes;
}

template <class Verb>
std::vector<Act> to_somebody(const Subject& subject, World& world) {
    std::vector<Act> probes;
    for (const PersonId& person : somebody(subject, world))
        probes.emplace_back(Verb{.task = subject.task, .to = person});
    return probes;
}

bool is_work(const Subject& subject) { return subject.node && subject.node->type == NodeType::Task; }
bool is_start(const Subject& subject) { return subject.node && subject.node->type == NodeType::Start; }

std::vector<Act> probes_of_work(std::string_view action, const Subject& subject) {
    if (action == "complete" && is_work(subject)) return {Complete{.task = subject.task, .data = {}}};
    if (is_work(subject) || is_start(subject)) return {};
    if (action == "approve") return {Approve{.task = subject.task, .data = {}}};
    if (action == "reject") return {Reject{.task = subject.task, .data = {}}};
    if (action == "abstain") return {Abstain{.task = subject.task, .data = {}}};
    return {};
}

std::vector<Act> probes_of_task(std::string_view action, const Subject& subject, World& world) {
    if (action == "save_draft") return {SaveDraft{.task = subject.task}};
    if (is_start(subject)) return {};
    if (action == "claim") return {Claim{.task = subject.task}};
    if (action == "release") return {Release{.task = subject.task}};
    if (action == "resolve") return {Resolve{.task = subject.task}};
    if (action == "send_back") return send_backs(subject);
    if (action == "transfer") return to_somebody<Transfer>(subject, world);
    if (action == "delegate") return to_somebody<Delegate>(subject, world);
    if (action == "add_signer") return signers_to_add(subject, world);
    if (action == "remove_signer") return signers_to_remove(subject);
    if (action == "recall") return recalls(subject);
    return probes_of_work(action, subject);
}

std::vector<Act> probes_of_participant(std::string_view action) {
    if (action == "resubmit") return {Resubmit{.data = {}}, Resubmit{.data = {}, .forward = true}};
    if (action == "withdraw") return {Withdraw{}};
    if (action == "request_withdrawal") return {RequestWithdrawal{}};
    if (action == "cancel") return {Cancel{}};
    if (action == "answer_withdrawal") return {AnswerWithdrawal{.is_granted = false}};
    if (action == "remind") return {Remind{}};
    if (action == "comment") return {Comment{}};
    if (action == "copy") return {Copy{.people = {PersonId{}}}};
    if (action == "mark_read") return {MarkRead{}};
    if (action == "set_data") return {SetData{}};
    if (action == "undo") return {Undo{}};
    if (action == "redo") return {Redo{}};
    return {};
}

std::vector<Act> probes_of_administrator(std::string_view action, const Subject& subject) {
    const bool is_repeated = subject.node && (subject.node->loop.kind == LoopKind::Parallel ||
                                              subject.node->loop.kind == LoopKind::Sequential);
    if (action == "add_instance" && is_repeated) return {AddInstance{.node = subject.node->id, .item = {}}};
    if (action == "refresh_approvers" && subject.node && has_people(*subject.node))
        return {RefreshApprovers{.node = subject.node->id}};
    if (action == "jump") return jumps(subject);
    if (action == "suspend") return {Suspend{}};
    if (action == "resume") return {Resume{}};
    if (action == "terminate") return {Terminate{}};
    if (action == "wake") return {Wake{}};
    if (action == "restore") return {Restore{.seq = std::max<std::int64_t>(subject.state.version - 1, 1)}};
    return {};
}

}  // namespace

std::vector<Act> probes_of(std::string_view action, const Subject& subject, World& world) {
    std::vector<Act> probes = probes_of_task(action, subject, world);
    if (probes.empty()) probes = probes_of_participant(action);
    if (probes.empty()) probes = probes_of_administrator(action, subject);
    return probes;
}

bool is_about_input(const Act& probe, Code code) {
    const bool has_input = std::visit(
        []<class OneAct>(const OneAct&) {
            return !OneOf<OneAct, Claim, Release, Resolve, Withdraw, RequestWithdrawal, AnswerWithdrawal,
                          Cancel, Remind, MarkRead, Undo, Redo, Suspend, Resume, Terminate>;
        },
        probe);
    // The person who is named, not the one who acts.
    const bool names_a_person = std::visit(
        []<class OneAct>(const OneAct&) { return OneOf<OneAct, Transfer, Delegate, AddSigner>; }, probe);
    if (code == Code::AlreadyHasSeat || code == Code::SelfApproval || code == Code::SeparationOfDuties)
        return names_a_person;
    return has_input && (code == Code::BadData || code == Code::BadChoice || code == Code::BadArgument ||
                         code == Code::UnknownPerson || code == Code::FieldNotWritable);
}

}  // namespace wf
