// Joins. Tokens wait on the incoming flows until the gateway fires:
//   parallel   as soon as there is one on each flow; it takes one of each
//   inclusive  BPMN 2.0, section 13.4.3: when no token elsewhere in the scope can still reach one of the flows that
//              are empty without reaching one that is not; it takes one of each flow that has any
//   complex    as soon as enough flows have one ("need"); what comes later of the same cycle is swallowed (or, with
//              "cancel_rest", taken away at once), and what comes of the next cycle waits until this one is over:
//              until, by the rule of inclusive joins, no more is expected. With a single incoming flow: when enough
//              wait on it
// Inclusive joins and the cycles of complex ones depend on all other tokens, and so are looked at when those
// stand, after every command: a token's death counts as much as its arrival.
#include "core/base/local_message.hpp"
#include "core/node/rewind.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <map>
#include <set>

namespace wf {
namespace {

using Mask = std::uint64_t;

NodeIndex index_of(const Step& step, const Node& node) {
    return static_cast<NodeIndex>(&node - step.definition().nodes.data());
}

struct Waiting {
    const Node& node;
    TokenId scope;
};

std::size_t place_of(const Step& step, const Node& node, std::string_view flow) {
    for (std::size_t i = 0; i < node.incoming.size(); ++i)
        if (step.definition().flows[node.incoming[i]].id == flow) return i;
    return 0;
}

// Which incoming flows have a token.
Mask arrived(const Step& step, const Waiting& join) {
    Mask mask = 0;
    for (const Token& token : step.state().tokens)
        if (token.waits() && token.scope == join.scope && token.node == join.node.id)
            mask |= Mask{1} << place_of(step, join.node, token.flow);
    return mask;
}

Mask all_flows(const Node& node) {
    return node.incoming.size() >= max_join_flows ? ~Mask{0} : (Mask{1} << node.incoming.size()) - 1;
}

// Which incoming flows each token elsewhere in the scope can still reach. One that goes straight back to who returned it
// passes nothing before that.
template <class Visit>
void for_each_other(const Step& step, const Waiting& join, Visit visit) {
    const JoinReach& reach = step.definition().joins[join.node.join - 1];
    for (const Token& token : step.state().tokens) {
        if (token.scope != join.scope || (token.waits() && token.node == join.node.id)) continue;
        visit(token, reach.from[goes_on_from(step, token)]);
    }
}

// Does a join that `has` tokens wait for one that can reach these flows? Not if that one can as well come by
// a flow that has one already: it belongs to the next time, round a loop.
bool is_expected(Mask reached, Mask has) { return (reached & ~has) != 0 && (reached & has) == 0; }

bool is_more_expected(const Step& step, const Waiting& join, Mask has) {
    bool expected = false;
    for_each_other(step, join,
                   [&](const Token&, Mask reached) { expected = expected || is_expected(reached, has); });
    return expected;
}

// The oldest token of each flow in `flows`.
std::vector<TokenId> oldest(const Step& step, const Waiting& join, Mask flows) {
    std::vector<TokenId> taken;
    for (const Token& token : step.state().tokens) {
        if (!token.waits() || token.scope != join.scope || token.node != join.node.id) continue;
        const Mask flow = Mask{1} << place_of(step, join.node, token.flow);
        if ((flows & flow) == 0) continue;
        flows &= ~flow;
        taken.push_back(token.id);
    }
    return taken;
}

Refusal pass(Step& step, const Waiting& join, std::vector<TokenId> taken) {
    // In the order in which they came: the last of them is what was passed last.
    const std::set<TokenId> merged{taken.begin(), taken.end()};
    std::vector<std::string> after;
    std::set<std::string_view> seen;
    for (auto token = step.state().tokens.rbegin(); token != step.state().tokens.rend(); ++token) {
        if (!merged.contains(token->id)) continue;
        for (auto node = token->after.rbegin(); node != token->after.rend(); ++node)
            if (seen.insert(*node).second) after.push_back(*node);
    }
    std::ranges::reverse(after);
    seen.clear();
    step.emit(TokensMerged{.tokens = std::move(taken)});
    return enter(step, {.node = index_of(step, join.node), .scope = join.scope, .after = std::move(after)});
}

// ---- parallel: needs to know of no other token; its flows may be more than a mask has bits

Refusal look_at_parallel(Step& step, const Waiting& join) {
    const auto waits_here = [&](const Token& token) {
        return token.scope == join.scope && token.waits() && token.node == join.node.id;
    };
    const std::vector<Token>& tokens = step.state().tokens;
    // Nothing more needs to be asked while there are fewer tokens than flows: thousands may come.
    const auto count = static_cast<std::size_t>(std::ranges::count_if(tokens, waits_here));
    if (count < join.node.incoming.size()) return {};
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < join.node.incoming.size(); ++i)
        places.emplace(step.definition().flows[join.node.incoming[i]].id, i);
    std::vector<TokenId> first(places.size());
    std::size_t missing = first.size();
    for (const Token& token : tokens) {
        if (!waits_here(token)) continue;
        const auto place = places.find(token.flow);
        TokenId& of_flow = first[place == places.end() ? 0 : place->second];
        if (of_flow.value == 0) --missing;
        if (of_flow.value == 0) of_flow = token.id;
    }
    return missing == 0 ? pass(step, join, std::move(first)) : Refusal{};
}

// ---- inclusive

Refusal look_at_inclusive(Step& step, const Waiting& join, bool& moved) {
    const Mask has = arrived(step, join);
    if (is_more_expected(step, join, has)) return {};
    moved = true;
    return pass(step, join, oldest(step, join, has));
}

// ---- complex

const JoinCycle* cycle_of(const State& state, const Waiting& join) {
    for (const JoinCycle& cycle : state.join_cycles)
        if (cycle.node == join.node.id && cycle.scope == join.scope) return &cycle;
    return nullptr;
}

void set_cycle(Step& step, const Waiting& join, Mask used) {
    JoinCycled cycled{.node = join.node.id, .scope = join.scope, .used = {}};
    for (std::size_t i = 0; i < join.node.incoming.size(); ++i)
        if ((used & (Mask{1} << i)) != 0)
            cycled.used.push_back(step.definition().flows[join.node.incoming[i]].id);
    step.emit(std::move(cycled));
}

// Swallows what belongs to a cycle that has fired; the cycle is over when all flows have had theirs, or no
// token is left that could bring what is missing.
void look_at_cycle(Step& step, const Waiting& join, const JoinCycle& cycle, bool& moved) {
    Mask used = 0;
    for (const std::string& flow : cycle.used) used |= Mask{1} << place_of(step, join.node, flow);
    const Mask late = arrived(step, join) & ~used;
    if (late != 0) step.emit(TokensMerged{.tokens = oldest(step, join, late)});
    const bool goes_on = is_more_expected(step, join, used | late);
    if (goes_on && late == 0) return;
    moved = true;
    set_cycle(step, join, goes_on ? used | late : 0);
}

void cancel_the_rest(Step& step, const Waiting& join, Mask has) {
    std::vector<TokenId> rest;
    for_each_other(step, join, [&](const Token& token, Mask reached) {
        if (is_expected(reached, has)) rest.push_back(token.id);
    });
    std::vector<TokenId> coming_back;
    std::ranges::copy_if(rest, std::back_inserter(coming_back),
                         [&](TokenId token) { return step.state().find_return(token) != nullptr; });
    cancel_tokens(step, rest);
    for (const TokenId token : coming_back) step.emit(ReturnDropped{.token = token});
}

Refusal is_enough(Step& step, const Waiting& join, std::int64_t count, bool& enough) {
    enough = count >= join.node.need;
    if (!join.node.need_when) return {};
    const feel::Entries counted{{"activationCount", feel::Value::number(feel::Decimal{count})}};
    const std::string what = "the activation condition of node " + node_named(join.node.id);
    feel::Value value;
    if (Refusal refused = evaluate(step, *join.node.need_when, join.scope, what, value, counted))
        return refused;
    enough = value.is_true();
    return {};
}

Refusal look_at_complex(Step& step, const Waiting& join, bool& moved) {
    if (const JoinCycle* cycle = cycle_of(step.state(), join)) {
        look_at_cycle(step, join, JoinCycle{*cycle}, moved);
        return {};
    }
    const Mask has = arrived(step, join);
    bool enough = false;
    if (Refusal refused = is_enough(step, join, std::popcount(has), enough)) return refused;
    if (!enough) return {};
    moved = true;
    std::vector<TokenId> taken = oldest(step, join, has);
    if (join.node.cancel_rest)
        cancel_the_rest(step, join, has);
    else if (has != all_flows(join.node))
        set_cycle(step, join, has);
    return pass(step, join, std::move(taken));
}

// Several tokens become one: on a single flow there is nothing else to count.
Refusal look_at_merge(Step& step, const Waiting& join, bool& moved) {
    std::vector<TokenId> waiting;
    for (const Token& token : step.state().tokens)
        if (token.waits() && token.scope == join.scope && token.node == join.node.id)
            waiting.push_back(token.id);
    bool enough = false;
    if (Refusal refused = is_enough(step, join, static_cast<std::int64_t>(waiting.size()), enough))
        return refused;
    if (!enough) return {};
    moved = true;
    if (!join.node.need_when)
        waiting.resize(std::min(waiting.size(), static_cast<std::size_t>(join.node.need)));
    return pass(step, join, std::move(waiting));
}

Refusal look_at(Step& step, const Waiting& join, bool& moved) {
    if (join.node.type == NodeType::Inclusive) return look_at_inclusive(step, join, moved);
    if (join.node.type != NodeType::Complex) return {};
    return join.node.incoming.size() == 1 ? look_at_merge(step, join, moved)
                                          : look_at_complex(step, join, moved);
}

}  // namespace

std::int64_t tokens_needed(Step& step, const Node& node, TokenId scope) {
    const auto flows = static_cast<std::int64_t>(node.incoming.size());
    for (std::int64_t count = 1; count < flows; ++count) {
        bool enough = false;
        if (is_enough(step, {node, scope}, count, enough)) break;
        if (enough) return count;
    }
    return flows;
}

bool is_join(const Node& node) {
    if (node.type == NodeType::Complex) return node.incoming.size() > 1 || node.need > 1 || node.need_when;
    return (node.type == NodeType::Parallel || node.type == NodeType::Inclusive) && node.incoming.size() > 1;
}

Refusal arrive_at_join(Step& step, const Node& node, const Arrival& arrival) {
    step.emit(TokenArrived{.token = step.next_token(),
                           .node = node.id,
                           .flow = arrival.flow,
                           .scope = arrival.scope,
                           .data = {},
                           .after = arrival.after});
    return node.type == NodeType::Parallel ? look_at_parallel(step, {node, arrival.scope}) : Refusal{};
}

Refusal look_at_joins(Step& step, bool& moved) {
    std::vector<std::pair<std::string, TokenId>> seen;
    for (const Token& token : step.state().tokens) {
        if (!token.waits()) continue;
        const std::pair<std::string, TokenId> place{token.node, token.scope};
        if (std::find(seen.begin(), seen.end(), place) != seen.end()) continue;
        seen.push_back(place);
        if (Refusal refused = look_at(step, {step.node_of(token), token.scope}, moved)) return refused;
        if (moved) return {};
    }
    // A cycle may be over although nothing waits.
    for (const JoinCycle& cycle : step.state().join_cycles) {
        const Waiting join{*step.definition().find_node(cycle.node), cycle.scope};
        look_at_cycle(step, join, JoinCycle{cycle}, moved);
        if (moved) return {};
    }
    return {};
}

}  // namespace wf
