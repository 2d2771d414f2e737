#include "core/compile/event.hpp"

namespace wf::compiler {
namespace {

constexpr Word<EventKind> triggers[] = {{"timer", EventKind::Timer},
                                        {"message", EventKind::Message},
                                        {"signal", EventKind::Signal},
                                        {"condition", EventKind::Condition},
                                        {"error", EventKind::Error},
                                        {"escalation", EventKind::Escalation},
                                        {"compensation", EventKind::Compensation}};

// With a trigger that nobody knows, the keys of all.
constexpr Key keys_of_all[] = {{"after"},       {"at"},     {"every"}, {"cron"},  {"message"},
                               {"correlation"}, {"signal"}, {"when"},  {"error"}, {"escalation"}};

}  // namespace

std::span<const Key> trigger_keys(const Reader& reader) {
    const JsonValue* written = reader.find("trigger");
    if (written == nullptr) return {};
    for (const Word<EventKind>& trigger : triggers)
        if (written->text == trigger.text) return event_keys(*trigger.value, EventRole::Caught);
    return keys_of_all;
}

std::vector<std::pair<std::string_view, EventKind>> trigger_words() {
    std::vector<std::pair<std::string_view, EventKind>> words;
    for (const Word<EventKind>& trigger : triggers) words.emplace_back(trigger.text, *trigger.value);
    return words;
}

NodeEvent parse_start(const Reader& reader, NodeIndex inside, Draft& draft) {
    NodeEvent event;
    if (const auto trigger = reader.word("trigger", triggers, "trigger"))
        event = parse_event(reader, *trigger, EventRole::Caught, inside, draft);
    event.interrupting = parse_interrupting(reader, event.kind);
    return event;
}

}  // namespace wf::compiler
