#include "core/bpmn/settings.hpp"

namespace wf::bpmn {
namespace {

bool was_changed(const std::optional<Json>& native, std::string_view key, const Json& now) {
    if (!native || !native->is(Json::Type::Object)) return false;
    const Json* was = native->find(key);
    const Json* is = now.find(key);
    return was && is ? !equal(*was, *is) : was != is;
}

}  // namespace

std::string settings_id(const Element& element) {
    const Element* settings = element.extension(Namespace::Wf, "settings");
    if (!settings) return element.id();
    const std::optional<Json> json = parse_json(settings->text);
    const std::string_view id = json ? text_of(*json, "id") : std::string_view{};
    return id.empty() ? element.id() : std::string{id};
}

void apply_settings(const Element& element, const Place& place) {
    const Element* settings = element.extension(Namespace::Wf, "settings");
    if (!settings) return;
    const std::optional<Json> json = parse_json(settings->text);
    if (!json || !json->is(Json::Type::Object)) {
        place.reading.report.error("invalid_settings", settings->path, "wf:settings are not a JSON object",
                                   "Write, for example: {\"type\": \"approval\", \"approvers\": [...]}.");
        return;
    }
    const std::optional<Json> native = parse_json(settings->attribute("native"));
    const Json before = place.json;
    for (const auto& [key, value] : json->members) {
        if (is_structure(key) || (key != "id" && was_changed(native, key, before))) continue;
        if (value.is(Json::Type::Null))
            drop(place.json, key);
        else
            place.set(key, value, settings->path);
    }
}

}  // namespace wf::bpmn
