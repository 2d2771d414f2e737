#include "core/compile/check.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace wf::compiler {
namespace {

// What every expression knows besides the form: the live business row, the person who started, results of
// nodes.
constexpr std::string_view engine_names[] = {"doc", "initiator", "outcome"};

// Inside a repeated activity: BPMN's names, and the short ones that Camunda and Flowable use.
constexpr std::string_view multi_names[] = {"loopCounter",
                                            "nrOfInstances",
                                            "nrOfActiveInstances",
                                            "nrOfCompletedInstances",
                                            "numberOfInstances",
                                            "numberOfActiveInstances",
                                            "numberOfCompletedInstances",
                                            "numberOfTerminatedInstances"};
constexpr std::string_view loop_names[] = {"loopCounter"};
constexpr std::string_view join_names[] = {"activationCount"};

bool contains(std::span<const std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// The names that a node gives to the expressions in it.
std::span<const std::string_view> names_of(const Node& node) {
    if (node.type == NodeType::Complex) return join_names;
    switch (node.loop.kind) {
        case LoopKind::Sequential:
        case LoopKind::Parallel:
            return multi_names;
        case LoopKind::Standard:
            return loop_names;
        case LoopKind::None:
            break;
    }
    return {};
}

class NameCheck {
public:
    NameCheck(const Draft& draft, Report& report)
        : nodes_{draft.definition.nodes},
          form_{draft.definition.form ? &*draft.definition.form : nullptr},
          report_{report} {
        if (form_ != nullptr)
            for (const Field& field : form_->fields) candidates_.push_back(field.name);
        candidates_.insert(candidates_.end(), std::begin(engine_names), std::end(engine_names));
        known_.insert(candidates_.begin(), candidates_.end());
    }

    void check(const NameUse& use) const {
        if (known_.contains(use.name) || is_variable(use)) return;
        const std::string where = use.position ? " at character " + std::to_string(*use.position + 1) +
                                                     " of the " + std::string{use.what}
                                               : std::string{};
        if (use.name == "now") {
            report_.error("not_supported_yet", use.path,
                          "name \"now\"" + where + " is not supported by this version");
        } else if (form_ != nullptr) {
            report_.error("unknown_name", use.path, "unknown name " + quoted(use.name) + where, hint(use));
        } else {
            report_.warning(
                "unknown_name", use.path, "unknown name " + quoted(use.name) + where,
                "Without a declared form it is null unless the data has it; declare the form to be sure.");
        }
    }

    // Fields that get a value: what the form does not have would be refused when the value comes.
    void check_written(const std::string& field, const std::string& path) const {
        if (form_ == nullptr || field.empty()) return;
        if (known_.contains(field) && !contains(engine_names, field)) return;
        const std::span<const std::string_view> fields{candidates_.data(),
                                                       candidates_.size() - std::size(engine_names)};
        std::string did_you_mean = report_.did_you_mean(field, fields);
        if (did_you_mean.empty()) did_you_mean = "Declare it as a field of the form.";
        report_.error("unknown_name", path, "the form has no field " + quoted(field),
                      std::move(did_you_mean));
    }

    void check_list(const std::string& field, const std::string& path) const {
        if (form_ == nullptr || field.empty()) return;
        check_written(field, path);
        const Field* found = form_->find(field);
        if (found != nullptr && found->type != FieldType::List)
            report_.error("bad_value", path,
                          "field " + quoted(field) + " can't hold the results: they are a list",
                          "Declare it with \"type\": \"list\".");
    }

private:
    bool is_variable(const NameUse& use) const {
        for (NodeIndex i = use.inside; i != no_node; i = nodes_[i].parent)
            if (contains(names_of(nodes_[i]), use.name) || nodes_[i].loop.element == use.name) return true;
        return false;
    }

    std::string hint(const NameUse& use) const {
        if (report_.is_full()) return {};
        std::vector<std::string_view> candidates = candidates_;
        for (NodeIndex i = use.inside; i != no_node; i = nodes_[i].parent) {
            const std::span<const std::string_view> names = names_of(nodes_[i]);
            candidates.insert(candidates.end(), names.begin(), names.end());
            if (!nodes_[i].loop.element.empty()) candidates.push_back(nodes_[i].loop.element);
        }
        std::string did_you_mean = report_.did_you_mean(use.name, candidates);
        if (!did_you_mean.empty()) return did_you_mean;
        const bool is_counter = contains(multi_names, use.name);
        return is_counter ? "It is known inside a repeated activity only."
                          : "Declare it as a field of the form.";
    }

    const std::vector<Node>& nodes_;
    const Form* form_;  // nullptr: none is declared
    Report& report_;
    std::vector<std::string_view> candidates_;  // the form's fields, then the engine's names
    std::unordered_set<std::string_view> known_;
};

}  // namespace

void check_names(const Draft& draft, Report& report) {
    const NameCheck names{draft, report};
    for (const NameUse& use : draft.names) names.check(use);
    for (NodeIndex i = 0; i < draft.nodes.size(); ++i) {
        const Node& node = draft.definition.nodes[i];
        const std::string& path = draft.nodes[i].path;
        names.check_list(node.loop.output, child(child(path, "multi"), "output"));
        for (const Mapping& mapping : node.call.out)
            names.check_written(mapping.name, child(child(path, "out"), mapping.name));
    }
}

}  // namespace wf::compiler
