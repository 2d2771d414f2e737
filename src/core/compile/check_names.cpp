#include "core/compile/check.hpp"

#include "core/base/lists.hpp"
#include "core/model/loop_names.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace wf::compiler {
namespace {

// What every expression knows besides the form: the live business row, the person who started, results of
// nodes.
constexpr std::string_view engine_names[] = {"doc", "initiator", "outcome"};

constexpr std::string_view loop_names[] = {"loopCounter"};
constexpr std::string_view join_names[] = {"activationCount"};

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
            for (const Field& field : form_->fields) {
                candidates_.push_back(field.name);
                fields_.emplace(field.name, &field);
            }
        for (const DecisionTable& table : draft.definition.decisions)
            if (!table.name.empty()) candidates_.push_back(table.name);
        candidates_.insert(candidates_.end(), std::begin(engine_names), std::end(engine_names));
        known_.insert(candidates_.begin(), candidates_.end());
    }

    bool is_known(std::string_view name) const { return known_.contains(name); }
    bool is_known(const NameUse& use) const {
        return is_known(use.name) || is_variable(use.name, use.inside);
    }

    void check(const NameUse& use) const {
        if (is_known(use)) return;
        const std::string where = use.position ? " at character " + std::to_string(*use.position + 1) +
                                                     " of the " + std::string{use.what}
                                               : std::string{};
        if (use.name == "now") {
            report_.error("unknown_name", use.path, "unknown name \"now\"" + where,
                          "Write now() for this moment, or today() for this day.");
        } else if (use.may_be_given) {
            report_.warning("unknown_name", use.path, "unknown name " + in_quotes(use.name) + where,
                            use.what == "cell"
                                ? "A text in a cell is in double quotes; a name has to come from wf.decide."
                                : "Nothing in this definition gives it; whoever calls wf.decide has to.");
        } else if (is_closed()) {
            report_.error("unknown_name", use.path, "unknown name " + in_quotes(use.name) + where, hint(use));
        } else {
            const std::string near =
                form_ != nullptr ? report_.did_you_mean(use.name, candidates_) : std::string{};
            report_.warning(
                "unknown_name", use.path, "unknown name " + in_quotes(use.name) + where,
                !near.empty()       ? near
                : form_ != nullptr ? "It is not a field of the form: it is null unless the data has it."
                                    : "Without a declared form it is null unless the data has it; declare the "
                                      "form to be sure.");
        }
    }

    // Fields that get a value: what the form does not have would be refused when the value comes.
    void check_written(const std::string& field, const std::string& path) const {
        if (is_closed() && !field.empty() && form_->find(field) == nullptr)
            report_unknown_field(field, path);
    }

    // A field that is asked for people, or for a department. A variable may hold anything.
    void check_asked(const FieldUse& use) const {
        if (is_variable(use.name, use.inside)) return;
        const std::string what = use.content == FieldContent::People ? "people" : "a department";
        const auto found = fields_.find(use.name);
        const Field* field = found != fields_.end() ? found->second : nullptr;
        if (field != nullptr && !can_hold(field->type, use.content))
            report_.error("bad_value", use.path, "field " + in_quotes(use.name) + " cannot hold " + what,
                          use.content == FieldContent::People
                              ? "It must be of type \"person\", \"list\" or \"text\"."
                              : "It must be of type \"department\" or \"text\".");
        else if (field == nullptr && is_closed())
            report_unknown_field(use.name, use.path);
        else if (field == nullptr)
            report_.warning("unknown_name", use.path, "no form declares field " + in_quotes(use.name),
                            "Without a declared form it finds nobody unless the data has it; declare the "
                            "form to be sure.");
    }

    void check_list(const std::string& field, const std::string& path) const {
        if (form_ == nullptr || field.empty()) return;
        check_written(field, path);
        const auto found = fields_.find(field);
        if (found != fields_.end() && found->second->type != FieldType::List)
            report_.error("bad_value", path,
                          "field " + in_quotes(field) + " cannot hold the results: they are a list",
                          "Declare it with \"type\": \"list\".");
    }

private:
    bool is_closed() const { return form_ != nullptr && !form_->is_open; }

    // Requires: a form is declared, and has no such field.
    void report_unknown_field(const std::string& field, const std::string& path) const {
        const std::span<const std::string_view> fields{candidates_.data(), fields_.size()};
        std::string did_you_mean = report_.did_you_mean(field, fields);
        if (did_you_mean.empty()) did_you_mean = "Declare it as a field of the form.";
        report_.error("unknown_name", path, "the form has no field " + in_quotes(field),
                      std::move(did_you_mean));
    }

    static bool can_hold(FieldType type, FieldContent content) {
        if (type == FieldType::Text) return true;
        if (content == FieldContent::Department) return type == FieldType::Department;
        return type == FieldType::Person || type == FieldType::List;
    }

    bool is_variable(std::string_view name, NodeIndex inside) const {
        for (NodeIndex i = inside; i != no_node; i = nodes_[i].parent)
            if (contains(names_of(nodes_[i]), name) || nodes_[i].loop.element == name) return true;
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
        if (use.what == "cell") return "A text in a cell is in double quotes; a name is a field of the form.";
        const bool is_counter = contains(multi_names, use.name);
        return is_counter ? "It is known inside a repeated activity only."
                          : "Declare it as a field of the form.";
    }

    const std::vector<Node>& nodes_;
    const Form* form_;  // nullptr: none is declared
    Report& report_;
    std::vector<std::string_view> candidates_;  // the form's fields, then the engine's names
    std::unordered_set<std::string_view> known_;
    std::unordered_map<std::string_view, const Field*> fields_;  // the first of each name
};

}  // namespace

void check_names(const Draft& draft, Report& report) {
    const NameCheck names{draft, report};
    for (const NameUse& use : draft.names) names.check(use);
    std::unordered_set<std::string> reported;
    visit_names_of_decisions(
        draft, [&](std::string_view name) { return names.is_known(name); },
        [&](const NameUse& use) {
            if (!names.is_known(use) && reported.insert(use.path + ' ' + use.name).second) names.check(use);
        });
    for (const FieldUse& use : draft.fields) names.check_asked(use);
    for (NodeIndex i = 0; i < draft.nodes.size(); ++i) {
        const Node& node = draft.definition.nodes[i];
        const std::string& path = draft.nodes[i].path;
        names.check_list(node.loop.output, child(child(path, "multi"), "output"));
        for (const Mapping& mapping : node.call.out)
            names.check_written(mapping.name, child(child(path, "out"), mapping.name));
    }
}

}  // namespace wf::compiler
