// When a timer fires or a deadline is over: an ISO 8601 text, checked here, or FEEL that gives one when it
// is armed.
#include "core/compile/event.hpp"
#include "core/compile/expression.hpp"
#include "core/model/time.hpp"

namespace wf::compiler {
namespace {

struct TimerWord {
    std::string_view key;
    TimerKind kind;
    std::string_view hint;
};
constexpr TimerWord timer_words[] = {
    {"after", TimerKind::After, "Write an ISO 8601 duration such as \"PT72H\" or \"P3D\", or an expression."},
    {"at", TimerKind::At,
     "Write an ISO 8601 date or time such as \"2026-12-24T18:00:00Z\", or an expression."},
    {"every", TimerKind::Every,
     "Write an ISO 8601 duration above zero such as \"PT4H\", with the number of times \"R3/PT4H\", or an "
     "expression."},
};

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }

bool is_constant(TimerKind kind, std::string_view text) {
    if (kind == TimerKind::At) return parse_instant(text).has_value();
    if (kind == TimerKind::Every) return parse_cycle(text).has_value();
    const std::optional<Duration> duration = parse_duration(text);
    return duration && duration->months >= 0 && duration->microseconds >= 0;
}

// Would somebody write this and mean an expression? "P3X", "R3/" and "2026-13-01" are meant to be constants,
// though FEEL reads the last one as a subtraction; "Period" is a name.
bool looks_constant(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    if (text.starts_with('R')) return text.size() > 1 && (is_decimal_digit(text[1]) || text[1] == '/');
    if (text.starts_with("PT")) return text.size() > 2 && is_decimal_digit(text[2]);
    if (text.starts_with('P')) return text.size() > 1 && is_decimal_digit(text[1]);
    return text.size() > 4 && text[4] == '-' && is_decimal_digit(text[0]) && is_decimal_digit(text[1]) && is_decimal_digit(text[2]) &&
           is_decimal_digit(text[3]);
}

bool is_constant(SpanKind kind, std::string_view text) {
    if (is_constant(TimerKind::After, text))
        return kind == SpanKind::DurationOrMoment || (*parse_duration(text)).months > 0 ||
               (*parse_duration(text)).microseconds > 0;
    return kind == SpanKind::DurationOrMoment && is_constant(TimerKind::At, text);
}

}  // namespace

Timer parse_timer(const Reader& reader, NodeIndex inside, Draft& draft) {
    const TimerWord* chosen = nullptr;
    for (const TimerWord& word : timer_words) {
        if (reader.find(word.key) == nullptr) continue;
        if (chosen != nullptr)
            reader.report().error("conflicting_keys", reader.path(word.key),
                                  in_quotes(chosen->key) + " and " + in_quotes(word.key) + " exclude each other");
        else
            chosen = &word;
    }
    Timer timer;
    if (chosen == nullptr) {
        reader.report().error("missing_key", reader.path(), "the timer does not say when it fires",
                              "Give one of \"after\", \"at\" and \"every\".");
        return timer;
    }
    timer.kind = chosen->kind;
    timer.text = reader.optional_text(chosen->key).value_or("");
    if (timer.text.empty() || is_constant(timer.kind, timer.text)) return timer;
    if (looks_constant(timer.text))
        reader.report().error("bad_timer", reader.path(chosen->key),
                              in_quotes(timer.text) + " is not " +
                                  (timer.kind == TimerKind::At ? "a moment" : "a possible duration"),
                              std::string{chosen->hint});
    else
        timer.expression = parse_expression(reader, chosen->key, inside, draft);
    return timer;
}

Span parse_span(const Reader& reader, std::string_view key, SpanKind kind, NodeIndex inside, Draft& draft) {
    Span span{.text = reader.optional_text(key).value_or(""), .expression = std::nullopt};
    if (span.text.empty() || is_constant(kind, span.text)) return span;
    if (looks_constant(span.text)) {
        const bool is_interval = kind == SpanKind::Interval;
        reader.report().error(
            "bad_timer", reader.path(key),
            in_quotes(span.text) +
                (is_interval ? " is not a possible interval" : " is not a possible duration or moment"),
            is_interval ? "Write an ISO 8601 duration above zero such as \"PT4H\", or an expression."
                        : "Write an ISO 8601 duration such as \"PT24H\", a moment such as "
                          "\"2026-12-24T18:00:00Z\", or an expression.");
    } else {
        span.expression = parse_expression(reader, key, inside, draft);
    }
    return span;
}

}  // namespace wf::compiler
