// Form fields of type date and datetime are dates in expressions; now() and today() are of the command.
#include "core/step/condition_scope.hpp"
#include "core/expression/print.hpp"
#include "core/form/form_value.hpp"
#include "core/json/value_json.hpp"
#include "core/model/time.hpp"
#include "spec.hpp"

namespace wf::test {
namespace {

feel::Value text(const char* value) { return feel::Value::string(value); }

std::string read(FieldType type, const char* value) { return feel::to_feel(form_value(type, text(value))); }

TEST(FormValue, ReadsEveryTextThatTheFormTakes) {
    EXPECT_EQ(read(FieldType::Date, "2026-11-21"), "@\"2026-11-21\"");
    EXPECT_EQ(read(FieldType::Datetime, "2026-11-21T09:30"), "@\"2026-11-21T09:30:00\"");
    EXPECT_EQ(read(FieldType::Datetime, "2026-11-21 09:30:15.5"), "@\"2026-11-21T09:30:15.5\"");
    EXPECT_EQ(read(FieldType::Datetime, "2026-11-21T09:30Z"), "@\"2026-11-21T09:30:00Z\"");
    EXPECT_EQ(read(FieldType::Datetime, "2026-11-21T09:30+01"), "@\"2026-11-21T09:30:00+01:00\"");
    EXPECT_EQ(read(FieldType::Datetime, "2026-11-21T09:30:00-0330"), "@\"2026-11-21T09:30:00-03:30\"");
    EXPECT_EQ(read(FieldType::Datetime, "2026-11-21T09:30:00+08:00"), "@\"2026-11-21T09:30:00+08:00\"");
    EXPECT_EQ(read(FieldType::Datetime, "2026-11-21T09:30@Europe/Paris"),
              "@\"2026-11-21T09:30:00@Europe/Paris\"");
    EXPECT_EQ(read(FieldType::Datetime, "2026-11-21T09:30[Europe/Paris]"),
              "@\"2026-11-21T09:30:00@Europe/Paris\"");
    EXPECT_EQ(read(FieldType::Datetime, "2026-11-21T09:30+01[Europe/Paris]"),
              "@\"2026-11-21T09:30:00+01:00\"");
}

TEST(FormValue, HasAnOffsetForWhoKnowsNoZoneOfOurs) {
    const auto shown = [](FieldType type, const char* value) {
        return feel::to_feel(with_offset(type, text(value), *feel::Zone::named("Asia/Shanghai")));
    };
    EXPECT_EQ(shown(FieldType::Datetime, "2027-06-01T18:00"), "\"2027-06-01T18:00:00+08:00\"");
    EXPECT_EQ(shown(FieldType::Datetime, "2027-06-01T18:00@Europe/Paris"), "\"2027-06-01T18:00:00+02:00\"");
    EXPECT_EQ(shown(FieldType::Datetime, "2027-03-28T02:30@Europe/Paris"), "\"2027-03-28T03:30:00+02:00\"");
    EXPECT_EQ(shown(FieldType::Datetime, "2027-06-01T18:00Z"), "\"2027-06-01T18:00Z\"");
    EXPECT_EQ(shown(FieldType::Datetime, "soon"), "\"soon\"");
    EXPECT_EQ(shown(FieldType::Date, "2027-06-01"), "\"2027-06-01\"");
}

TEST(FormValue, LeavesWhatIsNoDate) {
    EXPECT_EQ(read(FieldType::Date, "soon"), "\"soon\"");
    EXPECT_EQ(read(FieldType::Date, "2026-02-30"), "\"2026-02-30\"");
    EXPECT_EQ(read(FieldType::Date, ""), "null");
    EXPECT_EQ(read(FieldType::Text, "2026-11-21"), "\"2026-11-21\"");
    EXPECT_EQ(feel::to_feel(form_value(FieldType::Date, feel::Value::number(5))), "5");
}

TEST(Moments, HaveTheOffsetOfTheirZone) {
    const Instant winter = *parse_instant("2026-11-21T23:30:00.25Z"), summer = *parse_instant("2026-07-01");
    EXPECT_EQ(feel::to_string(*moment_of(winter, feel::Zone::utc())), "2026-11-21T23:30:00.25Z");
    const feel::Zone paris = *feel::Zone::named("Europe/Paris");
    EXPECT_EQ(feel::to_string(*moment_of(winter, paris)), "2026-11-22T00:30:00.25+01:00");
    EXPECT_EQ(feel::to_string(*moment_of(summer, paris)), "2026-07-01T02:00:00+02:00");
    EXPECT_FALSE(moment_of(INT64_MAX, paris));
}

TEST(ValueText, HasNoQuotesAndNoZoneNames) {
    EXPECT_EQ(value_to_text(text("a")), "a");
    EXPECT_EQ(value_to_text(feel::Value::temporal(feel::date_from("2026-11-21"))), "2026-11-21");
    EXPECT_EQ(value_to_text(feel::Value::temporal(feel::days_duration_from("P1D"))), "P1D");
    EXPECT_EQ(value_to_text(feel::Value::temporal(feel::date_time_from("2026-11-21T10:00:00@Europe/Paris"))),
              "2026-11-21T10:00:00+01:00");
    EXPECT_EQ(value_to_text(feel::Value::number(5)), "5");
}

}  // namespace
}  // namespace wf::test
