#include "pg/host/bindable.hpp"

#include "core/expression/check.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::StaticType;
using feel::Type;

// Names are the columns.
class Columns : public feel::StaticScope {
public:
    explicit Columns(const StaticType& row) : row_(row) {}
    std::optional<StaticType> find(std::string_view name) const override {
        const StaticType* column = row_.fields ? row_.fields->find(name) : nullptr;
        return column ? std::optional{*column} : std::nullopt;
    }
    std::vector<std::string_view> names() const override {
        std::vector<std::string_view> names;
        if (row_.fields)
            for (const auto& [name, type] : row_.fields->list) names.emplace_back(name);
        return names;
    }

private:
    const StaticType& row_;
};

std::optional<BindingProblem> problem_of(const char* path, const feel::Expression& expression,
                                         const StaticType& row, const StaticType& wanted) {
    for (const feel::Finding& finding : feel::check(expression, Columns{row}, wanted)) {
        if (finding.severity != feel::Finding::Severity::Error) continue;
        return BindingProblem{
            path, "at character " + std::to_string(finding.position + 1) + ", " + finding.message,
            finding.suggestion.empty() ? finding.hint : "Write " + finding.suggestion + "."};
    }
    return {};
}

std::optional<BindingProblem> problem_of_when(const feel::Expression& when, const StaticType& row) {
    if (when.constant() && !when.constant()->is_true())
        return BindingProblem{"/when", "it is never true", "Leave \"start\" out if no row is to start."};
    return problem_of("/when", when, row, StaticType::of(Type::Boolean));
}

// Types of columns whose JSON a field of the form takes.
feel::TypeSet types_for(FieldType type) {
    using feel::set_of;
    constexpr feel::TypeSet moments = set_of(Type::Date) | set_of(Type::DateTime) | set_of(Type::Time);
    switch (type) {
        case FieldType::Number:
            return set_of(Type::Number);
        case FieldType::Boolean:
            return set_of(Type::Boolean);
        case FieldType::Date:
        case FieldType::Datetime:
            return set_of(Type::String) | set_of(Type::Date) | set_of(Type::DateTime);
        case FieldType::Text:
        case FieldType::Choice:
        case FieldType::Person:
        case FieldType::Department:
            return set_of(Type::String) | set_of(Type::Number) | moments | feel::any_duration;
        case FieldType::List:
            return set_of(Type::List);
        case FieldType::Object:
            return set_of(Type::Context);
        case FieldType::Attachment:
            break;
    }
    return feel::all_types;
}

std::optional<BindingProblem> problem_of_field(const Field& field, const std::string& column,
                                               const StaticType& row) {
    const StaticType* type = row.fields ? row.fields->find(column) : nullptr;
    if (!type || type->may_be(types_for(field.type))) return {};
    return BindingProblem{"/data/" + field.name,
                          "column \"" + column + "\" is " + feel::describe(*type) + ", which field \"" +
                              field.name + "\" of the form cannot be",
                          "Map the field to another column, or leave it out of data."};
}

}  // namespace

std::optional<BindingProblem> problem_of_types(const RowBinding& binding, const StaticType& row,
                                               const Definition& definition) {
    if (binding.when)
        if (std::optional<BindingProblem> problem = problem_of_when(*binding.when, row)) return problem;
    if (binding.title)
        if (std::optional<BindingProblem> problem = problem_of("/title", *binding.title, row, {}))
            return problem;
    if (!definition.form) return {};
    for (const Field& field : definition.form->fields) {
        const std::string column = binding.column_of(field.name);
        if (column.empty() || field.computed) continue;
        if (std::optional<BindingProblem> problem = problem_of_field(field, column, row)) return problem;
    }
    return {};
}

}  // namespace wf::pg
