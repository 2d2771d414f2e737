#include "core/outlook/position.hpp"

#include "core/base/json_string.hpp"

#include <algorithm>

namespace wf {
namespace {

void add(std::vector<std::string>& list, std::string item) {
    if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end())
        list.push_back(std::move(item));
}

bool is_scope(const State& state, const Token& token) {
    return std::any_of(state.tokens.begin(), state.tokens.end(),
                       [&](const Token& inner) { return inner.scope == token.id; });
}

bool is_step(const Definition& definition, std::string_view id) {
    const Node* node = definition.find_node(id);
    return node && node->type == NodeType::Approval;
}

void add_tag(std::string& tags, const Node& node) {
    if (node.tag.text.empty()) return;
    tags += tags.empty() ? '{' : ',';
    append_json_string(tags, node.id);
    tags += ':' + node.tag.text;
}

std::int32_t steps_in(const Definition& definition, const Outlook& outlook) {
    std::int32_t steps = 0;
    for (const Entry& entry : outlook.to_come())
        for (const Event& event : entry.events)
            if (const auto* entered = std::get_if<NodeEntered>(&event))
                if (is_step(definition, entered->node) && !outlook.is_again(entered->token)) ++steps;
    return steps;
}

}  // namespace

Position position_of(const Definition& definition, const State& state, std::string_view language,
                     const Outlook& outlook) {
    Position position;
    for (const Token& token : state.tokens)
        if (!token.waits() && !is_scope(state, token)) add(position.nodes, token.node);
    for (const std::string& id : position.nodes) {
        const Node* node = definition.find_node(id);
        position.names.emplace_back(node ? node->name.in(language, id) : id);
        if (node) add_tag(position.tags, *node);
    }
    if (!position.tags.empty()) position.tags += '}';
    for (const Seat& seat : state.seats)
        if (seat.state == SeatState::Open) add(position.holders, seat.who());
    for (const Passage& passage : state.passages)
        if (is_step(definition, passage.node)) position.step += passage.rounds;
    if (!outlook.is_cut_short) position.steps = position.step + steps_in(definition, outlook);
    position.loops = outlook.loops;
    return position;
}

}  // namespace wf
