#include "gateway/jobs/arguments.hpp"

#include "gateway/base/failure.hpp"
#include "gateway/db/identifier.hpp"

#include <algorithm>

namespace wf::gateway {
namespace {

std::string names_of(std::span<const Argument> known) {
    std::string list;
    for (const Argument& each : known) { list += (list.empty() ? "" : ", ") + std::string(each.name); }
    return list;
}

// What jsonb is given is JSON, else a text is what it says. Seconds are an interval, too.
std::optional<std::string> value_of(const nlohmann::json& value, std::string_view type) {
    if (value.is_null()) { return std::nullopt; }
    if (type == "jsonb") { return value.dump(); }
    if (value.is_string()) { return value.get<std::string>(); }
    return type == "interval" ? value.dump() + " s" : value.dump();
}

}  // namespace

nlohmann::json read_arguments(const std::string& body, std::span<const Argument> known) {
    nlohmann::json given = nlohmann::json::parse(body.empty() ? "{}" : body, nullptr, false);
    if (!given.is_object()) { throw Failure(400, "PGRST102", "The body is not a JSON object.", {}, "Its keys: " + names_of(known) + "."); }
    for (const auto& [name, value] : given.items()) {
        const auto is_it = [&](const Argument& each) { return each.name == name; };
        if (std::none_of(known.begin(), known.end(), is_it)) {
            throw Failure(400, "PGRST102", "The body has a key that is not known here: " + name, {}, "Its keys: " + names_of(known) + ".");
        }
    }
    for (const Argument& each : known) {
        if (each.is_required && (!given.contains(std::string(each.name)) || given[std::string(each.name)].is_null())) {
            throw Failure(400, "PGRST102", "The body lacks " + std::string(each.name) + ".", {}, "Its keys: " + names_of(known) + ".");
        }
    }
    return given;
}

Statement call_of(const std::string& schema, std::string_view function, const nlohmann::json& given, std::span<const Argument> known) {
    Statement call;
    call.text = identifier(schema) + "." + identifier(function) + "(";
    for (const Argument& each : known) {
        const auto found = given.find(std::string(each.name));
        if (found == given.end()) { continue; }
        call.values.push_back(value_of(*found, each.type));
        call.text += (call.values.size() > 1 ? ", " : "") + std::string(each.name) + " => $" + std::to_string(call.values.size()) + "::" + std::string(each.type);
    }
    call.text += ")";
    return call;
}

}  // namespace wf::gateway
