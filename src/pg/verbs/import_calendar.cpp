// wf.import_calendar: the days of a feed, as its filters take them.
#include "core/calendar/icalendar.hpp"
#include "core/expression/expression.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/error.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"
#include "pg/store/calendars.hpp"
#include "pg/store/imported_days.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr DayNumber most_imported_days = 3'700;

struct FeedImport {
    std::string calendar;
    std::string feed;
    feel::Expression rest;
    feel::Expression work;
    DayNumber first = 0;
    DayNumber last = 0;
    bool is_dry = true;
};

// What becomes of a day.
struct Effect {
    DayNumber day = 0;
    std::optional<DayKind> kind{};
    std::string name{};
    std::string uid{};
    const char* what = "leave out";
    const char* reason = "";
};

feel::Expression read_filter(Arguments& args, const char* name) {
    feel::SyntaxError error;
    const std::string text = args.required_text(name);
    std::optional<feel::Expression> expression = feel::Expression::parse(text, error);
    if (expression) return *std::move(expression);
    throw Error::make(Code::BadExpression, std::string{name} + " cannot be read: " + error.message,
                      "At character " + std::to_string(error.position + 1) + ".", error.hint);
}

class FeedScope : public feel::Scope {
public:
    explicit FeedScope(const FeedDay& day) : day_(day) {}
    std::optional<feel::Value> find(std::string_view name) override {
        const FeedEvent& event = *day_.event;
        if (name == "summary") return feel::Value::string(event.summary);
        if (name == "description") return feel::Value::string(event.description);
        if (name == "status") return feel::Value::string(event.status);
        if (name == "transparency") return feel::Value::string(event.transparency);
        if (name == "uid") return feel::Value::string(event.uid);
        if (name == "day")
            return feel::Value::temporal(feel::Date::from_days(feel::Date{2000, 1, 1}.days() + day_.day));
        if (name != "categories") return {};
        feel::Items categories;
        for (const std::string& category : event.categories)
            categories.push_back(feel::Value::string(category));
        return feel::Value::list(std::move(categories));
    }

private:
    const FeedDay& day_;
};

bool is_true(const feel::Expression& filter, const FeedDay& day) {
    FeedScope scope{day};
    const DecideLimits& limits = settings::decide_limits();
    return filter.evaluate(scope, limits.expression, limits.interrupt).is_true();
}

// Nothing: it is left out, and `reason` says why.
std::optional<DayKind> kind_of(const FeedImport& import, const FeedDay& day, const char*& reason) {
    reason = !day.event->is_whole_day           ? "it has times of the day"
             : day.event->status == "CANCELLED" ? "it is cancelled"
                                                : "";
    if (*reason != '\0') return {};
    if (is_true(import.work, day)) return DayKind::Work;
    if (is_true(import.rest, day)) return DayKind::Rest;
    reason = "the conditions do not take it";
    return {};
}

std::vector<FeedEvent> events_of(const FeedImport& import) {
    auto read = read_icalendar(import.feed);
    if (const auto* problem = std::get_if<FeedProblem>(&read))
        throw Error::make(Code::BadData, "the feed cannot be read: " + problem->message,
                          "In line " + std::to_string(problem->line) + ".", "");
    return std::get<std::vector<FeedEvent>>(std::move(read));
}

std::vector<Effect> effects_of(const FeedImport& import, const std::vector<FeedEvent>& events,
                               ImportedDays before) {
    const std::optional<std::vector<FeedDay>> days = days_of(events, import.first, import.last);
    if (!days)
        throw Error::make(Code::BadData, "the feed has too many days", "", "Import fewer years at once.");
    std::vector<Effect> effects;
    for (const FeedDay& day : *days) {
        check_interrupts();
        Effect effect{.day = day.day, .name = day.event->summary, .uid = day.event->uid};
        effect.kind = kind_of(import, day, effect.reason);
        const auto was = before.find({effect.day, effect.uid});
        if (effect.kind) {
            effect.what = was == before.end()                                     ? "add"
                          : was->second == ImportedDay{*effect.kind, effect.name} ? "keep"
                                                                                  : "change";
            if (was != before.end()) before.erase(was);
        }
        effects.push_back(std::move(effect));
    }
    for (const auto& [key, said] : before)
        effects.push_back(
            {.day = key.first, .kind = said.kind, .name = said.name, .uid = key.second, .what = "remove"});
    std::ranges::stable_sort(effects, {}, &Effect::day);
    return effects;
}

void apply(const EngineRights& rights, std::int64_t tenant, const std::string& calendar,
           const Effect& effect) {
    const std::string_view what = effect.what;
    if (what == "remove") remove_imported_day(rights, tenant, calendar, effect.day, effect.uid);
    if (what == "add" || what == "change")
        set_imported_day(rights, tenant, calendar, effect.day, effect.uid, {*effect.kind, effect.name});
}

std::vector<Effect> import_feed(const EngineRights& rights, std::int64_t tenant, const FeedImport& import) {
    set_calendar_days(rights, tenant, import.calendar, {});  // there is one, and it is locked
    const std::vector<FeedEvent> events = events_of(import);
    std::vector<std::string> uids;
    for (const FeedEvent& event : events) uids.push_back(event.uid);
    std::vector<Effect> effects = effects_of(
        import, events, imported_days(rights, tenant, import.calendar, uids, import.first, import.last));
    if (!import.is_dry)
        for (const Effect& effect : effects) apply(rights, tenant, import.calendar, effect);
    return effects;
}

// By the transaction's own day in UTC: a day more or less of so many years does not matter.
DayNumber begin_of_this_year() {
    const DayNumber today = static_cast<DayNumber>(GetCurrentTransactionStartTimestamp() / USECS_PER_DAY);
    const std::int64_t epoch = feel::Date{2000, 1, 1}.days();
    return static_cast<DayNumber>(feel::Date{feel::Date::from_days(epoch + today)->year, 1, 1}.days() -
                                  epoch);
}

void set_range(FeedImport& import, std::optional<DayNumber> first, std::optional<DayNumber> last) {
    import.first = first.value_or(begin_of_this_year());
    const bool is_date = import.first > -730'000 && import.first < 2'900'000;
    import.last = last.value_or(is_date ? import.first + 5 * 366 : 0);
    if (is_date && import.last >= import.first &&
        std::int64_t{import.last} - import.first < most_imported_days)
        return;
    throw Error::make(Code::BadArgument, "last_day must be first_day or at most 3,700 days after it", "",
                      "Import fewer years at once.");
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_import_calendar);
Datum wf_import_calendar(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Definition};
        FeedImport import{.calendar = args.required_text("calendar"),
                          .feed = args.required_text("feed"),
                          .rest = read_filter(args, "rest"),
                          .work = read_filter(args, "work")};
        const std::optional<DayNumber> first = args.date("first_day"), last = args.date("last_day");
        set_range(import, first, last);
        import.is_dry = args.required_boolean("dry_run");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        const std::vector<Effect> effects =
            as_engine([&](EngineRights& rights) { return import_feed(rights, tenant, import); });
        for (const Effect& effect : effects)
            rows.add({{.value = DateADTGetDatum(effect.day), .is_null = false},
                      effect.kind ? pg::text(name_of(*effect.kind)) : pg::null(),
                      pg::text_or_null(effect.name),
                      pg::text(effect.uid),
                      pg::text(effect.what),
                      pg::text_or_null(effect.reason)});
        return Datum{0};
    });
}
}
