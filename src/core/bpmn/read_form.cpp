// The forms of a process. In BPMN engines each start and user task has its own and the variables are shared; here
// the process has one form, with what each node may write of it. The form is open: a process has variables that no
// form shows.
#include "core/bpmn/form_fields.hpp"
#include "core/bpmn/read.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace wf::bpmn {
namespace {

JavaType java_type(std::string_view type) {
    constexpr std::array<std::pair<std::string_view, JavaType>, 10> types = {{{"number", JavaType::Number},
                                                                              {"text", JavaType::Text},
                                                                              {"choice", JavaType::Text},
                                                                              {"person", JavaType::Text},
                                                                              {"department", JavaType::Text},
                                                                              {"boolean", JavaType::Truth},
                                                                              {"date", JavaType::Date},
                                                                              {"datetime", JavaType::Moment},
                                                                              {"list", JavaType::List},
                                                                              {"object", JavaType::Object}}};
    const auto* found = std::ranges::find_if(types, [&](const auto& t) { return t.first == type; });
    return found == types.end() ? JavaType::Unknown : found->second;
}

void declare_fields(const Json& form, Reading& reading) {
    const Json* fields = form.find("fields");
    if (!fields) return;
    for (const Json& field : fields->items)
        if (const JavaType type = java_type(text_of(field, "type")); type != JavaType::Unknown)
            reading.types.declare(std::string{text_of(field, "name")}, type);
}

// The form that wf:settings of the process say, which counts alone.
std::optional<Json> form_of_settings(const Element& process) {
    const Element* settings = process.extension(Namespace::Wf, "settings");
    const std::optional<Json> json = settings ? parse_json(settings->text) : std::nullopt;
    const Json* form = json ? json->find("form") : nullptr;
    return form ? std::optional{*form} : std::nullopt;
}

// Forms of Camunda 8 that the process holds itself, by the id of the element and by that in the form.
std::unordered_map<std::string, const Element*> embedded_forms(const Element& process) {
    std::unordered_map<std::string, const Element*> forms;
    for (const Element* form : process.extensions(Namespace::Zeebe, "userTaskForm")) {
        forms.try_emplace(form->id(), form);
        if (const std::optional<Json> json = parse_json(form->text))
            forms.try_emplace(std::string{text_of(*json, "id")}, form);
    }
    return forms;
}

bool has_form(const Element& element) { return element.is("startEvent") || element.is("userTask"); }

class Forms {
public:
    Forms(const Element& process, const Place& place) : place_(place), embedded_(embedded_forms(process)) {}

    void look_into(const Element& scope) {
        for (const Element& child : scope.children) {
            if (has_form(child))
                add(child);
            else if (child.space == Namespace::Bpmn)
                look_into(child);
        }
    }

    void write() {
        if (fields_.items.empty()) return;
        Json form = object_json();
        put(form, "open", truth_json(true));
        put(form, "fields", std::move(fields_));
        declare_fields(form, place_.reading);
        place_.set("form", std::move(form));
    }

private:
    void add(const Element& element) {
        Reading& reading = place_.reading;
        std::vector<FormField> fields = declared_fields(element, reading);
        if (fields.empty()) fields = fields_of_named_form(element);
        if (fields.empty()) return;
        for (const FormField& field : fields)
            if (field.json.find("type")) declare(field, element.is("startEvent"));
        reading.forms[element.id()] = std::move(fields);
    }

    // A form of Camunda 8: in the process, or given beside the file.
    std::vector<FormField> fields_of_named_form(const Element& element) {
        const std::optional<NamedForm> named = form_named_by(element);
        if (!named) return {};
        Reading& reading = place_.reading;
        if (const auto found = embedded_.find(named->name); found != embedded_.end()) {
            const Element& form = *found->second;
            if (const std::optional<Json> json = parse_json(form.text))
                return fields_of_form(*json, element.path, reading);
            reading.report.error("invalid_form", form.path, "the form is not JSON",
                                 "Open and save it in the form editor.");
            return {};
        }
        if (const Json* form = reading.given_forms.find(named->name))
            return fields_of_form(*form, element.path, reading);
        reading.report.warning("missing_form", named->path,
                               "form " + compiler::in_quotes(named->name) +
                                   " is not in this file, so its fields are not known",
                               "Give it with the argument \"forms\", or embed it in the process.");
        return {};
    }

    void declare(const FormField& field, bool is_start) {
        for (const Json& known : fields_.items) {
            if (text_of(known, "name") != field.name) continue;
            if (text_of(known, "type") != text_of(field.json, "type"))
                place_.reading.report.warning(
                    "field_type_conflict", field.path,
                    "form field " + compiler::in_quotes(field.name) + " has type " +
                        compiler::in_quotes(text_of(field.json, "type")) + " here and type " +
                        compiler::in_quotes(text_of(known, "type")) + " in another form, which counts",
                    "Give it one type, or two names.");
            return;
        }
        Json json = field.json;
        if (is_start && field.is_required && field.is_written) put(json, "required", truth_json(true));
        place_.reading.origin(compiler::child(place_.pointer + "/form/fields", fields_.items.size()), field.path);
        fields_.items.push_back(std::move(json));
    }

    const Place& place_;
    const std::unordered_map<std::string, const Element*> embedded_;
    Json fields_ = array_json();
};

std::string_view right_of(const FormField& field) {
    if (field.is_hidden) return "hidden";
    return field.is_written ? "write" : "read";
}

}  // namespace

void read_forms(const Element& process, const Place& place) {
    if (const std::optional<Json> form = form_of_settings(process)) return declare_fields(*form, place.reading);
    Forms forms{process, place};
    forms.look_into(process);
    forms.write();
}

void write_field_rights(const Element& element, const Place& place) {
    const auto found = place.reading.forms.find(element.id());
    if (found == place.reading.forms.end() || !has_form(element)) return;
    const bool is_start = element.is("startEvent");
    Json rights = object_json();
    Json required = array_json();
    for (const FormField& field : found->second) {
        // At the start all that is not listed can be written: whoever starts by program brings more.
        if (!is_start || right_of(field) != "write") put(rights, field.name, text_json(right_of(field)));
        if (!is_start && field.is_required && field.is_written) required.items.push_back(text_json(field.name));
    }
    if (!rights.members.empty() && !place.json.find("fields")) place.set("fields", std::move(rights));
    if (required.items.empty() || place.json.find("required_on")) return;
    Json actions = object_json();
    put(actions, text_of(place.json, "type") == "approval" ? "approve" : "complete", std::move(required));
    place.set("required_on", std::move(actions));
}

}  // namespace wf::bpmn
