#include "core/compile/find_asked.hpp"

#include "core/form/computed_fields.hpp"

#include <algorithm>

namespace wf::compiler {
namespace {

void add(const feel::Expression& expression, Definition& definition) {
    for (const feel::Expression::Name& name : expression.names()) definition.asked.push_back(name.name);
    definition.asks_clock = definition.asks_clock || expression.uses_clock();
}

bool has_function(const std::vector<ApproverRule>& rules) {
    return std::ranges::any_of(rules, [](const ApproverRule& rule) {
        return rule.kind == RuleKind::Function || has_function(rule.among);
    });
}

}  // namespace

void find_asked(Draft& draft) {
    Definition& definition = draft.definition;
    std::vector<std::string>& asked = definition.asked;
    for (const ExpressionUse& use : draft.expressions) add(use.expression, definition);
    for (const DecisionTable& decision : definition.decisions)
        for (const feel::Expression* expression : expressions_of(decision)) add(*expression, definition);
    // What comes back from a call is found on the form of the called, and else here.
    for (const Node& node : definition.nodes)
        for (const Mapping& mapping : node.call.out) add(mapping.value, definition);
    for (const NameUse& use : draft.names) asked.push_back(use.name);
    for (const FieldUse& use : draft.fields) asked.push_back(use.name);
    // Whoever a field names has to be there still whenever the form is written.
    if (definition.form)
        for (const Field& field : definition.form->fields)
            if (field.type == FieldType::Person) asked.push_back(field.name);
    std::ranges::sort(asked);
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
    definition.gives_form_to_rules = std::ranges::any_of(definition.nodes, [](const Node& node) {
        return has_function(node.approval.approvers) || has_function(node.copy_to);
    });
}

}  // namespace wf::compiler
