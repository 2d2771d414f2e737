// Decisions as names and as functions: `approval_matrix`, `approval_matrix(amount: 500)`.
#pragma once

#include "core/decision_table/table.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace wf {

// Why a decision has no result. Null would be taken for "no" by a condition, and a request would go the wrong
// way.
struct DecisionFailure {
    std::string decision;
    std::string reason;  // `rules 2 and 5 both match, and the hit policy is unique`
};

// The names of another scope, and beside them the decisions. Their inputs are evaluated in that scope;
// arguments of a call hide its names. All decisions of one scope share one limit of steps.
class DecisionScope final : public feel::Scope {
public:
    // Requires: no table uses itself; all arguments outlive the scope.
    DecisionScope(std::span<const DecisionTable> tables, feel::Scope& names, const feel::Limits& limits,
                  void (*interrupt)());
    ~DecisionScope() override;

    std::optional<feel::Value> find(std::string_view name) override;
    feel::Value call(std::string_view function, std::span<Argument> arguments) override;
    std::optional<feel::DateTime> now() override { return names_.now(); }

    // A decision was asked for, and had no result; whatever was evaluated since is worth nothing.
    const std::optional<DecisionFailure>& failure() const;

private:
    struct Run;
    class Frame;

    feel::Scope& names_;
    std::unique_ptr<Run> run_;
    std::unique_ptr<Frame> frame_;
};

}  // namespace wf
