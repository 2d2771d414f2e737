// Forms of Camunda 8, which its form editor writes as JSON: https://docs.camunda.io calls them Camunda Forms.
#include "core/bpmn/form_fields.hpp"

#include "core/base/lists.hpp"
#include "core/bpmn/feel_writer.hpp"
#include "core/bpmn/vendor.hpp"

#include <algorithm>
#include <array>

namespace wf::bpmn {
namespace {

// Components that show something, and hold nothing.
bool is_decoration(std::string_view type) {
    constexpr std::array<std::string_view, 9> decorations = {
        "text", "html", "button", "image", "separator", "spacer", "iframe", "default", "documentPreview"};
    return contains(decorations, type);
}

std::string text_at(const Json& object, std::string_view key) { return std::string{text_of(object, key)}; }

bool is_set(const Json& object, std::string_view key) {
    const Json* value = object.find(key);
    return value && value->is(Json::Type::Boolean) && value->truth;
}

// The digits of a number, which may stand in quotes.
std::string digits_at(const Json& object, std::string_view key) {
    const Json* value = object.find(key);
    return value && looks_like_number(value->text) ? value->text : std::string{};
}

std::string type_of(const Json& component) {
    const std::string type = text_at(component, "type");
    const std::string_view subtype = text_of(component, "subtype");
    return type == "datetime" && !subtype.empty() ? std::string{subtype} : type;
}

void read_checks(const Json& component, FormField& field) {
    const Json* validate = component.find("validate");
    if (!validate || !validate->is(Json::Type::Object)) return;
    // What is hidden by a condition cannot be demanded always.
    field.is_required = is_set(*validate, "required") && !component.find("conditional");
    const std::string_view type = text_of(field.json, "type");
    const auto limit = [&](std::string_view key, std::string_view of, const std::string& check) {
        const std::string number = digits_at(*validate, key);
        if (!number.empty() && type == of) add_check(field, check + number);
    };
    limit("min", "number", "? >= ");
    limit("max", "number", "? <= ");
    limit("minLength", "text", "string length(?) >= ");
    limit("maxLength", "text", "string length(?) <= ");
    const std::string pattern = text_at(*validate, "pattern");
    if (!pattern.empty() && type == "text")
        add_check(field, "matches(?, " + feel_text("^(" + pattern + ")$") + ")");
}

// Values that are not texts are no choice: numbers are compared as numbers.
void read_options(const Json& component, FormField& field) {
    if (text_of(field.json, "type") != "choice") return;
    std::vector<Option> options;
    bool are_texts = true;
    if (const Json* values = component.find("values"))
        for (const Json& one : values->items) {
            const Json* value = one.find("value");
            are_texts = are_texts && value && value->is(Json::Type::String);
            if (value) options.push_back({value->text, text_at(one, "label")});
        }
    if (are_texts) return set_options(field, options);
    const bool are_numbers =
        std::ranges::all_of(options, [](const Option& option) { return looks_like_number(option.value); });
    put(field.json, "type", text_json(are_numbers ? "number" : "text"));
}

// None is a text, too: what is only shown has none.
bool has_text_key(const Json& component) {
    const Json* key = component.find("key");
    return component.is(Json::Type::Object) && (!key || key->is(Json::Type::String));
}

void read_component(const Json& component, const std::string& path, Reading& reading,
                    std::vector<FormField>& fields);

void read_components(const Json& owner, const std::string& path, Reading& reading,
                     std::vector<FormField>& fields) {
    const Json* components = owner.find("components");
    if (!components) return;
    const bool can_be_read =
        components->is(Json::Type::Array) && std::ranges::all_of(components->items, has_text_key);
    if (!can_be_read)
        return reading.report.error("invalid_form", path, "the form has fields that cannot be read",
                                    "Open and save it in the form editor.");
    for (const Json& component : components->items) read_component(component, path, reading, fields);
}

void read_component(const Json& component, const std::string& path, Reading& reading,
                    std::vector<FormField>& fields) {
    const std::string type = type_of(component);
    if (is_decoration(type) || type.empty()) return;
    const bool is_list = type == "dynamiclist";
    const std::string key = text_at(component, is_list || type == "group" ? "path" : "key");
    if (type == "group" && key.empty()) return read_components(component, path, reading, fields);
    if (key.empty()) return;
    if (type == "expression")
        return warn_of_ignored("expression field", path, "Declare a computed field in wf:settings.", reading);
    FormField field =
        make_field(key, type == "group" ? "object" : type, text_at(component, "label"), path, reading);
    field.is_written = !is_set(component, "readonly") && !is_set(component, "disabled");
    read_options(component, field);
    read_checks(component, field);
    const Json* value = component.find("defaultValue");
    const bool is_simple = value && (value->is(Json::Type::String) || value->is(Json::Type::Number));
    if (is_simple) set_default(field, {.text = value->text, .language = {}, .path = path}, reading);
    if (value && value->is(Json::Type::Boolean))
        set_default(field, {.text = value->truth ? "true" : "false", .language = {}, .path = path}, reading);
    fields.push_back(std::move(field));
}

}  // namespace

std::vector<FormField> fields_of_form(const Json& form, const std::string& path, Reading& reading) {
    std::vector<FormField> fields;
    read_components(form, path, reading, fields);
    return fields;
}

}  // namespace wf::bpmn
