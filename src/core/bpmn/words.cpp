#include "core/bpmn/words.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace wf::bpmn {
namespace {

using Words = std::pair<std::string_view, std::string_view>;

constexpr auto phrases = std::to_array<Words>({
    {R"(mark one flow as "default": true)", "name one flow in the attribute default"},
    {R"(Give it "when", or mark it as "default": true)",
     "Give it a conditionExpression, or name it in the attribute default"},
    {R"("multi" does not say how many)", "multiInstanceLoopCharacteristics do not say how many"},
    {R"(Give "count": 3, or "collection": "a list")", "Give a loopCardinality or a collection"},
    {R"(with "count" use loopCounter)", "with a loopCardinality use loopCounter"},
    {R"(of a "collection")", "of a collection"},
    {R"(key "when" is missing)", "the condition is missing"},
    {R"(key "output" is missing: "output_element" says what it collects)",
     "the collection of the output is missing"},
    {R"(Give it "while" or "max")", "Give it a loopCondition or loopMaximum"},
    {R"(Give one of "after", "at", "every" and "cron")", "Give one of timeDuration, timeDate and timeCycle"},
    {R"(Only a subprocess with "transaction": true has)", "Only a transaction has"},
    {R"(a subprocess with "transaction": true, or use "terminate": true)",
     "a transaction, or use a terminate end event"},
    {R"( under "to".)", " by an association from the event."},
    {R"(a node of type "timer", "message", "signal" or "condition")",
     "a catching event of a timer, message, signal or condition"},
    {R"(Add a node of type "link" with this name and no flow going in)",
     "Add a catching link event of this name"},
    {R"(one with "event": true has)", R"(one with triggeredByEvent="true" has)"},
    {R"(a boundary event of type "compensation")", "a compensation boundary event"},
    {R"(a boundary event of type "timer")", "a timer boundary event"},
    {R"(node of type "start")", "start event"},
    {R"(node of type "end")", "end event"},
    {R"(has "interrupting")", "has isInterrupting"},
    {R"(Leave "interrupting" out)", "Leave isInterrupting and cancelActivity out"},
    {R"(Say which event starts it, for example "trigger": "timer", "after": "PT1H")",
     "Give it an event definition, for example a timerEventDefinition"},
    {R"(Lower "need")", "Lower the activationCondition"},
});

// Keys of our vocabulary, in findings that are about keys: elsewhere the same word in quotes is somebody's id.
constexpr auto key_words = std::to_array<Words>({{"when", "conditionExpression"},
                                                 {"default", "default"},
                                                 {"multi", "multiInstanceLoopCharacteristics"},
                                                 {"loop", "standardLoopCharacteristics"},
                                                 {"count", "loopCardinality"},
                                                 {"collection", "the collection"},
                                                 {"element", "the variable of an item"},
                                                 {"until", "completionCondition"},
                                                 {"output", "the collection of the output"},
                                                 {"output_element", "the item of the output"},
                                                 {"while", "loopCondition"},
                                                 {"max", "loopMaximum"},
                                                 {"after", "timeDuration"},
                                                 {"at", "timeDate"},
                                                 {"every", "timeCycle"},
                                                 {"cron", "timeCycle"},
                                                 {"definition", "calledElement"},
                                                 {"version", "calledElementVersion"},
                                                 {"in", "the mapping of what goes in"},
                                                 {"out", "the mapping of what comes out"},
                                                 {"message", "messageRef"},
                                                 {"signal", "signalRef"},
                                                 {"error", "errorRef"},
                                                 {"escalation", "escalationRef"},
                                                 {"link", "the name of the link"},
                                                 {"node", "activityRef"},
                                                 {"compensation", "activityRef"},
                                                 {"from", "sourceRef"},
                                                 {"to", "targetRef"},
                                                 {"id", "id"},
                                                 {"need", "activationCondition"},
                                                 {"topic", "the topic"},
                                                 {"retries", "retries"},
                                                 {"correlation", "correlationKey"},
                                                 {"boundary", "a boundary event"},
                                                 {"transaction", "to be a transaction"},
                                                 {"function", "script"}});

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// ` of type "parallel"` says what the file says with its element.
void drop_type(std::string& text) {
    constexpr std::string_view words = R"( of type ")";
    const std::size_t at = text.find(words);
    if (at == std::string::npos) return;
    const std::size_t end = text.find('"', at + words.size());
    if (end != std::string::npos) text.erase(at, end + 1 - at);
}

bool is_about_keys(std::string_view code) {
    return code == "missing_key" || code == "conflicting_keys" || code == "wrong_type" ||
           code == "bad_value" || code == "unknown_key" || code == "bad_count";
}

// A word behind one of these is somebody's id, though it be spelled as a key of ours.
bool names_an_id(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    for (const std::string_view word : {"node ", "flow ", "subprocess ", "event ", "end ", "gateway "})
        if (before.ends_with(word)) return true;
    return false;
}

void rename_keys(std::string& text) {
    replace_all(text, R"(key ")", "\"");
    for (const auto& [ours, theirs] : key_words) {
        const std::string quoted = '"' + std::string{ours} + '"';
        for (std::size_t at = text.find(quoted); at != std::string::npos; at = text.find(quoted, at + 1))
            if (!names_an_id(text, at)) text.replace(at, quoted.size(), theirs);
    }
}

}  // namespace

Finding in_words_of_bpmn(Finding finding) {
    for (std::string* text : {&finding.message, &finding.hint}) {
        for (const auto& [ours, theirs] : phrases) replace_all(*text, ours, theirs);
        if (finding.code.starts_with("misplaced_")) drop_type(*text);
        if (is_about_keys(finding.code)) rename_keys(*text);
    }
    return finding;
}

}  // namespace wf::bpmn
