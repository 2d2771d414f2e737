// What no form declares is what the conditions take it for. If one takes it for a text and another one for a
// number, one of them never holds.
#include "core/compile/check.hpp"
#include "core/compile/definition_scope.hpp"
#include "core/expression/comparisons.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace wf::compiler {
namespace {

// As the drawing shows it: `flow "f1"`, `node "review"`; what belongs to neither, by its JSON pointer.
class WrittenPlaces {
public:
    explicit WrittenPlaces(const Draft& draft) {
        for (std::size_t i = 0; i < draft.nodes.size(); ++i)
            places_.emplace(draft.nodes[i].path, "node " + in_quotes(draft.definition.nodes[i].id));
        for (std::size_t i = 0; i < draft.flows.size(); ++i)
            places_.emplace(draft.flows[i].path, "flow " + in_quotes(draft.definition.flows[i].id));
    }

    std::string of(std::string_view path) const {
        for (std::string_view around = path; !around.empty(); around = around.substr(0, around.rfind('/'))) {
            const auto place = places_.find(std::string{around});
            if (place != places_.end()) return place->second;
        }
        return std::string{path};
    }

private:
    std::unordered_map<std::string, std::string> places_;
};

struct FirstUse {
    feel::Type type;
    std::string path;
};

// Those of loops mean something else at each node.
std::unordered_set<std::string> names_with_several_meanings(const Draft& draft) {
    std::unordered_set<std::string> names;
    for (const Node& node : draft.definition.nodes)
        if (!node.loop.element.empty()) names.insert(node.loop.element);
    return names;
}

std::string in_words(feel::Type type) { return describe(feel::StaticType::of(type)); }

class ComparisonCheck {
public:
    ComparisonCheck(const Draft& draft, Report& report)
        : scope_{draft.definition}, places_{draft}, report_{report}, done_{names_with_several_meanings(draft)} {}

    void look_at(const ExpressionUse& use) {
        std::map<std::string, feel::Type> here;
        for (const feel::Comparison& one : feel::comparisons(use.expression)) {
            const auto known = scope_.find(one.name);
            if (done_.contains(one.name) || !known || !known->is_unknown()) continue;
            // In one expression (x = "5" or x = 5) it is meant.
            const auto [same, is_new] = here.try_emplace(one.what, one.type);
            if (!is_new && same->second != one.type) done_.insert(one.what);
        }
        for (const auto& [what, type] : here)
            if (!done_.contains(what)) note(what, type, use.path);
    }

private:
    void note(const std::string& what, feel::Type type, const std::string& path) {
        const auto [before, is_first] = first_.try_emplace(what, FirstUse{type, path});
        if (is_first || before->second.type == type) return;
        done_.insert(what);
        report_.warning("contradictory_types", path,
                        in_quotes(what) + " is compared with " + in_words(type) + " here, and with " +
                            in_words(before->second.type) + " in " + places_.of(before->second.path),
                        "It can only be one of them. A field of the form says which.");
    }

    DefinitionScope scope_;
    WrittenPlaces places_;
    Report& report_;
    std::unordered_set<std::string> done_;  // told, or not to be told
    std::unordered_map<std::string, FirstUse> first_;
};

}  // namespace

void check_comparisons(const Draft& draft, Report& report) {
    ComparisonCheck check{draft, report};
    for (const ExpressionUse& use : draft.expressions)
        if (!use.path.starts_with("/decisions")) check.look_at(use);
}

}  // namespace wf::compiler
