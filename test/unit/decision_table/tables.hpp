// Decision tables as tests write them: JSON with single quotes, in a definition with a form of every kind.
#pragma once

#include "core/compile/compile.hpp"
#include "core/decision_table/decision_scope.hpp"
#include "core/expression/print.hpp"
#include "definitions.hpp"
#include "expression/feel_spec.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace wf::test {

// `decisions`: one table or several, with commas. `when`: a condition that makes use of them.
inline std::string with_decisions(const std::string& decisions, const std::string& when = "true") {
    return test::quoted(R"({'key': 'k', 'form': {'fields': [
        {'name': 'amount', 'type': 'number'}, {'name': 'department', 'type': 'text'}, {'name': 'day', 'type': 'date'},
        {'name': 'urgent', 'type': 'boolean'}, {'name': 'kind', 'type': 'choice', 'values': ['annual', 'sick']}]},
        'decisions': [)" +
                        decisions + R"(],
        'nodes': [{'id': 's', 'type': 'start'}, {'id': 'g', 'type': 'exclusive'}, {'id': 'e', 'type': 'end'}],
        'flows': [{'from': 's', 'to': 'g'}, {'from': 'g', 'to': 'e', 'default': true},
                  {'from': 'g', 'to': 'e', 'when': ')") +
           when + R"("}]})";
}

// "severity code path: message", one line each.
inline std::string findings(const std::string& decisions, const std::string& when = "true",
                            const CompileLimits& limits = {}) {
    std::string text;
    for (const Finding& finding : compile(with_decisions(decisions, when), limits).findings)
        text += std::string{finding.severity == Severity::Error ? "error " : "warning "} + finding.code +
                " " + finding.path + ": " + finding.message + "\n";
    return text;
}

inline Definition definition_with(const std::string& decisions) {
    CompileResult result = compile(with_decisions(decisions));
    if (result.definition) return std::move(*result.definition);
    throw std::runtime_error{findings(decisions)};
}

// The names of `context`, a FEEL context, which may be empty.
inline feel::test::MapScope names_of(std::string_view context) {
    feel::test::MapScope names;
    if (context.empty()) return names;
    const feel::Value values = feel::test::parsed(context).evaluate(names);
    for (const auto& [key, value] : values.as_context()) names.values[key] = value;
    return names;
}

// What an expression over decisions gives, as FEEL text; "failed: ..." if a decision has no result.
inline std::string decided(const Definition& definition, std::string_view expression,
                           std::string_view context = {}, const feel::Limits& limits = {}) {
    feel::test::MapScope names = names_of(context);
    feel::Vocabulary vocabulary;
    for (const DecisionTable& table : definition.decisions) {
        vocabulary.functions.push_back(table.name);
        if (table.name.find(' ') != std::string::npos) vocabulary.names.push_back(table.name);
    }
    feel::SyntaxError error;
    const auto parsed = feel::Expression::parse(expression, error, limits, vocabulary);
    if (!parsed) return "syntax: " + error.message;
    DecisionScope scope{definition.decisions, names, limits, nullptr};
    try {
        const feel::Value value = parsed->evaluate(scope, limits);
        if (scope.failure()) return "failed: " + scope.failure()->decision + ": " + scope.failure()->reason;
        return feel::to_feel(value);
    } catch (const feel::LimitExceeded& limit) {
        return "limit: " + limit.message;
    }
}

}  // namespace wf::test
