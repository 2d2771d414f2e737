#include "core/bpmn/json_edit.hpp"

#include <algorithm>
#include <utility>

namespace wf::bpmn {

Json text_json(std::string_view text) {
    Json json;
    json.type = Json::Type::String;
    json.text = text;
    return json;
}

Json number_json(std::int64_t number) {
    Json json;
    json.type = Json::Type::Number;
    json.text = std::to_string(number);
    return json;
}

Json truth_json(bool truth) {
    Json json;
    json.type = Json::Type::Boolean;
    json.truth = truth;
    return json;
}

Json object_json() {
    Json json;
    json.type = Json::Type::Object;
    return json;
}

Json array_json() {
    Json json;
    json.type = Json::Type::Array;
    return json;
}

void put(Json& object, std::string_view key, Json value) {
    for (compiler::Member& member : object.members)
        if (member.key == key) {
            member.value = std::move(value);
            return;
        }
    object.members.push_back({.key = std::string{key}, .value = std::move(value)});
}

void drop(Json& object, std::string_view key) {
    std::erase_if(object.members, [&](const compiler::Member& member) { return member.key == key; });
}

std::string_view text_of(const Json& object, std::string_view key) {
    const Json* found = object.find(key);
    return found && found->is(Json::Type::String) ? std::string_view{found->text} : std::string_view{};
}

bool equal(const Json& a, const Json& b) {
    if (a.type != b.type || a.truth != b.truth || a.text != b.text || a.members.size() != b.members.size())
        return false;
    const bool same_items = std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
                                       [](const Json& x, const Json& y) { return equal(x, y); });
    return same_items && std::all_of(a.members.begin(), a.members.end(), [&](const compiler::Member& member) {
               const Json* other = b.find(member.key);
               return other && equal(member.value, *other);
           });
}

std::optional<Json> parse_json(std::string_view text) {
    compiler::Report report;
    return compiler::read_json(text, {.max_bytes = 64 << 20},
                               report);  // its text was bounded when it came in
}

}  // namespace wf::bpmn
