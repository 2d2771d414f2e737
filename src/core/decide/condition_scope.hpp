// The names that a condition may use: form fields, doc, initiator, outcome. Each is fetched when first asked
// for.
#pragma once

#include "core/expression/expression.hpp"
#include "core/state.hpp"
#include "core/world.hpp"

#include <optional>
#include <string_view>

namespace wf {

class ConditionScope : public feel::Scope {
public:
    ConditionScope(const State& state, World& world) : state_(state), world_(world) {}

    std::optional<feel::Value> find(std::string_view name) override;

    // A condition asked for `doc`, and there is no such row.
    bool business_row_missing() const { return business_row_missing_; }

private:
    const feel::Value& form();
    feel::Value outcomes() const;

    const State& state_;
    World& world_;
    std::string form_text_;  // the text that form_ was read from
    std::optional<feel::Value> form_;
    std::optional<feel::Value> initiator_;
    std::optional<feel::Value> business_row_;
    bool business_row_missing_ = false;
};

}  // namespace wf
