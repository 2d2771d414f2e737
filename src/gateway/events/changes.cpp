#include "gateway/events/changes.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <stdexcept>

namespace wf::gateway {
namespace {

nlohmann::ordered_json ids_of(const Change& change) { return {{"tenant_id", change.tenant}, {"instance_id", change.instance}, {"seq", change.seq}}; }

}  // namespace

Changes read_changes(std::string_view json) {
    try {
        const nlohmann::json told = nlohmann::json::parse(json);
        Changes changes;
        changes.after = told.at("after").get<std::string>();
        changes.is_reset = told.at("changes").is_null();
        if (changes.is_reset) { return changes; }
        for (const auto& each : told.at("changes")) {
            changes.list.push_back({each.at(0).get<std::int64_t>(), each.at(1).get<std::int64_t>(), each.at(2).get<std::int64_t>(), each.at(3).get<std::int64_t>()});
        }
        return changes;
    } catch (const nlohmann::json::exception& error) {
        throw std::runtime_error(std::string("what wf._changes tells cannot be read: ") + error.what());
    }
}

std::int64_t transaction_of(std::string_view place) {
    std::int64_t transaction = 0;
    std::from_chars(place.data(), place.data() + place.size(), transaction);
    return transaction;
}

std::string since_both(std::string_view place, std::string_view other) {
    const auto moment_of = [](std::string_view each) { return transaction_of(each.substr(std::min(each.find('-'), each.size() - 1) + 1)); };
    return std::to_string(std::min(transaction_of(place), transaction_of(other))) + "-" + std::to_string(std::min(moment_of(place), moment_of(other)));
}

Changes since(const Changes& changes, std::string_view place) {
    const std::int64_t told = transaction_of(place);
    Changes rest{changes.after, changes.is_reset, {}};
    std::copy_if(changes.list.begin(), changes.list.end(), std::back_inserter(rest.list), [&](const Change& each) { return each.transaction >= told; });
    return rest;
}

std::string as_answer(const Changes& changes) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Change& each : changes.list) { list.push_back(ids_of(each)); }
    const nlohmann::ordered_json answer = {{"after", changes.after}, {"reset", changes.is_reset}, {"changes", std::move(list)}};
    return answer.dump();
}

std::string as_events(const Changes& changes) {
    // The place comes with the last: a client that is cut off before it is told all of them again.
    std::string text;
    if (changes.is_reset) { return "event: reset\nid: " + changes.after + "\ndata: {}\n\n"; }
    for (std::size_t place = 0; place < changes.list.size(); ++place) {
        text += "event: change\n";
        if (place + 1 == changes.list.size()) { text += "id: " + changes.after + "\n"; }
        text += "data: " + ids_of(changes.list[place]).dump() + "\n\n";
    }
    return text;
}

}  // namespace wf::gateway
