// "start" of a definition: who may start it, how often, and the serial numbers of what was started.
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"
#include "core/model/serial.hpp"
#include "core/model/time.hpp"

namespace wf::compiler {
namespace {

constexpr Key starting_keys[] = {{"who", "rules"}, {"limit", "start_limit"}, {"serial", "serial"}};
constexpr Key limit_keys[] = {required("count", "count"), required("period", "text"), {"per", "counted_per"}};
constexpr Key serial_keys[] = {
    {"prefix", "text"}, {"date", "text"}, {"digits", "digits"}, {"gapless", "boolean"}};

constexpr Word<bool> counted_per[] = {{"person", true}, {"all", false}};

constexpr std::int32_t max_digits = 18;

// Asked for each definition whenever somebody looks at what they may start, so only of what the directory knows.
bool is_directory_rule(const ApproverRule& rule) {
    const bool is_fixed = rule.department != "initiator" && rule.department != "document" &&
                          !rule.department.starts_with("field:");
    switch (rule.kind) {
        case RuleKind::Users:
        case RuleKind::Role: return true;
        case RuleKind::Position:
        case RuleKind::Department: return is_fixed;
        case RuleKind::ReportingLine:
        case RuleKind::ChosenAtStart:
        case RuleKind::Initiator:
        case RuleKind::Expression:
        case RuleKind::FormField:
        case RuleKind::ChosenByPrevious:
        case RuleKind::LastHandler:
        case RuleKind::Function: break;
    }
    return false;
}

void parse_who(const Reader& start, Draft& draft) {
    if (start.find("who") == nullptr) return;
    std::vector<ApproverRule>& who = draft.definition.starting.who;
    who = parse_rules(start, "who", no_node, draft);
    for (std::size_t i = 0; i < who.size(); ++i)
        if (!is_directory_rule(who[i]))
            start.report().error("bad_value", child(start.path("who"), i),
                                 "this rule cannot say who may start an instance",
                                 "Name users, a role, a position or a department.");
}

void parse_limit(const Reader& start, StartSettings& settings) {
    const JsonValue* json = start.optional("limit", JsonValue::Type::Object);
    if (json == nullptr) return;
    const Reader limit{*json, start.path("limit"), start.report()};
    limit.allow_keys(limit_keys);
    if (limit.find("count") == nullptr) limit.require("count", JsonValue::Type::Number);
    settings.max_count = limit.integer("count", 1).value_or(0);
    settings.period = limit.require_text("period").value_or("");
    settings.is_count_per_person = limit.word("per", counted_per, "per").value_or(true);
    if (settings.period.empty()) return;
    const std::optional<Duration> period = parse_duration(settings.period);
    const bool is_length = period && period->is_positive();
    if (!is_length)
        limit.report().error("bad_timer", limit.path("period"),
                             in_quotes(settings.period) + " is not a possible period",
                             "Write an ISO 8601 duration above zero such as \"P1D\" or \"P1M\".");
}

void parse_serial(const Reader& start, StartSettings& settings) {
    const JsonValue* json = start.optional("serial", JsonValue::Type::Object);
    if (json == nullptr) return;
    const Reader reader{*json, start.path("serial"), start.report()};
    reader.allow_keys(serial_keys);
    SerialSettings& serial = settings.serial.emplace();
    serial.prefix = reader.optional_text("prefix").value_or("");
    serial.date = reader.optional_text("date").value_or("");
    serial.digits = reader.integer("digits", 1).value_or(serial.digits);
    serial.is_gapless = reader.boolean("gapless", false);
    if (serial.digits > max_digits)
        reader.report().error("bad_value", reader.path("digits"),
                              "a serial number has at most " + std::to_string(max_digits) + " digits");
    if (!is_serial_date(serial.date))
        reader.report().error("bad_value", reader.path("date"),
                              in_quotes(serial.date) + " is not a date pattern of a serial number",
                              "Use YYYY, YY, MM and DD with \"-\", \"/\", \".\" or \"_\", such as "
                              "\"YYYYMM-\".");
}

}  // namespace

void parse_starting(const Reader& top, Draft& draft) {
    const JsonValue* json = top.optional("start", JsonValue::Type::Object);
    if (json == nullptr) return;
    const Reader start{*json, top.path("start"), top.report()};
    start.allow_keys(starting_keys);
    parse_who(start, draft);
    parse_limit(start, draft.definition.starting);
    parse_serial(start, draft.definition.starting);
}

void describe_starting(SchemaParts& parts) {
    parts.object("starting", starting_keys);
    parts.object("start_limit", limit_keys);
    parts.object("serial", serial_keys);
    parts.words("counted_per", counted_per);
    parts.add("digits", nlohmann::json{{"type", "integer"}, {"minimum", 1}, {"maximum", max_digits}});
}

}  // namespace wf::compiler
