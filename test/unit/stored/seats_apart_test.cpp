// Which commands write the seats of a big countersign anew: those that change more of them than votes.
#include "spec.hpp"

namespace wf::test {
namespace {

constexpr std::size_t many = 40;

PersonId person(std::size_t number) { return "person" + std::to_string(number); }

Story countersign(std::size_t size = many) {
    std::string people;
    for (std::size_t number = 1; number <= size; ++number) people += person(number) + " ";
    Story story = given(chain({approval("sign", by_users(people), "'mode': 'all'")}));
    for (std::size_t number = 1; number <= size; ++number) story.world.add(person(number), "");
    story.start("ann");
    return story;
}

// What the last command writes of the seats.
std::optional<std::string> written(const Story& story) {
    return to_store(story.state(), story.entries().front().seq).seats;
}

TEST(SeatsApart, AreWrittenWhenTheyAreMade) {
    const std::optional<std::string> seats = written(countersign());
    ASSERT_TRUE(seats);
    EXPECT_NE(seats->find("person1"), std::string::npos);
}

TEST(SeatsApart, AreNotWrittenByVotes) {
    Story story = countersign();
    story.when("person7", approve(7));
    EXPECT_FALSE(written(story));
    const std::string state = to_store(story.state(), story.log().back().seq).state;
    EXPECT_EQ(state.find("person1"), std::string::npos);
}

TEST(SeatsApart, AreNotThereIfTheyAreFew) {
    Story story = countersign(most_seats_within);
    EXPECT_EQ(written(story), "");
    story.when("person7", approve(7));
    EXPECT_FALSE(written(story));
    EXPECT_EQ(to_store(story.state(), 1).state, encode(story.state()));
}

TEST(SeatsApart, AreWrittenByWhateverChangesThem) {
    Story story = countersign();
    story.world.add("zoe", "");
    story.when("person1", Delegate{.task = SeatId{1}, .to = "zoe"});
    EXPECT_TRUE(written(story));
    story.when("zoe", Resolve{.task = SeatId{1}});
    EXPECT_TRUE(written(story));
    story.when("person2", SaveDraft{.task = SeatId{2}, .data = Json{R"({"days":2})"}});
    EXPECT_TRUE(written(story));
    story.when("person2", approve(2));  // that was the end of the draft
    EXPECT_TRUE(written(story));
    story.when("person3", approve(3));
    EXPECT_FALSE(written(story));
    story.when("person4", Transfer{.task = SeatId{4}, .to = "zoe"});
    EXPECT_TRUE(written(story));
}

TEST(SeatsApart, EndWithTheirNode) {
    Story story = countersign();
    story.when("person1", reject(1));
    ASSERT_TRUE(is_final(story.status()));
    EXPECT_EQ(written(story), "");
}

// By an engine that allows more within, or before seats were ever apart.
TEST(SeatsApart, AreOnlyThoseThatWereWrittenApart) {
    Story story = countersign();
    std::optional<State> within = decode(encode(story.state()));
    ASSERT_TRUE(within);
    EXPECT_FALSE(to_store(*within, 3).seats);
    EXPECT_EQ(to_store(*within, 3).state, encode(story.state()));
}

TEST(SeatsApart, HaveNothingOfTheSpareOnesTheyAreMadeOf) {
    const Story story = countersign();
    const StoredState stored = to_store(story.state(), 1);
    Seat used = seat(99, 98, 97, "somebody whose name is too long to be kept in place", SeatState::Rejected);
    used.candidates = used.path = used.givers = {"x"};
    used.weight = 5;
    used.host = used.group = SeatId{3};
    used.place = SignerPlace::After;
    used.mode = SignerMode::Any;
    used.added_by = "x";
    used.draft.text = "{}";
    for (const std::size_t count : {std::size_t{1}, many, 2 * many, 2 * many + 1}) {
        std::vector<Seat> spare(count, used);
        const std::optional<State> state = decode(stored.state, *stored.seats, &spare);
        EXPECT_EQ(spare.size(), count > 2 * many ? count : 0) << "far too many stay for others";
        ASSERT_TRUE(state);
        State expected = story.state();
        expected.data = state->data;
        EXPECT_EQ(state_to_json(*state), state_to_json(expected));
    }
}

}  // namespace
}  // namespace wf::test
