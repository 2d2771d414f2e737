#include "core/form/form_problem.hpp"

#include "core/base/in_quotes.hpp"
#include "core/base/local_message.hpp"
#include "core/form/field_type.hpp"
#include "core/model/action_names.hpp"

namespace wf::form_problem {
namespace {

std::string zh_quoted(std::string_view text) { return "“" + std::string{text} + "”"; }

// "Days off" (days); without a label "days".
std::string en(const Field& field) {
    const std::string_view label = field.label.in("en", field.name);
    return label == field.name ? in_quotes(field.name) : in_quotes(label) + " (" + field.name + ")";
}

std::string zh(const Field& field) {
    const std::string_view label = field.label.in("zh", field.name);
    return label == field.name ? zh_quoted(field.name) : zh_quoted(label) + "（" + field.name + "）";
}

std::string zh(std::string_view action) {
    const ActionName* name = find_action(action);
    return zh_quoted(name ? name->zh : action);
}

}  // namespace

std::string missing(const Field& field) { return in_both(en(field) + " is required", zh(field) + "为必填项"); }

std::string wrong_value(const Field& field) {
    return in_both(en(field) + " must be " + std::string{expected(field.type)},
                   zh(field) + "必须是" + std::string{expected_in_chinese(field.type)});
}

std::string unknown_field(std::string_view name) {
    return in_both(in_quotes(name) + " is not a field of the form", zh_quoted(name) + "不是表单的字段");
}

std::string broken_rule(const Field& field) {
    return in_both(en(field) + " does not satisfy " + in_quotes(field.valid->text()),
                   zh(field) + "不满足规则 " + field.valid->text());
}

std::string broken_rule(const FormRule& rule) {
    return in_both("the form does not satisfy " + in_quotes(rule.holds.text()),
                   "表单不满足规则 " + rule.holds.text());
}

std::string needed_for(std::string_view action, std::string_view name, const Field* field) {
    return in_both((field ? en(*field) : in_quotes(name)) + " is required for " + in_quotes(action),
                   zh(action) + "时必须填写" + (field ? zh(*field) : zh_quoted(name)));
}

std::string opinion_needed_for(std::string_view action) {
    return in_both("\"comment\" is required for " + in_quotes(action), zh(action) + "时必须填写意见");
}

}  // namespace wf::form_problem
