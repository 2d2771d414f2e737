#include "core/bpmn/given_forms.hpp"

#include "core/bpmn/bpmn.hpp"
#include "core/bpmn/reading.hpp"

#include <algorithm>

namespace wf {
namespace bpmn {
namespace {

constexpr std::string_view ending = ".form";

bool is_document(const Json& json) { return json.is(Json::Type::Object) && json.find("components"); }

std::string_view without_ending(std::string_view name) {
    if (name.size() > ending.size() && name.ends_with(ending)) name.remove_suffix(ending.size());
    return name;
}

// "camunda-forms:bpmn:UserTaskForm_1", "camunda-forms:deployment:order.form".
std::optional<std::string> form_of_key(std::string_view key) {
    for (const std::string_view prefix : {"camunda-forms:bpmn:", "camunda-forms:deployment:"})
        if (key.starts_with(prefix)) return std::string{key.substr(prefix.size())};
    return {};
}

}  // namespace

GivenForms::GivenForms(std::string_view json) {
    const std::optional<Json> given = json.empty() ? std::nullopt : parse_json(json);
    if (!given) return;
    if (is_document(*given)) {
        add(text_of(*given, "id"), *given);
        return;
    }
    for (const Json& form : given->items) add(text_of(form, "id"), form);
    for (const auto& [name, form] : given->members) {
        add(name, form);
        add(text_of(form, "id"), form);
    }
}

void GivenForms::add(std::string_view name, const Json& form) {
    if (!name.empty()) forms_.try_emplace(std::string{without_ending(name)}, form);
}

const Json* GivenForms::find(std::string_view name) const {
    const auto found = forms_.find(std::string{without_ending(name)});
    return found == forms_.end() ? nullptr : &found->second;
}

std::optional<NamedForm> form_named_by(const Element& element) {
    if (const Element* definition = element.extension(Namespace::Zeebe, "formDefinition")) {
        std::string name =
            form_of_key(definition->attribute("formKey")).value_or(definition->attribute("formId"));
        if (name.empty()) return {};
        return NamedForm{.name = std::move(name), .path = definition->path};
    }
    if (const auto reference = attribute_of(element, Namespace::Camunda, "formRef"))
        return NamedForm{.name = reference->text, .path = reference->path};
    const auto key = attribute_of(element, Namespace::Camunda, "formKey");
    std::optional<std::string> name = key ? form_of_key(key->text) : std::nullopt;
    if (!name || name->empty()) return {};
    return NamedForm{.name = std::move(*name), .path = key->path};
}

}  // namespace bpmn

bool are_forms(std::string_view json) {
    const std::optional<bpmn::Json> given = bpmn::parse_json(json);
    if (!given) return false;
    const auto is_named = [](const bpmn::Json& form) {
        return bpmn::is_document(form) && !bpmn::text_of(form, "id").empty();
    };
    if (given->is(bpmn::Json::Type::Array)) return std::ranges::all_of(given->items, is_named);
    if (!given->is(bpmn::Json::Type::Object)) return false;
    return bpmn::is_document(*given)
               ? is_named(*given)
               : std::ranges::all_of(given->members, [](const auto& one) { return bpmn::is_document(one.value); });
}

}  // namespace wf
