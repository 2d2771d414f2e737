// When a timer fires or a deadline is over: an ISO 8601 text or cron, checked here, or FEEL that gives one when
// it is armed.
#include "core/compile/event.hpp"
#include "core/compile/expression.hpp"
#include "core/compile/timer_text.hpp"

namespace wf::compiler {
namespace {

struct TimerWord {
    std::string_view key;
    TimerKind kind;
    TimeText text;
};
constexpr TimerWord timer_words[] = {{"after", TimerKind::After, TimeText::Duration},
                                     {"at", TimerKind::At, TimeText::Moment},
                                     {"every", TimerKind::Every, TimeText::Schedule},
                                     {"cron", TimerKind::Every, TimeText::Cron}};

void bad_timer(const Reader& reader, std::string_view key, TimeText kind, std::string_view text) {
    reader.report().error("bad_timer", reader.path(key), what_is_wrong(kind, text), hint_for(kind, text));
}

// A number or a boolean is told as what it is meant for.
bool is_text(const Reader& reader, std::string_view key, TimeText kind) {
    const JsonValue* value = reader.find(key);
    if (value == nullptr) return false;
    const bool is_plain = value->is(JsonValue::Type::Number) || value->is(JsonValue::Type::Boolean);
    if (!is_plain) return true;
    const std::string written = value->is(JsonValue::Type::Number) ? value->text
                                : value->truth                     ? "true"
                                                                   : "false";
    reader.report().error("bad_timer", reader.path(key),
                          in_quotes(key) + " must be a string, not " + std::string{a_type(value->type)},
                          hint_for(kind, written));
    return false;
}

// `text` is a constant, or the expression that is given. Neither: `report` has why.
std::optional<feel::Expression> parse_time(const Reader& reader, std::string_view key, TimeText kind,
                                           const std::string& text, NodeIndex inside, Draft& draft) {
    if (is_time_text(kind, text)) return std::nullopt;
    if (kind == TimeText::Cron || looks_like_time_text(text)) {
        bad_timer(reader, key, kind, text);
        return std::nullopt;
    }
    std::optional<feel::Expression> expression =
        parse_expression(reader, key, inside, draft, result_type(kind));
    if (!expression) return expression;
    draft.expressions.back().is_timer = true;
    const feel::Value* constant = expression->constant();
    if (constant != nullptr && constant->is_string() && !is_time_text(kind, constant->as_string()))
        bad_timer(reader, key, kind, constant->as_string());
    return expression;
}

const TimerWord* chosen_word(const Reader& reader) {
    const TimerWord* chosen = nullptr;
    for (const TimerWord& word : timer_words) {
        if (reader.find(word.key) == nullptr) continue;
        if (chosen != nullptr)
            reader.report().error("conflicting_keys", reader.path(word.key),
                                  in_quotes(chosen->key) + " and " + in_quotes(word.key) + " exclude each other");
        else
            chosen = &word;
    }
    if (chosen == nullptr)
        reader.report().error("missing_key", reader.path(), "the timer does not say when it fires",
                              "Give one of \"after\", \"at\", \"every\" and \"cron\".");
    return chosen;
}

}  // namespace

Timer parse_timer(const Reader& reader, NodeIndex inside, Draft& draft) {
    Timer timer;
    const TimerWord* chosen = chosen_word(reader);
    if (chosen == nullptr) return timer;
    timer.kind = chosen->kind;
    if (!is_text(reader, chosen->key, chosen->text)) return timer;
    timer.text = reader.optional_text(chosen->key).value_or("");
    if (!timer.text.empty())
        timer.expression = parse_time(reader, chosen->key, chosen->text, timer.text, inside, draft);
    return timer;
}

Span parse_span(const Reader& reader, std::string_view key, SpanKind kind, NodeIndex inside, Draft& draft) {
    const TimeText text = kind == SpanKind::Interval ? TimeText::Interval : TimeText::DurationOrMoment;
    if (!is_text(reader, key, text)) return {};
    Span span{.text = reader.optional_text(key).value_or(""), .expression = std::nullopt};
    if (!span.text.empty()) span.expression = parse_time(reader, key, text, span.text, inside, draft);
    return span;
}

}  // namespace wf::compiler
