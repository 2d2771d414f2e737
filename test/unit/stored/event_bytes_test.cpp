#include "core/stored/event_bytes.hpp"

#include "core/stored/event_json.hpp"
#include "core/stored/event_numbers.hpp"
#include "core/stored/fields.hpp"
#include "golden_file.hpp"
#include "hex.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

namespace wf::test {
namespace {

std::vector<Event> from_json(std::string_view json) {
    std::string problem;
    return events_from_json(json, problem).value();
}

std::vector<Event> of_file(const std::string& name) {
    return from_json(read_file(golden("event/" + name + ".json")));
}

std::optional<std::vector<Event>> read(std::string_view bytes, EventData data = EventData::Read) {
    std::string problem;
    return events_from_bytes(bytes, problem, data);
}

std::string problem_of_reading(std::string_view bytes) {
    std::string problem;
    return events_from_bytes(bytes, problem) ? "none" : problem;
}

std::vector<std::string> golden_events() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{golden("event")})
        names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

// What was stored once must be read for ever: test/golden/event_bytes/<Event>.v<n>.hex is only added to, never
// rewritten. WF_GOLDEN_UPDATE=1 writes what is not there yet.
class StoredEventBytes : public testing::TestWithParam<std::string> {};

TEST_P(StoredEventBytes, AreReadAndWrittenBackIdentically) {
    const std::string file = "event_bytes/" + GetParam() + ".hex";
    const std::vector<Event> events = of_file(GetParam());
    const std::string bytes = events_to_bytes(events);
    if (!std::filesystem::exists(golden(file))) expect_golden(file, hex_of(bytes));
    const std::string stored = bytes_of(read_file(golden(file)));
    ASSERT_TRUE(read(stored)) << problem_of_reading(stored);
    EXPECT_EQ(events_to_json(*read(stored)), events_to_json(events));
    EXPECT_EQ(hex_of(bytes), hex_of(stored));
}

std::string test_name(const testing::TestParamInfo<std::string>& test) {
    std::string name = test.param;
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Golden, StoredEventBytes, testing::ValuesIn(golden_events()), test_name);

class FieldNames {
public:
    template <class T>
    void operator()(std::string_view name, const T&) {
        line += ' ' + std::string{name};
    }
    void time(std::string_view name, Instant) { line += ' ' + std::string{name}; }

    std::string line;
};

template <class T>
std::string fields_of(std::string_view name) {
    FieldNames names;
    const T value;
    fields(names, value);
    return std::string{name} + ':' + names.line + '\n';
}

template <class... T>
std::string all_fields(std::type_identity<std::variant<T...>>) {
    return (... + (std::to_string(event_number<T>) + ' ' + fields_of<T>(T::type)));
}

// The bytes name a field by its place in the list, and a type by its number. So a line of this file only gets
// longer at its end, and the file gets new lines: by hand, whoever has another reason is about to break the log.
TEST(EventBytes, FieldsAreOnlyAddedAtTheEndOfTheirList) {
    const std::string lists = all_fields(std::type_identity<AnyEvent>{}) + fields_of<Seat>("Seat") +
                              fields_of<Token>("Token") + fields_of<Body>("Body") + fields_of<Wait>("Wait") +
                              fields_of<Compensable>("Compensable") + fields_of<JoinCycle>("JoinCycle") +
                              fields_of<Passage>("Passage") + fields_of<ReturnCount>("ReturnCount") +
                              fields_of<Return>("Return") + fields_of<Signature>("Signature") +
                              fields_of<Skip>("Skip") + fields_of<Choice>("Choice") +
                              fields_of<State>("State") + fields_of<TaskTimes>("TaskTimes");
    EXPECT_EQ(lists, read_file(golden("event_fields.txt")));
}

TEST(EventBytes, KeepTheOrderOfEvents) {
    const std::string json =
        R"([{"type":"FlowTaken","flow":"b"},{"type":"SeatOpened","seat":2},{"type":"FlowTaken","flow":"a"}])";
    EXPECT_EQ(events_to_json(*read(events_to_bytes(from_json(json)))), json);
}

TEST(EventBytes, NoEventsAreOneByte) {
    EXPECT_EQ(events_to_bytes({}).size(), 1u);
    EXPECT_TRUE(read(events_to_bytes({}))->empty());
}

TEST(EventBytes, AUsualApprovalTakesATenthOfItsJson) {
    const std::string json =
        R"([{"type":"SeatApproved","seat":1,"by":"10011"},{"type":"NodeCompleted","token":2,"outcome":"approved"},)"
        R"({"type":"FlowTaken","flow":"lead->head"},{"type":"NodeEntered","token":3,"node":"head","round":1,"after":["lead"]},)"
        R"({"type":"SeatsCreated","seats":[{"id":2,"token":3,"rank":1,"principal":"10012","holder":"10012","weight":1,"state":"open"}]}])";
    EXPECT_LE(events_to_bytes(from_json(json)).size(), 64u);
}

TEST(EventBytes, TextIsWrittenOnceInAnEntry) {
    const std::string person = "somebody-with-a-long-name";
    const std::size_t once = events_to_bytes({SeatApproved{.seat = SeatId{1}, .by = person}}).size();
    const std::vector<Event> events = {SeatApproved{.seat = SeatId{1}, .by = person},
                                       SeatApproved{.seat = SeatId{1}, .by = person}};
    EXPECT_EQ(events_to_bytes(events).size(), once + 5);
    EXPECT_EQ(events_to_json(*read(events_to_bytes(events))), events_to_json(events));
}

TEST(EventBytes, ManyTextsAreReadAsTheyWereWritten) {
    PeopleReminded reminded{.token = TokenId{1}, .people = {}};
    for (int i = 0; i < 300; ++i) {
        reminded.people.push_back("p" + std::to_string(i % 37));
        reminded.people.push_back(std::string(static_cast<std::size_t>(i), 'x'));
    }
    const std::vector<Event> events = {reminded, reminded};
    EXPECT_EQ(events_to_json(*read(events_to_bytes(events))), events_to_json(events));
}

TEST(EventBytes, ExtremeNumbersAreReadAsTheyWereWritten) {
    for (const std::int64_t number :
         {std::int64_t{0}, std::int64_t{-1}, std::int64_t{63}, std::int64_t{64},
          std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
        const auto events = read(events_to_bytes({InstanceResumed{.delay = number}}));
        EXPECT_EQ(std::get<InstanceResumed>(events->at(0)).delay, number);
    }
}

TEST(EventBytes, ADefaultThatWasTakenBackIsWritten) {
    const std::vector<Event> events = {DataChanged{.data = Json{""}},
                                       NodeEntered{.token = TokenId{1}, .node = "lead", .round = 0}};
    const auto again = read(events_to_bytes(events));
    EXPECT_EQ(std::get<DataChanged>(again->at(0)).data.text, "");
    EXPECT_EQ(std::get<NodeEntered>(again->at(1)).round, 0);
}

TEST(EventBytes, FormsAreLeftOutWhereNobodyAsks) {
    const std::vector<Event> events = {DataChanged{.data = Json{R"({"days":3})"}, .changed_by = "ann"},
                                       SeatOpened{.seat = SeatId{7}}};
    const auto without = read(events_to_bytes(events), EventData::LeftOut);
    ASSERT_TRUE(without);
    EXPECT_EQ(std::get<DataChanged>(without->at(0)).data.text, "{}");
    EXPECT_EQ(std::get<DataChanged>(without->at(0)).changed_by, "ann");
    EXPECT_EQ(std::get<SeatOpened>(without->at(1)).seat, SeatId{7});
}

TEST(EventBytes, WhatIsInNoKnownFormatIsNotRead) {
    for (const char* bytes : {"", "\2", "[]", "{}"})
        EXPECT_EQ(problem_of_reading(bytes),
                  "The events are not in a format that this version of wf_engine knows");
}

TEST(EventBytes, AnUnknownTypeOrFieldIsNotRead) {
    EXPECT_EQ(problem_of_reading("\1\x7f"),
              "Event 1 is of type 127, which this version of wf_engine does not know");
    EXPECT_EQ(problem_of_reading("\1\xff"),
              "Event 1 is of type 255, which this version of wf_engine does not know");
    const std::string opened = events_to_bytes({SeatOpened{.seat = SeatId{1}}});
    EXPECT_EQ(problem_of_reading(opened + opened.substr(1, 1) + "\2"),
              "Event 2, SeatOpened, has a field that this version of wf_engine does not know");
}

TEST(EventBytes, CutOffBytesAreNotReadAsMore) {
    for (const std::string& name : golden_events()) {
        const std::string bytes = events_to_bytes(of_file(name));
        for (std::size_t length = 2; length < bytes.size(); ++length)
            if (const auto events = read(bytes.substr(0, length))) {
                EXPECT_LT(events->size(), of_file(name).size()) << name << ' ' << length;
            }
    }
    EXPECT_EQ(problem_of_reading("\1\x21\1"), "Event 1, SeatOpened, is cut off");
}

TEST(EventBytes, TextThatRepeatsWhatIsNotThereIsNotRead) {
    const std::string flow{'\1', static_cast<char>(event_number<FlowTaken>), '\1'};
    EXPECT_TRUE(
        read(flow + '\x11' + '\x0b'));  // 8 bytes, 11 before the fourth: "approved", and the head of 3
    for (const std::string& damaged :
         {std::string{"\x11\x01"}, std::string{"\x11\x7f"}, std::string{"\x11\x00", 2},
          std::string{"\x81\x08\xff\x01"}, std::string{"\x11\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"}})
        EXPECT_EQ(problem_of_reading(flow + damaged), "Event 1, FlowTaken, is damaged");
    EXPECT_EQ(problem_of_reading(flow + '\x10'), "Event 1, FlowTaken, is cut off");
}

TEST(EventBytes, NumbersThatDoNotFitAreNotRead) {
    const std::string opened{'\1', static_cast<char>(event_number<SeatOpened>), '\1'};
    EXPECT_EQ(problem_of_reading(opened + "\xff\xff\xff\xff\x7f"), "Event 1, SeatOpened, is damaged");
    const std::string ended{'\1', static_cast<char>(event_number<InstanceEnded>), '\1'};
    EXPECT_EQ(problem_of_reading(ended + '\x7f'), "Event 1, InstanceEnded, is damaged");
}

// It may be other events or none, but what is read can be written.
TEST(EventBytes, SurviveAnyByteAnywhere) {
    for (const std::string& name : golden_events()) {
        const std::string sound = events_to_bytes(of_file(name));
        for (std::size_t at = 0; at < sound.size(); ++at)
            for (const char byte :
                 {'\0', '\1', '\2', '\3', '\6', '\x11', '\x20', '\x45', '\x7f', '\x80', '\xff'}) {
                std::string bytes = sound;
                bytes[at] = byte;
                if (const auto events = read(bytes)) {
                    const auto again = read(events_to_bytes(*events));
                    ASSERT_TRUE(again) << name;
                    EXPECT_EQ(events_to_json(*again), events_to_json(*events)) << name;
                }
            }
    }
}

}  // namespace
}  // namespace wf::test
