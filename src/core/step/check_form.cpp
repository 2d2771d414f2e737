#include "core/step/check_form.hpp"

#include "core/base/host_interrupt.hpp"
#include "core/base/local_message.hpp"
#include "core/base/name_index.hpp"
#include "core/base/in_quotes.hpp"
#include "core/expression/utf8.hpp"
#include "core/form/field_type.hpp"
#include "core/form/form_problem.hpp"
#include "core/form/form_value.hpp"
#include "core/step/evaluate.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace wf {
namespace {

using feel::Entries;
using feel::Value;

// Those that hand the form in; to refuse, or to send back, it need not be complete.
constexpr std::array<std::string_view, 4> submissions{Start::action, Resubmit::action, Approve::action,
                                                      Complete::action};

// The name of an opinion among the fields that an action requires.
constexpr std::string_view opinion = "comment";

// As many as are said; the rest is counted.
constexpr std::size_t said_problems = 50;

const Requirement* requirement_of(const Terms& terms) {
    if (terms.node == nullptr || terms.action.empty()) return nullptr;
    const auto& all = terms.node->handler.required_on;
    const auto found = std::ranges::find(all, terms.action, &Requirement::action);
    return found == all.end() ? nullptr : &*found;
}

class FormCheck {
public:
    FormCheck(Step& step, TokenId at, const Value& data, const Terms& terms, const Entries* changes)
        : step_{step}, at_{at}, data_{data}, terms_{terms}, changes_{changes} {}

    Refusal run() {
        if (step_.definition().form) {
            const Form& form = *step_.definition().form;
            if (changes_ != nullptr && !form.is_open) look_for_unknown(form);
            for (const Field& field : form.fields) check_field(field);
            if (changes_ != nullptr)
                if (Refusal refused = check_rules(form)) return refused;
        }
        check_requirement();
        if (problems_.empty()) return {};
        return refuse::bad_data(problems_, unsaid_);
    }

private:
    void look_for_unknown(const Form& form) {
        for (const auto& [name, value] : data_.as_context()) {
            go_on();
            if (!form.find(name)) say(form_problem::unknown_field(name));
        }
    }

    void check_field(const Field& field) {
        go_on();
        const Value* value = data_.get(field.name);
        if (is_missing(value)) {
            if (is_demanded(field)) find_fault(field.name, form_problem::missing(field));
        } else if (changes_ != nullptr && !is_right(field, *value) && is_written(field)) {
            find_fault(field.name, form_problem::wrong_value(field));
        }
    }

    bool is_demanded(const Field& field) const {
        if (!field.required || step_.limits().predicting) return false;
        switch (terms_.required) {
            case Required::No: return false;
            case Required::Changed: return changes_ != nullptr && is_changed(field.name);
            case Required::All:
                return !field.computed && (terms_.node == nullptr ||
                                           terms_.node->handler.right_to(field.name) == FieldRight::Write);
        }
        return false;
    }

    bool is_right(const Field& field, const Value& value) {
        if (!fits(field, value)) return false;
        if (field.type == FieldType::Person)
            return !step_.world().active({PersonId{value.as_string()}}).empty();
        return field.type != FieldType::Department || step_.world().is_department(value.as_string());
    }

    // A person who has left since, a department that is no more, or what the row has got past all checks, is not the
    // mistake of whoever writes something else.
    bool is_written(const Field& field) const { return field.computed || is_changed(field.name); }

    bool is_changed(std::string_view field) const {
        const auto name_of = [](const feel::Entry& entry) -> const std::string& { return entry.first; };
        return changed_names_.find(*changes_, field, name_of) < changes_->size();
    }

    // With fields that are wrong themselves, nothing more is worth saying.
    bool can_be_asked(const feel::Expression& expression) const {
        return std::ranges::none_of(expression.names(),
                                    [&](const feel::Expression::Name& name) { return is_faulty(name.name); });
    }

    Refusal check_rules(const Form& form) {
        Entries names = typed_fields(form, data_);
        const std::size_t own = names.size();
        for (std::size_t i = 0; i < own; ++i) {
            go_on();
            const Field& field = form.fields[i];
            if (!field.valid || is_missing(data_.get(field.name)) || is_faulty(field.name) ||
                !can_be_asked(*field.valid))
                continue;
            const Value value = names[i].second;
            if (!form.find("value")) names.emplace_back("value", value);
            names.emplace_back("?", value);
            if (Refusal refused = ask(*field.valid, names, "the rule of field " + in_quotes(field.name),
                                      message_of(field.invalid, form_problem::broken_rule(field))))
                return refused;
            names.resize(own);
        }
        for (const FormRule& rule : form.rules) {
            if (!can_be_asked(rule.holds)) continue;
            if (Refusal refused =
                    ask(rule.holds, names, "a rule of the form",
                        message_of(rule.message, form_problem::broken_rule(rule))))
                return refused;
        }
        return {};
    }

    // A rule that says nothing, because a field is missing, is broken only when fields may not be missing.
    Refusal ask(const feel::Expression& rule, const Entries& names, const std::string& what,
                std::string message) {
        Value result;
        if (Refusal refused = evaluate(step_, rule, at_, what, result, names)) return refused;
        if (result.is_true() || (result.is_null() && terms_.required == Required::No)) return {};
        say(std::move(message));
        return {};
    }

    void check_requirement() {
        const Requirement* requirement = requirement_of(terms_);
        if (requirement == nullptr || step_.limits().predicting) return;
        for (const std::string& name : requirement->fields) {
            if (name == opinion) {
                if (feel::utf8::is_blank(step_.command().comment))
                    say(form_problem::opinion_needed_for(requirement->action));
            } else if (is_missing(data_.get(name)) && !is_faulty(name)) {
                const Form* form = step_.definition().form ? &*step_.definition().form : nullptr;
                say(form_problem::needed_for(requirement->action, name, form ? form->find(name) : nullptr));
            }
        }
    }

    bool is_faulty(std::string_view field) const { return faulty_.contains(field); }
    void find_fault(std::string_view field, std::string problem) {
        faulty_.insert(field);
        say(std::move(problem));
    }
    void say(std::string problem) {
        if (problems_.size() < said_problems)
            problems_.push_back(std::move(problem));
        else
            ++unsaid_;
    }

    Step& step_;
    TokenId at_;
    const Value& data_;
    const Terms& terms_;
    const Entries* changes_;
    std::vector<std::string> problems_;
    std::size_t unsaid_ = 0;
    std::set<std::string_view> faulty_;
    NameIndex changed_names_;
};

}  // namespace

Terms terms_of(const Step& step, const Node& node) {
    const std::string_view action =
        std::visit([](const auto& act) { return act.action; }, step.command().act);
    const bool submits = std::ranges::find(submissions, action) != submissions.end();
    return {.node = &node, .required = submits ? Required::All : Required::No, .action = action};
}

Refusal check_form(Step& step, TokenId at, const Value& data, const Terms& terms, const Entries* changes) {
    return FormCheck{step, at, data, terms, changes}.run();
}

Entries typed_fields(const Form& form, const Value& data) {
    Entries names;
    for (const Field& field : form.fields) {
        const Value* value = data.get(field.name);
        names.emplace_back(field.name, value ? form_value(field.type, *value) : Value{});
    }
    return names;
}

}  // namespace wf
