#include "core/compile/check.hpp"

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace wf::compiler {
namespace {

// What every condition knows besides the form: the live business row, the person who started, results of
// nodes.
constexpr std::string_view engine_names[] = {"doc", "initiator", "outcome"};

class NameCheck {
public:
    NameCheck(const Draft& draft, Report& report)
        : has_form_{draft.definition.form.has_value()}, report_{report} {
        if (has_form_)
            for (const Field& field : draft.definition.form->fields) candidates_.push_back(field.name);
        candidates_.insert(candidates_.end(), std::begin(engine_names), std::end(engine_names));
        known_.insert(candidates_.begin(), candidates_.end());
    }

    void check(const NameUse& use) const {
        if (known_.contains(use.name)) return;
        const std::string where =
            use.position ? " at character " + std::to_string(*use.position + 1) + " of the condition"
                         : std::string{};
        if (use.name == "now") {
            report_.error("not_supported_yet", use.path,
                          "name \"now\"" + where + " is not supported by this version");
        } else if (has_form_) {
            std::string hint = report_.did_you_mean(use.name, candidates_);
            if (hint.empty()) hint = "Declare it as a field of the form.";
            report_.error("unknown_name", use.path, "unknown name " + quoted(use.name) + where,
                          std::move(hint));
        } else {
            report_.warning(
                "unknown_name", use.path, "unknown name " + quoted(use.name) + where,
                "Without a declared form it is null unless the data has it; declare the form to be sure.");
        }
    }

private:
    bool has_form_;
    Report& report_;
    std::vector<std::string_view> candidates_;
    std::unordered_set<std::string_view> known_;
};

}  // namespace

void check_names(const Draft& draft, Report& report) {
    const NameCheck names{draft, report};
    for (const FlowSource& flow : draft.flows)
        for (const NameUse& use : flow.names) names.check(use);
}

}  // namespace wf::compiler
