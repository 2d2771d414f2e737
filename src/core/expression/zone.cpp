// Time zones, by ICU: the server brings it along, and GCC 12 has no <chrono> time zones yet.
#include "core/expression/temporal.hpp"

#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <algorithm>
#include <functional>
#include <map>
#include <memory>

namespace wf::feel {

struct ZoneRules {
    std::string name;
    std::unique_ptr<icu::TimeZone> zone;
};

namespace {

// Its ids, without a zone until somebody names it. Filled once, never emptied.
std::map<std::string, std::unique_ptr<ZoneRules>, std::less<>> read_ids() {
    std::map<std::string, std::unique_ptr<ZoneRules>, std::less<>> ids;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> known{
        icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, nullptr, nullptr, status)};
    if (U_FAILURE(status) || !known) return ids;
    while (const char* id = known->next(nullptr, status))
        if (U_SUCCESS(status)) ids.emplace(id, nullptr);
    return ids;
}

// Rules repeat every 400 years; before the first of them a zone has its local mean time.
constexpr std::int64_t cycle_seconds = 146'097LL * 86'400;
constexpr std::int64_t latest = 20 * cycle_seconds, earliest = -30 * cycle_seconds;

std::int32_t offset(const icu::TimeZone& zone, std::int64_t seconds, bool is_local) {
    if (seconds > latest) seconds = latest - cycle_seconds + seconds % cycle_seconds;
    seconds = std::max(seconds, earliest);
    std::int32_t raw = 0, daylight_saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone.getOffset(static_cast<double>(seconds) * 1000, static_cast<UBool>(is_local), raw, daylight_saving,
                   status);
    return U_SUCCESS(status) ? (raw + daylight_saving) / 1000 : 0;
}

}  // namespace

Zone Zone::offset(std::int32_t seconds) {
    Zone zone;
    zone.kind_ = Kind::Offset;
    zone.seconds_ = seconds;
    return zone;
}

std::optional<Zone> Zone::named(std::string_view id) {
    static auto ids = read_ids();
    const auto found = ids.find(id);
    if (found == ids.end()) return std::nullopt;
    if (!found->second) {
        std::unique_ptr<icu::TimeZone> rules{
            icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(found->first))};
        if (!rules) return std::nullopt;
        found->second = std::make_unique<ZoneRules>(ZoneRules{found->first, std::move(rules)});
    }
    Zone zone;
    zone.kind_ = Kind::Named;
    zone.rules_ = found->second.get();
    return zone;
}

const std::string& Zone::name() const { return rules_->name; }

std::int32_t Zone::offset_at_local(std::int64_t seconds_since_1970) const {
    return is_named() ? feel::offset(*rules_->zone, seconds_since_1970, true) : seconds_;
}

std::int32_t Zone::offset_at_instant(std::int64_t seconds_since_1970) const {
    return is_named() ? feel::offset(*rules_->zone, seconds_since_1970, false) : seconds_;
}

}  // namespace wf::feel
