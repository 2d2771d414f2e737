// What the holder of a task has filled in so far.
#include "spec.hpp"

namespace wf::test {
namespace {

Act save(std::uint32_t task, std::string_view data) {
    return SaveDraft{.task = SeatId{task}, .data = Json{quoted(data)}};
}

const std::string form = "{'name': 'days', 'type': 'number', 'required': true}";
const std::string two = chain({approval("both", by_users("lea boss"), "'mode': 'all'")}, form);

Story begun(const std::string& definition) {
    Story story = given(definition);
    story.start("ann", "{'days': 1}");
    return story;
}

std::string draft_of(const Story& story, std::uint32_t seat) {
    return story.state().find_seat(SeatId{seat})->draft.text;
}

TEST(SaveDraft, KeepsWhatIsNotCheckedYetAndLeavesTheFormAlone) {
    Story story = begun(two);
    story.when("lea", save(1, "{'days': 'many', 'what': null}"))
        .then({DraftSaved{.seat = SeatId{1}, .data = Json{quoted("{'days':'many','what':null}")}}});
    EXPECT_EQ(draft_of(story, 1), quoted("{'days':'many','what':null}"));
    EXPECT_EQ(draft_of(story, 2), "");
    EXPECT_EQ(story.state().data.text, quoted("{'days':1}"));
    EXPECT_EQ(story.open(), "1:lea 2:boss");
    story.when("lea", save(1, "{}"));
    EXPECT_EQ(draft_of(story, 1), "{}");
}

TEST(SaveDraft, IsForTheHolder) {
    Story story = begun(two);
    story.when("boss", save(1, "{}")).rejects(Code::NotTheHolder);
    story.when("ann", save(1, "{}")).rejects(Code::NotTheHolder);
    story.when("lea", save(9, "{}")).rejects(Code::TaskNotFound);
}

TEST(SaveDraft, IsAnObject) {
    begun(two).when("lea", save(1, "[1]")).rejects(Code::BadArgument, "not a JSON object");
}

TEST(SaveDraft, OfAGroupNeedsSomebodyWhoHasClaimed) {
    Story story = begun(chain({approval("group", by_role("board"))}, form));
    const std::uint32_t task = story.task("group");
    story.when("bob", save(task, "{}")).rejects(Code::NotClaimed);
    story.when("bob", Claim{.task = SeatId{task}});
    story.when("bob", save(task, "{'days': 2}"));
    EXPECT_EQ(draft_of(story, task), quoted("{'days':2}"));
    story.when("bob", Release{.task = SeatId{task}});
    EXPECT_EQ(draft_of(story, task), "");
}

TEST(SaveDraft, IsGoneWhenTheHolderHasActed) {
    Story story = begun(two);
    story.when("lea", save(1, "{'days': 2}"));
    story.when("lea", approve(1));
    EXPECT_EQ(draft_of(story, 1), "");
    EXPECT_EQ(story.state().data.text, quoted("{'days':1}"));
}

TEST(SaveDraft, IsNotForTheEyesOfWhoGetsTheTask) {
    Story story = begun(two);
    story.when("lea", save(1, "{'days': 2}"));
    story.when("lea", Transfer{.task = SeatId{1}, .to = "bob"});
    EXPECT_EQ(draft_of(story, 1), "");
}

TEST(SaveDraft, GoesToTheAdviserAndComesBack) {
    Story story = begun(two);
    story.when("lea", save(1, "{'days': 2}"));
    story.when("lea", Delegate{.task = SeatId{1}, .to = "bob"});
    EXPECT_EQ(draft_of(story, 1), quoted("{'days':2}"));
    story.when("bob", save(1, "{'days': 3}"));
    story.when("bob", Resolve{.task = SeatId{1}});
    EXPECT_EQ(draft_of(story, 1), quoted("{'days':3}"));
}

}  // namespace
}  // namespace wf::test
