#include "core/compile/definition_scope.hpp"

#include "core/decision_table/hit_policy.hpp"
#include "core/form/form_value.hpp"

#include <algorithm>
#include <utility>

namespace wf::compiler {
namespace {

using feel::StaticType;
using feel::Type;

// Columns of the directory; what else the host knows of the person is not known here.
StaticType person() {
    feel::StaticFields fields{.list = {}, .is_open = true};
    for (const char* column : {"id", "name", "manager", "department", "position"})
        fields.list.emplace_back(column, StaticType::of(Type::String));
    fields.list.emplace_back("rank", StaticType::of(Type::Number));
    return StaticType::context_of(std::move(fields));
}

StaticType outcomes(const Definition& definition) {
    feel::StaticFields fields;
    for (const Node& node : definition.nodes)
        if (!node.id.empty()) fields.list.emplace_back(node.id, StaticType::of(Type::String));
    return StaticType::context_of(std::move(fields));
}

// As declared, else as its cells are, if all of them are literals.
StaticType result(const DecisionTable& table, std::size_t output) {
    if (table.outputs[output].type) return StaticType::of(*table.outputs[output].type);
    std::optional<StaticType> common;
    const auto add = [&](const feel::Expression& cell) {
        const StaticType type =
            cell.constant() != nullptr ? StaticType::of_value(*cell.constant()) : StaticType{};
        common = common ? feel::either(*common, type) : type;
    };
    for (const DecisionRule& rule : table.rules)
        if (output < rule.then.size()) add(rule.then[output]);
    if (table.outputs[output].otherwise) add(*table.outputs[output].otherwise);
    return common.value_or(StaticType{});
}

StaticType result(const DecisionTable& table) {
    if (table.aggregation == Aggregation::Count) return StaticType::of(Type::Number);
    StaticType one;
    if (table.outputs.size() == 1) {
        one = result(table, 0);
    } else {
        feel::StaticFields fields;
        for (std::size_t i = 0; i < table.outputs.size(); ++i)
            fields.list.emplace_back(table.outputs[i].name, result(table, i));
        one = StaticType::context_of(std::move(fields));
    }
    return gives_list(table) ? StaticType::list_of(std::move(one)) : one;
}

const DecisionTable* find_decision(const Definition& definition, std::string_view name) {
    const auto found = std::ranges::find(definition.decisions, name, &DecisionTable::name);
    return found == definition.decisions.end() ? nullptr : &*found;
}

}  // namespace

DefinitionScope::DefinitionScope(const Definition& definition, StaticType row)
    : definition_{definition}, row_{std::move(row)}, initiator_{person()}, outcome_{outcomes(definition)} {}

std::optional<StaticType> DefinitionScope::find(std::string_view name) const {
    if (name == "doc") return row_;
    if (name == "initiator") return initiator_;
    if (name == "outcome") return outcome_;
    bool is_in_loop = false;
    for (NodeIndex i = from_; i != no_node; i = definition_.nodes[i].parent) {
        const Node& node = definition_.nodes[i];
        is_in_loop = is_in_loop || node.loop.kind != LoopKind::None || node.type == NodeType::Complex;
        if (!node.loop.element.empty() && node.loop.element == name) return StaticType{};
    }
    if (const DecisionTable* decision = find_decision(definition_, name)) return result(*decision);
    if (!definition_.form) return StaticType{};
    if (const Field* field = definition_.form->find(name)) return static_type(*field);
    return is_in_loop || definition_.form->is_open ? std::optional{StaticType{}} : std::nullopt;
}

std::vector<std::string_view> DefinitionScope::names() const {
    std::vector<std::string_view> names{"doc", "initiator", "outcome"};
    if (definition_.form)
        for (const Field& field : definition_.form->fields) names.push_back(field.name);
    for (const DecisionTable& decision : definition_.decisions) names.push_back(decision.name);
    return names;
}

feel::Vocabulary DefinitionScope::vocabulary() const {
    feel::Vocabulary vocabulary;
    for (const DecisionTable& decision : definition_.decisions) {
        vocabulary.functions.push_back(decision.name);
        if (decision.name.find(' ') != std::string::npos) vocabulary.names.push_back(decision.name);
    }
    return vocabulary;
}

StaticType DefinitionScope::result_of(std::string_view decision) const {
    const DecisionTable* table = find_decision(definition_, decision);
    return table != nullptr ? result(*table) : StaticType{};
}

}  // namespace wf::compiler
