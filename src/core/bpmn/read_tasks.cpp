// Tasks: who or what does the work.
#include "core/bpmn/event_definition.hpp"
#include "core/bpmn/read.hpp"
#include "core/bpmn/vendor.hpp"

#include <algorithm>
#include <array>

namespace wf::bpmn {
namespace {

void set_form_key(const Element& task, const Place& place) {
    std::optional<Written> key = attribute_of(task, Namespace::Camunda, "formKey");
    if (!key) key = attribute_of(task, Namespace::Camunda, "formRef");
    const Element* form = task.extension(Namespace::Zeebe, "formDefinition");
    for (const std::string_view name : {"formKey", "formId", "externalReference"})
        if (!key && form) key = attribute_of(*form, Namespace::None, name);
    if (key) place.set("x_form_key", key->text, key->path);
}

void set_due(const Element& task, const Place& place) {
    const Element* schedule = task.extension(Namespace::Zeebe, "taskSchedule");
    const auto due = schedule ? attribute_of(*schedule, Namespace::None, "dueDate")
                              : attribute_of(task, Namespace::Camunda, "dueDate");
    if (due && is_fixed_due(due->text)) place.set("due", due->text, due->path);
}

// What a task would run inside of another engine has no place here: an external worker has to do it.
void warn_of_implementation(const Element& task, Reading& reading) {
    constexpr std::array<std::string_view, 4> fine = {"external", "external-worker", "external_worker", ""};
    const auto type = attribute_of(task, Namespace::Camunda, "type");
    if (type && std::find(fine.begin(), fine.end(), type->text) == fine.end())
        warn_of_ignored("type=" + type->text, type->path, "A worker that fetches the topic has to do it.",
                        reading);
}

void set_topic(const Element& task, const Place& place) {
    const Element* definition = task.extension(Namespace::Zeebe, "taskDefinition");
    const auto topic = definition ? attribute_of(*definition, Namespace::None, "type")
                                  : attribute_of(task, Namespace::Camunda, "topic");
    const auto name = topic ? constant_of(*topic, place.reading) : std::nullopt;
    if (name) place.set("topic", *name, topic->path);
    const auto retries = definition ? attribute_of(*definition, Namespace::None, "retries") : std::nullopt;
    const auto count = retries ? constant_of(*retries, place.reading) : std::nullopt;
    if (count) set_count(place, "retries", {.text = *count, .language = {}, .path = retries->path});
}

bool is_function_name(std::string_view text) {
    return !text.empty() && text.size() <= 127 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '.';
    });
}

}  // namespace

void read_user_task(const Element& task, const Place& place) {
    place.set("type", "task");
    read_people(task, place);
    set_due(task, place);
    set_form_key(task, place);
}

void read_service_task(const Element& task, const Place& place) {
    place.set("type", "service");
    warn_of_implementation(task, place.reading);
    set_topic(task, place);
}

void read_script_task(const Element& task, const Place& place) {
    const Element* script = task.child("script");
    const std::string& format = task.attribute("scriptFormat");
    if (script && (format == "wf" || format == "sql") && is_function_name(script->text)) {
        place.set("type", "script");
        return place.set("function", script->text, script->path);
    }
    read_service_task(task, place);
    const Element* expression = task.extension(Namespace::Zeebe, "script");
    if (script || expression)
        warn_of_ignored(
            "script", script ? script->path : expression->path,
            "Register an SQL function and name it in a script of the format sql, or let a worker do it.",
            place.reading);
}

void read_send_task(const Element& task, const Place& place) {
    if (task.attribute("messageRef").empty()) return read_service_task(task, place);
    place.set("type", "message");
    place.set("throw", truth_json(true));
    set_message(task, task, place);
}

void read_receive_task(const Element& task, const Place& place) {
    place.set("type", "message");
    set_message(task, task, place);
}

void read_pass(const Element&, const Place& place) { place.set("type", "pass"); }

}  // namespace wf::bpmn
