#include "core/bpmn/form_fields.hpp"

#include "core/base/ascii.hpp"
#include "core/bpmn/feel_writer.hpp"
#include "core/bpmn/vendor.hpp"
#include "core/compile/names.hpp"

#include <algorithm>
#include <array>

namespace wf::bpmn {
namespace {

// "": known, and too free for a type of ours.
std::optional<std::string_view> type_called(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 47> types = {
        {{"string", "text"},       {"text", "text"},          {"textarea", "text"},
         {"textfield", "text"},    {"multi-line-text", "text"}, {"password", "text"},
         {"", "text"},             {"long", "number"},        {"integer", "number"},
         {"int", "number"},        {"short", "number"},       {"double", "number"},
         {"float", "number"},      {"decimal", "number"},     {"bigdecimal", "number"},
         {"number", "number"},     {"currency", "number"},    {"boolean", "boolean"},
         {"bool", "boolean"},      {"checkbox", "boolean"},   {"date", "date"},
         {"localdate", "date"},    {"datetime", "datetime"},  {"timestamp", "datetime"},
         {"time", "text"},         {"enum", "choice"},        {"dropdown", "choice"},
         {"select", "choice"},     {"radio", "choice"},       {"radio-buttons", "choice"},
         {"user", "person"},       {"person", "person"},      {"people", "person"},
         {"functional-group", "text"}, {"group", "text"},     {"file", "attachment"},
         {"upload", "attachment"}, {"filepicker", "object"},  {"bytes", "attachment"},
         {"list", "list"},         {"checklist", "list"},     {"taglist", "list"},
         {"dynamiclist", "list"},  {"table", "list"},         {"object", "object"},
         {"json", "object"},       {"map", "object"}}};
    const std::string lower = ascii_lower(word);
    const auto* found = std::ranges::find_if(types, [&](const auto& t) { return t.first == lower; });
    return found == types.end() ? std::nullopt : std::optional{found->second};
}

// "24/12/2026", as Camunda 7 writes dates unless told otherwise -> "2026-12-24".
std::string iso_date(const std::string& text) {
    const auto is_digits = [](std::string_view part) {
        return part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (text.size() != 10 || text[2] != '/' || text[5] != '/') return text;
    const std::string day = text.substr(0, 2), month = text.substr(3, 2), year = text.substr(6);
    return is_digits(day + month + year) ? year + "-" + month + "-" + day : text;
}

// Nothing: the type does not have this value.
std::optional<Json> default_of(const FormField& field, const std::string& text) {
    const std::string_view type = text_of(field.json, "type");
    if (type == "boolean") {
        if (!looks_like_truth(text)) return std::nullopt;
        return truth_json(text.size() == 4);
    }
    if (type == "number") {
        if (!looks_like_number(text)) return std::nullopt;
        Json number = number_json(0);
        number.text = text;
        return number;
    }
    if (type == "date") {
        const std::string date = iso_date(text);
        return looks_like_date(date) ? std::optional{text_json(date)} : std::nullopt;
    }
    if (type == "choice") {
        const Json* values = field.json.find("values");
        const bool is_there = values && std::ranges::any_of(values->items, [&](const Json& value) {
                                  return value.text == text;
                              });
        return is_there ? std::optional{text_json(text)} : std::nullopt;
    }
    return type == "text" ? std::optional{text_json(text)} : std::nullopt;
}

void read_constraint(const std::string& name, const Written& config, FormField& field, Reading& reading) {
    const bool is_on = config.text != "false";
    const std::string_view type = text_of(field.json, "type");
    const bool is_number = looks_like_number(config.text);
    if (name == "required")
        field.is_required = is_on;
    else if (name == "readonly")
        field.is_written = !is_on;
    else if ((name == "min" || name == "max") && is_number && type == "number")
        add_check(field, std::string{"? "} + (name == "min" ? ">= " : "<= ") + config.text);
    else if ((name == "minlength" || name == "maxlength") && is_number && type == "text")
        add_check(field, std::string{"string length(?) "} + (name == "minlength" ? ">= " : "<= ") + config.text);
    else
        warn_of_ignored("constraint " + name, config.path, "Write it as \"valid\" of the field, in wf:settings.",
                        reading);
}

FormField camunda_field(const Element& element, Reading& reading) {
    FormField field = make_field(element.attribute("id"), element.attribute("type"), element.attribute("label"),
                                 element.path, reading);
    std::vector<Option> options;
    for (const Element& child : element.children) {
        if (child.name == "value") options.push_back({child.attribute("id"), child.attribute("name")});
        if (child.name != "validation") continue;
        for (const Element& constraint : child.children)
            if (constraint.name == "constraint")
                read_constraint(constraint.attribute("name"),
                                {.text = constraint.attribute("config"), .language = {}, .path = constraint.path},
                                field, reading);
    }
    set_options(field, options);
    if (const auto value = attribute_of(element, Namespace::None, "defaultValue"))
        set_default(field, *value, reading);
    return field;
}

FormField flowable_field(const Element& element, Reading& reading) {
    const std::string& variable = element.attribute("variable");
    FormField field = make_field(variable.empty() ? element.id() : variable, element.attribute("type"),
                                 element.attribute("name"), element.path, reading);
    std::vector<Option> options;
    for (const Element& child : element.children)
        if (child.name == "value") options.push_back({child.attribute("id"), child.attribute("name")});
    set_options(field, options);
    field.is_required = element.is_true("required");
    field.is_written = element.attribute("writable") != "false";
    field.is_hidden = element.attribute("readable") == "false" && !field.is_written;
    if (const auto value = attribute_of(element, Namespace::None, "default"))
        set_default(field, *value, reading);
    if (const auto computed = attribute_of(element, Namespace::None, "expression"))
        warn_of_ignored("expression of a form property", computed->path,
                        "Name the variable itself as id or variable.", reading);
    return field;
}

}  // namespace

FormField make_field(std::string_view name, std::string_view type, std::string_view label,
                     const std::string& path, Reading& reading) {
    // A path such as customer.name is kept in an object.
    const std::string whole{name.substr(0, name.find('.'))};
    FormField field{.name = whole, .path = path};
    if (!compiler::is_expression_name(whole) || compiler::is_reserved_name(whole)) {
        reading.report.warning("bad_field_name", path,
                               "form field " + compiler::in_quotes(whole) +
                                   " cannot be named in FEEL, so the form does without it",
                               "A name is letters, digits and \"_\", and no word of FEEL.");
        return field;
    }
    const std::optional<std::string_view> known =
        whole.size() < name.size() ? std::optional<std::string_view>{"object"} : type_called(type);
    if (!known) {
        reading.report.warning("unknown_field_type", path,
                               "form field " + compiler::in_quotes(whole) + " has type " +
                                   compiler::in_quotes(type) + ", which is not known: it may hold anything",
                               "Known are string, long, double, boolean, date, enum and the like.");
        return field;
    }
    put(field.json, "name", text_json(whole));
    put(field.json, "type", text_json(*known));
    if (!label.empty() && !label.starts_with('=') && whole.size() == name.size())
        put(field.json, "label", text_json(label));
    return field;
}

void set_options(FormField& field, const std::vector<Option>& options) {
    if (text_of(field.json, "type") != "choice") return;
    Json values = array_json();
    Json labels = object_json();
    for (const Option& option : options) {
        const bool is_known = std::ranges::any_of(
            values.items, [&](const Json& value) { return value.text == option.value; });
        if (option.value.empty() || is_known) continue;
        values.items.push_back(text_json(option.value));
        if (!option.label.empty() && option.label != option.value)
            put(labels, option.value, text_json(option.label));
    }
    // Filled by a program there: it may be any text.
    if (values.items.empty()) return put(field.json, "type", text_json("text"));
    put(field.json, "values", std::move(values));
    if (labels.members.empty()) return;
    Json tag = object_json();
    put(tag, "labels", std::move(labels));
    put(field.json, "tag", std::move(tag));
}

void set_default(FormField& field, const Written& written, Reading& reading) {
    if (written.text.empty() || !field.json.find("type")) return;
    const bool is_computed = has_java_expression(written.text) || written.text.starts_with('=');
    std::optional<Json> value = is_computed ? std::nullopt : default_of(field, written.text);
    if (value) return put(field.json, "default", std::move(*value));
    reading.report.warning("default_ignored", written.path,
                           "field " + compiler::in_quotes(field.name) + " has no default: " +
                               compiler::in_quotes(written.text) +
                               (is_computed ? " is computed" : " is not a value of its type"),
                           "Write a value of its type, or pass one at the start.");
}

void add_check(FormField& field, const std::string& feel) {
    if (!field.json.find("type")) return;
    const std::string before{text_of(field.json, "valid")};
    put(field.json, "valid", text_json(before.empty() ? feel : before + " and " + feel));
}

std::vector<FormField> declared_fields(const Element& element, Reading& reading) {
    std::vector<FormField> fields;
    for (const Element* data : element.extensions(Namespace::Camunda, "formData"))
        for (const Element& child : data->children)
            if (child.space == Namespace::Camunda && child.name == "formField")
                fields.push_back(camunda_field(child, reading));
    for (const Element* property : element.extensions(Namespace::Camunda, "formProperty"))
        fields.push_back(flowable_field(*property, reading));
    return fields;
}

}  // namespace wf::bpmn
