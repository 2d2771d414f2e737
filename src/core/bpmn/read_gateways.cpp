#include "core/bpmn/read.hpp"

namespace wf::bpmn {
namespace {

// "activationCount >= 2": simply 2.
std::optional<std::string> plain_count(std::string_view condition) {
    constexpr std::string_view name = "activationCount";
    if (!condition.starts_with(name)) return std::nullopt;
    condition = trimmed(condition.substr(name.size()));
    if (!condition.starts_with(">=")) return std::nullopt;
    condition = trimmed(condition.substr(2));
    if (condition.empty() || condition.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    return std::string{condition};
}

}  // namespace

void read_exclusive(const Element&, const Place& place) { place.set("type", "exclusive"); }

void read_parallel(const Element&, const Place& place) { place.set("type", "parallel"); }

void read_inclusive(const Element&, const Place& place) { place.set("type", "inclusive"); }

void read_complex(const Element& gateway, const Place& place) {
    place.set("type", "complex");
    const Element* condition = gateway.child("activationCondition");
    if (!condition || condition->text.empty()) return place.set("need", number_json(1));
    Written written = content_of(*condition);
    const std::optional<std::string> feel = feel_of(written, place.reading);
    if (!feel) return;
    if (const auto count = plain_count(*feel))
        set_count(place, "need", {.text = *count, .language = {}, .path = written.path});
    else
        place.set("need", *feel, written.path);
}

void read_event_gateway(const Element& gateway, const Place& place) {
    place.set("type", "event_gateway");
    if (gateway.is_true("instantiate"))
        place.reading.report.error("unsupported_event", gateway.path,
                                   "an event-based gateway cannot start an instance",
                                   "Use a start event for each message instead.");
}

}  // namespace wf::bpmn
