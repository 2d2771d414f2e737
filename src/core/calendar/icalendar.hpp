// What an iCalendar feed (RFC 5545) says of whole days. A reader of our own: libical brings a database and ICU of its own
// into the server. It knows what feeds of holidays have, and says by its line what it does not understand.
#pragma once

#include "core/calendar/feed_rule.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace wf {

struct FeedEvent {
    std::string uid;
    std::string summary;
    std::string description;
    std::vector<std::string> categories;
    std::string status;        // "CONFIRMED", "TENTATIVE", "CANCELLED"; empty: not said
    std::string transparency;  // "TRANSPARENT", "OPAQUE"; empty: not said
    DayNumber first = 0;       // local dates, whoever reads them where
    DayNumber last = 0;
    bool is_whole_day = true;  // false: it has times of the day, which say nothing of days off
    std::optional<FeedRule> rule;
    std::vector<DayNumber> added;         // RDATE
    std::vector<DayNumber> excluded;      // EXDATE
    std::optional<DayNumber> instead_of;  // RECURRENCE-ID: of the other event with this uid
    std::int32_t sequence = 0;
};

struct FeedProblem {
    std::size_t line = 0;  // from 1
    std::string message;
};

struct FeedLimits {
    std::size_t max_events = 5'000;
    std::size_t max_days = 20'000;  // of all events together
};

// Of a uid that occurs several times the highest sequence counts, and of those the last.
std::variant<std::vector<FeedEvent>, FeedProblem> read_icalendar(std::string_view text,
                                                                 const FeedLimits& limits = {});

// A day between `first` and `last` that an event is on.
struct FeedDay {
    DayNumber day = 0;
    const FeedEvent* event = nullptr;
};
// In order of days; each event once a day. Nothing: more than the limits allow.
std::optional<std::vector<FeedDay>> days_of(const std::vector<FeedEvent>& events, DayNumber first,
                                            DayNumber last, const FeedLimits& limits = {});

}  // namespace wf
