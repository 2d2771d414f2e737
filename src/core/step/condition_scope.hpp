// The names that a condition may use: variables of tokens, form fields, doc, initiator, outcome. Each is
// fetched when first asked for.
#pragma once

#include "core/model/definition.hpp"
#include "core/expression/expression.hpp"
#include "core/model/kept_form.hpp"
#include "core/model/state.hpp"
#include "core/model/world.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wf {

class ConditionScope : public feel::Scope {
public:
    // `now`: of the command. `kept_form`: for the next one too; nullptr: for this one.
    ConditionScope(const Definition& definition, const State& state, World& world, Instant now,
                   const feel::Zone& time_zone, KeptForm* kept_form = nullptr)
        : definition_(definition),
          state_(state),
          world_(world),
          now_(now),
          time_zone_(time_zone),
          kept_form_(kept_form ? kept_form : &own_form_) {}

    std::optional<feel::Value> find(std::string_view name) override;
    std::optional<feel::DateTime> now() override;

    // Variables of this token and of those around it hide the form's.
    void look_from(TokenId token) { from_ = token; }

    // The form as it is now; values as JSON has them.
    const feel::Value& form();
    // The form may become `text`, of which reading would give this value, unless it nests too deep.
    void expect_form(const std::string& text, const feel::Value& value);

    // It has been written.
    void forget_business_row() { business_row_.reset(); }

    // A condition asked for `doc`, and there is no such row.
    bool business_row_missing() const { return business_row_missing_; }

private:
    std::optional<feel::Value> variable(std::string_view name);
    std::optional<feel::Value> loop_variable(const Body& body, std::string_view name) const;
    feel::Value outcomes() const;

    const Definition& definition_;
    const State& state_;
    World& world_;
    Instant now_;
    feel::Zone time_zone_;
    TokenId from_;
    KeptForm own_form_;
    KeptForm* kept_form_;
    std::optional<feel::Value> initiator_;
    std::optional<feel::Value> business_row_;
    bool business_row_missing_ = false;
};

}  // namespace wf
