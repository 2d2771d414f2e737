// What decisions and their users mean together.
//
// The inputs of a decision are evaluated where it is used, so what its expressions name must be known there,
// unless the call gives it as an argument. What is missing is reported where the decision names it.
#include "core/compile/check.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace wf::compiler {
namespace {

using Index = std::size_t;

class Decisions {
public:
    explicit Decisions(const Draft& draft)
        : tables_{draft.definition.decisions}, sources_{draft.decisions}, used_by_{tables_.size()} {
        for (Index i = 0; i < tables_.size(); ++i) indexes_.emplace(tables_[i].name, i);
        for (Index i = 0; i < tables_.size(); ++i)
            for (const NameUse& use : sources_[i].names)
                if (const std::optional<Index> other = find(use.name)) used_by_[*other].insert(i);
        sort();
    }

    std::optional<Index> find(std::string_view name) const {
        const auto found = indexes_.find(name);
        return found == indexes_.end() ? std::nullopt : std::optional{found->second};
    }

    // Those that are used come before those that use them; what is in a cycle, or uses one, is not in it.
    const std::vector<Index>& order() const { return order_; }
    std::size_t depth(Index decision) const { return depth_[decision]; }
    bool is_ordered(Index decision) const { return depth_[decision] > 0; }

private:
    void sort() {
        std::vector<std::size_t> waits_for(tables_.size());
        for (const std::set<Index>& users : used_by_)
            for (const Index user : users) ++waits_for[user];
        depth_.assign(tables_.size(), 0);
        for (Index i = 0; i < tables_.size(); ++i)
            if (waits_for[i] == 0) order_.push_back(i);
        std::vector<std::size_t> below(tables_.size());
        for (std::size_t next = 0; next < order_.size(); ++next) {
            const Index decision = order_[next];
            depth_[decision] = below[decision] + 1;
            for (const Index user : used_by_[decision]) {
                below[user] = std::max(below[user], depth_[decision]);
                if (--waits_for[user] == 0) order_.push_back(user);
            }
        }
    }

    const std::vector<DecisionTable>& tables_;
    const std::vector<DecisionSource>& sources_;
    std::unordered_map<std::string_view, Index> indexes_;
    std::vector<std::set<Index>> used_by_;
    std::vector<Index> order_;
    std::vector<std::size_t> depth_;  // of decisions below each other; 0: in a cycle
};

void check_own_names(const Draft& draft, Report& report) {
    std::unordered_set<std::string_view> seen;
    for (Index i = 0; i < draft.decisions.size(); ++i) {
        const std::string& name = draft.definition.decisions[i].name;
        if (name.empty()) continue;
        const std::string path = child(draft.decisions[i].path, "name");
        if (!seen.insert(name).second)
            report.error("duplicate_id", path, "there is more than one decision " + in_quotes(name));
        else if (draft.definition.form && draft.definition.form->find(name) != nullptr)
            report.error("duplicate_id", path, "decision " + in_quotes(name) + " has the name of a form field");
    }
}

// Follows the uses from a decision that is in no order until one comes again.
std::string cycle_from(const Draft& draft, const Decisions& decisions, Index at) {
    std::vector<Index> way;
    for (;;) {
        const auto first = static_cast<std::size_t>(std::find(way.begin(), way.end(), at) - way.begin());
        const bool comes_again = first < way.size();
        way.push_back(at);
        if (comes_again) {
            std::string text;
            for (std::size_t i = first; i < way.size(); ++i)
                text += (text.empty() ? "" : ", ") + in_quotes(draft.definition.decisions[way[i]].name);
            return text;
        }
        for (const NameUse& use : draft.decisions[way.back()].names)
            if (const auto next = decisions.find(use.name); next && !decisions.is_ordered(*next)) at = *next;
    }
}

void check_order(const Draft& draft, const Decisions& decisions, Report& report) {
    const std::size_t max_depth = draft.limits.max_decision_depth;
    bool has_cycle = false;
    for (Index i = 0; i < draft.decisions.size(); ++i) {
        if (!decisions.is_ordered(i) && !std::exchange(has_cycle, true))
            report.error("decision_cycle", draft.decisions[i].path,
                         "decisions use each other in a circle: " + cycle_from(draft, decisions, i));
        if (decisions.depth(i) > max_depth)
            report.error("too_deep", draft.decisions[i].path,
                         "more than " + std::to_string(max_depth) + " decisions use each other in a row");
    }
}

// ---- arguments

class Needs {
public:
    Needs(const Draft& draft, const Decisions& decisions)
        : draft_{draft}, decisions_{decisions}, names_(draft.decisions.size()) {
        for (const Index decision : decisions.order()) collect(decision);
    }

    // What a decision asks its user for, itself and by the decisions it uses, with the first place of each.
    const std::map<std::string_view, const NameUse*>& names(Index decision) const { return names_[decision]; }

    // Is it given by this call?
    bool gives(const feel::Expression::Call& call, const DecisionTable& table, std::string_view name) const {
        if (std::find(call.named.begin(), call.named.end(), name) != call.named.end()) return true;
        const std::vector<std::string_view> all = parameters(table);
        const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(call.positional, all.size()));
        return std::find(all.begin(), end, name) != end;
    }

private:
    void collect(Index decision) {
        auto& names = names_[decision];
        for (const NameUse& use : draft_.decisions[decision].names) {
            const std::optional<Index> used = decisions_.find(use.name);
            if (!used) {
                names.emplace(use.name, &use);
                continue;
            }
            for (const auto& [name, place] : names_[*used])
                if (!use.call || !gives(*use.call, draft_.definition.decisions[*used], name))
                    names.emplace(name, place);
        }
    }

    const Draft& draft_;
    const Decisions& decisions_;
    std::vector<std::map<std::string_view, const NameUse*>> names_;
};

void check_call(const NameUse& use, const DecisionTable& table, Index decision, const Needs& needs,
                Report& report) {
    const std::vector<std::string_view> known = parameters(table);
    if (use.call->positional > known.size())
        report.error("bad_value", use.path,
                     "decision " + in_quotes(table.name) + " has " + std::to_string(known.size()) +
                         " inputs to be given by position, not " + std::to_string(use.call->positional),
                     "Give arguments by name.");
    for (const std::string& name : use.call->named)
        if (std::find(known.begin(), known.end(), name) == known.end() &&
            !needs.names(decision).contains(name))
            report.error("unknown_name", use.path,
                         "decision " + in_quotes(table.name) + " does not ask for " + in_quotes(name),
                         report.did_you_mean(name, known));
}

void check_calls(const std::vector<NameUse>& uses, const Draft& draft, const Decisions& decisions,
                 const Needs& needs, Report& report) {
    for (const NameUse& use : uses)
        if (const auto decision = use.call ? decisions.find(use.name) : std::nullopt;
            decision && draft.decisions[*decision].is_complete)
            check_call(use, draft.definition.decisions[*decision], *decision, needs, report);
}

}  // namespace

void check_decisions(const Draft& draft, Report& report) {
    if (draft.decisions.empty()) return;
    check_own_names(draft, report);
    const Decisions decisions{draft};
    check_order(draft, decisions, report);
    const Needs needs{draft, decisions};
    check_calls(draft.names, draft, decisions, needs, report);
    for (const DecisionSource& source : draft.decisions)
        check_calls(source.names, draft, decisions, needs, report);
}

void visit_names_of_decisions(const Draft& draft, const std::function<bool(std::string_view)>& is_known,
                              const std::function<void(const NameUse&)>& visit) {
    if (draft.decisions.empty()) return;
    const Decisions decisions{draft};
    const Needs needs{draft, decisions};
    std::vector<bool> is_used(draft.decisions.size());
    const auto visit_use = [&](const NameUse& use, Index decision) {
        for (const auto& [name, place] : needs.names(decision)) {
            const DecisionTable& table = draft.definition.decisions[decision];
            if (is_known(name) || (use.call && needs.gives(*use.call, table, name))) continue;
            NameUse missing = *place;
            missing.inside = use.inside;
            missing.may_be_given = use.may_be_given;
            visit(missing);
        }
    };
    const auto mark = [&](const std::vector<NameUse>& uses) {
        for (const NameUse& use : uses)
            if (const auto decision = decisions.find(use.name)) is_used[*decision] = true;
    };
    for (const NameUse& use : draft.names)
        if (const auto decision = decisions.find(use.name)) visit_use(use, *decision);
    mark(draft.names);
    for (const DecisionSource& source : draft.decisions) mark(source.names);
    NameUse nobody;
    nobody.may_be_given = true;
    for (Index i = 0; i < draft.decisions.size(); ++i)
        if (!is_used[i]) visit_use(nobody, i);
}

}  // namespace wf::compiler
