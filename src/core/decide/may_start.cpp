#include "core/decide/may_start.hpp"

#include "core/base/lists.hpp"
#include "core/model/time.hpp"

#include <algorithm>

namespace wf {
namespace {

// Asks whether this one person is meant: a department may have thousands.
bool is_meant(const ApproverRule& rule, const PersonId& person, World& world) {
    switch (rule.kind) {
        case RuleKind::Users:
            return contains(rule.users, person);
        case RuleKind::Role:
            return world.is_member(person, "role:" + rule.role);
        case RuleKind::Department:
            return rule.head ? world.department_head(rule.department) == person
                             : world.is_member(person, "department:" + rule.department);
        case RuleKind::Position:
            return contains(world.position_holders(rule.position, rule.department), person);
        case RuleKind::ReportingLine:
        case RuleKind::ChosenAtStart:
        case RuleKind::Initiator:
        case RuleKind::Expression:
        case RuleKind::FormField:
        case RuleKind::ChosenByPrevious:
        case RuleKind::LastHandler:
        case RuleKind::Function:
            break;  // not taken by the compiler (parse_starting.cpp)
    }
    return false;
}

Instant before(Instant at, std::string_view period, const feel::Zone& zone) {
    return add(at, -parse_duration(period).value_or(Duration{}), zone);
}

}  // namespace

Refusal check_may_start(const Definition& definition, const PersonId& person, Instant at,
                        const feel::Zone& zone, World& world) {
    const StartSettings& settings = definition.starting;
    const bool is_named =
        std::any_of(settings.who.begin(), settings.who.end(),
                    [&](const ApproverRule& rule) { return is_meant(rule, person, world); });
    if (!settings.who.empty() && !is_named) return refuse::may_not_start(person, definition.key);
    if (settings.max_count == 0) return {};
    const PersonId counted = settings.is_count_per_person ? person : PersonId{};
    const Instant since = before(at, settings.period, definition.zone_or(zone));
    if (world.starts_since(definition.key, counted, since) < settings.max_count) return {};
    return refuse::start_limit(counted, definition.key, settings.max_count, settings.period);
}

}  // namespace wf
