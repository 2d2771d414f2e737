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

}  // namespace

EventKind start_trigger(const Reader& reader) {
    const JsonValue* written = reader.find("trigger");
    for (const Word<EventKind>& trigger : triggers)
        if (written != nullptr && written->text == trigger.text) return *trigger.value;
    return EventKind::None;
}

NodeEvent parse_start(const Reader& reader, NodeIndex inside, Draft& draft) {
    NodeEvent event;
    if (const auto trigger = reader.word("trigger", triggers, "trigger"))
        event = parse_event(reader, *trigger, EventRole::Caught, inside, draft);
    event.interrupting = parse_interrupting(reader, event.kind);
    return event;
}

}  // namespace wf::compiler
