#include "core/stored/event_json.hpp"

#include "golden_file.hpp"

#include <utility>

namespace wf::test {
namespace {

// What was stored once must be read for ever: test/golden/event/<Event>.v<n>.json is only added to, never
// rewritten.
std::vector<std::string> stored_events() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{golden("event")})
        names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string without_newline(std::string text) {
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

std::optional<std::vector<Event>> read(std::string_view json) {
    std::string problem;
    return events_from_json(json, problem);
}

std::string problem_of_reading(std::string_view json) {
    std::string problem;
    return events_from_json(json, problem) ? "none" : problem;
}

class StoredEvent : public testing::TestWithParam<std::string> {};

TEST_P(StoredEvent, IsReadAndWrittenBackIdentically) {
    const std::string json = without_newline(read_file(golden("event/" + GetParam() + ".json")));
    const auto events = read(json);
    ASSERT_TRUE(events);
    EXPECT_EQ(events_to_json(*events), json);
}

std::string test_name(const testing::TestParamInfo<std::string>& test) {
    std::string name = test.param;
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Golden, StoredEvent, testing::ValuesIn(stored_events()), test_name);

template <std::size_t... I>
std::vector<std::string> all_event_types(std::index_sequence<I...>) {
    return {std::string{std::variant_alternative_t<I, AnyEvent>::type}...};
}

TEST(StoredEvents, ThereIsAFileForEveryEvent) {
    for (const std::string& type : all_event_types(std::make_index_sequence<std::variant_size_v<AnyEvent>>{}))
        EXPECT_TRUE(std::filesystem::exists(golden("event/" + type + ".v1.json"))) << type;
}

TEST(EventJson, KeepsTheOrderOfEvents) {
    const std::string json =
        R"([{"type":"FlowTaken","flow":"b"},{"type":"SeatOpened","seat":2},{"type":"FlowTaken","flow":"a"}])";
    EXPECT_EQ(events_to_json(*read(json)), json);
}

TEST(EventJson, NoEventsAreAnEmptyArray) {
    EXPECT_EQ(events_to_json({}), "[]");
    EXPECT_TRUE(read("[]")->empty());
}

TEST(EventJson, EscapesWhatJsonMustEscape) {
    const std::string hard = "\"quoted\" \\ line\nbreak\ttab \x01 \x7f 中文";
    const auto events = read(events_to_json({SeatApproved{.seat = SeatId{1}, .by = hard}}));
    ASSERT_TRUE(events);
    EXPECT_EQ(std::get<SeatApproved>(events->at(0)).by, hard);
}

TEST(EventJson, NumbersOfTheFormKeepTheirDigits) {
    const std::string json = R"([{"type":"DataChanged","data":{"amount":12345678901234567890.123456789}}])";
    EXPECT_EQ(events_to_json(*read(json)), json);
}

TEST(EventJson, BlanksAndUnknownKeysDoNotMatter) {
    const auto events = read(R"( [ { "seat" : 3, "later" : [1], "type" : "SeatOpened" } ] )");
    ASSERT_TRUE(events);
    EXPECT_EQ(std::get<SeatOpened>(events->at(0)).seat, SeatId{3});
}

TEST(EventJson, AMissingFieldKeepsItsDefault) {
    const auto events = read(R"([{"type":"SeatsCreated","seats":[{"id":1,"token":2}]}])");
    ASSERT_TRUE(events);
    const Seat& seat = std::get<SeatsCreated>(events->at(0)).seats.at(0);
    EXPECT_EQ(seat.weight, 1);
    EXPECT_EQ(seat.state, SeatState::Waiting);
}

TEST(EventJson, WhatIsNoArrayIsNotRead) {
    for (const char* json : {"", "{}", "null", "[", "3", "[{}", "[] []"})
        EXPECT_EQ(problem_of_reading(json), "events are not a JSON array") << json;
}

TEST(EventJson, AnUnknownTypeIsNotRead) {
    EXPECT_EQ(problem_of_reading(R"([{"type":"SeatOpenned","seat":1}])"),
              "unknown event type \"SeatOpenned\"");
    EXPECT_EQ(problem_of_reading(R"([{"seat":1}])"), "unknown event type \"\"");
    EXPECT_EQ(problem_of_reading(R"([17])"), "unknown event type \"\"");
}

TEST(EventJson, CutOffTextIsNotRead) {
    const std::string json =
        events_to_json({SeatApproved{.seat = SeatId{1}, .by = "ann"}, FlowTaken{.flow = "a->b"}});
    for (std::size_t length = 0; length < json.size(); ++length)
        EXPECT_FALSE(read(json.substr(0, length))) << length;
}

// It may be other events or none, but what is read can be written.
TEST(EventJson, SurvivesAnyByteAnywhere) {
    for (const std::string& name : stored_events()) {
        const std::string sound = without_newline(read_file(golden("event/" + name + ".json")));
        for (std::size_t at = 0; at < sound.size(); ++at)
            for (const char byte : {'\0', '"', '9', '-', '[', '}', ',', 'e', '\x80', '\xff'}) {
                std::string json = sound;
                json[at] = byte;
                if (const auto events = read(json)) {
                    EXPECT_TRUE(read(events_to_json(*events))) << json;
                }
            }
    }
}

}  // namespace
}  // namespace wf::test
