// Soundness by brute force: all markings that the token rules lead to, and what is wrong with them.
#pragma once

#include "token_rules.hpp"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace wf::test {

class SoundnessOracle {
public:
    SoundnessOracle(const Definition& definition, std::size_t max_states)
        : definition_(definition), max_states_(max_states) {}

    // The codes of what is wrong; nullopt: too many states.
    std::optional<std::set<std::string>> verdict() {
        std::set<std::string> codes;
        for (NodeIndex i = static_cast<NodeIndex>(definition_.nodes.size()); i-- > 0;)
            if (node(i).type == NodeType::Subprocess && !judge(i, codes)) return std::nullopt;
        if (!judge(no_node, codes)) return std::nullopt;
        return codes;
    }

private:
    using Marking = TokenRules::Marking;

    const Node& node(NodeIndex i) const { return definition_.nodes[i]; }

    bool judge(NodeIndex scope, std::set<std::string>& codes) {
        TokenRules rules{definition_, scope, always_fails_};
        std::map<Marking, std::set<Marking>> before;
        std::set<Marking> fine;  // over, or its own mistake
        std::deque<Marking> open;
        std::set<std::string> found;
        bool ends_normally = false;
        for (const Marking& first : rules.first())
            if (before.try_emplace(first).second) open.push_back(first);
        while (!open.empty()) {
            const Marking marking = open.front();
            open.pop_front();
            if (rules.is_over(marking)) {
                fine.insert(marking);
                continue;
            }
            const std::vector<TokenRules::Move> moves = rules.moves_of(marking);
            if (moves.empty()) {
                found.insert("unsound_deadlock");
                fine.insert(marking);
            }
            for (const TokenRules::Move& move : moves) {
                if (rules.is_unsafe(move.after)) {
                    found.insert("unsound_unsafe");
                    fine.insert(marking);
                    continue;
                }
                const Marking after = rules.settled(move.after);
                if (!move.throws && rules.is_over(after)) ends_normally = true;
                const auto [place, is_new] = before.try_emplace(after);
                place->second.insert(marking);
                if (is_new) open.push_back(after);
            }
            if (before.size() > max_states_) return false;
        }
        const bool goes_on_for_ever = !all_reach(before, fine);
        if (goes_on_for_ever && !can_be_ended_from_outside(scope)) found.insert("unsound_no_completion");
        if (!found.contains("unsound_unsafe"))
            for (NodeIndex i = 0; i < definition_.nodes.size(); ++i)
                if (rules.lies_in_scope(i) && !rules.is_entered(i)) found.insert("unsound_dead_node");
        if (scope != no_node && found.empty() && !ends_normally && !goes_on_for_ever &&
            node(scope).event_subprocesses.empty())
            always_fails_.insert(scope);
        codes.insert(found.begin(), found.end());
        return true;
    }

    static bool all_reach(const std::map<Marking, std::set<Marking>>& before, const std::set<Marking>& fine) {
        std::set<Marking> good = fine;
        std::deque<Marking> open(fine.begin(), fine.end());
        while (!open.empty()) {
            const Marking marking = open.front();
            open.pop_front();
            for (const Marking& earlier : before.at(marking))
                if (good.insert(earlier).second) open.push_back(earlier);
        }
        return good.size() == before.size();
    }

    // By an interrupting event on it or in it, or because what it lies in may end as a whole.
    bool can_be_ended_from_outside(NodeIndex scope) const {
        for (NodeIndex i = 0; i < definition_.nodes.size(); ++i) {
            if (node(i).type == NodeType::Boundary && node(i).attached_to == scope &&
                node(i).event.interrupting)
                return true;
            if (node(i).is_event_subprocess && node(i).parent == scope &&
                node(node(i).start).event.interrupting)
                return true;
        }
        if (scope == no_node) return false;
        for (const Node& other : definition_.nodes)
            if (other.parent == node(scope).parent && TokenRules::ends_all(other)) return true;
        return can_be_ended_from_outside(node(scope).parent);
    }

    const Definition& definition_;
    std::size_t max_states_;
    std::set<NodeIndex> always_fails_;
};

}  // namespace wf::test
