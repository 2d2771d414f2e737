#include "spec.hpp"

namespace wf::test {
namespace {

Act add(std::uint32_t task, std::vector<PersonId> people, SignerPlace place,
        SignerMode mode = SignerMode::All) {
    return AddSigner{.task = SeatId{task}, .people = std::move(people), .place = place, .mode = mode};
}
Act before(std::uint32_t task, std::vector<PersonId> people, SignerMode mode = SignerMode::All) {
    return add(task, std::move(people), SignerPlace::Before, mode);
}
Act after(std::uint32_t task, std::vector<PersonId> people, SignerMode mode = SignerMode::All) {
    return add(task, std::move(people), SignerPlace::After, mode);
}
Act beside(std::uint32_t task, std::vector<PersonId> people, SignerMode mode = SignerMode::All) {
    return add(task, std::move(people), SignerPlace::Parallel, mode);
}
Act abstain(std::uint32_t task) { return Abstain{.task = SeatId{task}, .data = {}}; }

// lea has task 1, carl (where there is a second) task 2.
Story one(const std::string& settings = "") {
    return given(chain({approval("sign", by_users("lea"), settings)}));
}
Story two(const std::string& mode, const std::string& settings = "") {
    return given(chain({approval("sign", by_users("lea carl"), "'mode': '" + mode + "'" + settings)}));
}

// ---- before

TEST(AddSigner, BeforeParksTheTaskUntilTheyAreDone) {
    Story story = one();
    story.start("ann").when("lea", before(1, {"bob", "eve"}));
    EXPECT_EQ(story.open(), "2:bob 3:eve");
    story.when("lea", approve(1)).rejects(Code::TaskNotYetOpen, "waits for others");
    story.when("bob", approve(2));
    EXPECT_EQ(story.open(), "3:eve");
    story.when("eve", approve(3));
    EXPECT_EQ(story.open(), "1:lea") << "the same task comes back";
    story.when("lea", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(AddSigner, WhatHappensBeforeIsTold) {
    Story story = one();
    story.start("ann").when("lea", before(1, {"bob"}));
    Seat added = seat(2, 2, 1, "bob");
    added.host = SeatId{1};
    added.group = SeatId{2};
    added.place = SignerPlace::Before;
    added.added_by = "lea";
    story.then({SeatsCreated{.seats = {added}}, SeatParked{.seat = SeatId{1}}});
    EXPECT_EQ(story.entries().at(0).task, SeatId{1});
    story.when("bob", approve(2))
        .then({SeatApproved{.seat = SeatId{2}, .by = "bob"}, SeatOpened{.seat = SeatId{1}}});
}

TEST(AddSigner, NobodyGivesAParkedTaskAway) {
    Story story = one();
    story.start("ann").when("lea", before(1, {"bob"}));
    story.when("lea", Transfer{.task = SeatId{1}, .to = "carl"}).rejects(Code::TaskNotYetOpen);
    story.when("adam", Transfer{.task = SeatId{1}, .to = "carl"}).rejects(Code::TaskNotYetOpen);
    story.when("lea", Delegate{.task = SeatId{1}, .to = "carl"}).rejects(Code::TaskNotYetOpen);
}

TEST(AddSigner, ARefusalBeforeCountsAsOneOfTheNode) {
    Story all = two("all");
    all.start("ann").when("lea", before(1, {"bob"})).when("bob", reject(3));
    EXPECT_EQ(all.status(), Status::Rejected);

    Story any = two("any");
    any.start("ann").when("lea", before(1, {"bob"})).when("bob", reject(3));
    EXPECT_EQ(any.open(), "2:carl") << "lea's vote is lost, carl's is not";
    any.when("carl", approve(2));
    EXPECT_EQ(any.status(), Status::Completed);
}

TEST(AddSigner, BeforeOneOfThemIsEnoughInModeAny) {
    Story story = one();
    story.start("ann").when("lea", before(1, {"bob", "eve"}, SignerMode::Any)).when("bob", reject(2));
    EXPECT_EQ(story.open(), "3:eve") << "rejected only when all of them reject";
    story.when("eve", approve(3));
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(AddSigner, TheRestOfAGroupIsNotNeededAfterTheFirstApproval) {
    Story story = one();
    story.start("ann").when("lea", before(1, {"bob", "eve"}, SignerMode::Any)).when("eve", approve(3));
    EXPECT_EQ(story.open(), "1:lea");
    story.when("bob", approve(2)).rejects(Code::TaskNotOpen, "\"eve\"");
}

TEST(AddSigner, AGroupOfModeAnyRejectsWhenAllOfItReject) {
    Story story = one();
    story.start("ann").when("lea", before(1, {"bob", "eve"}, SignerMode::Any));
    story.when("bob", reject(2)).when("eve", reject(3));
    EXPECT_EQ(story.status(), Status::Rejected);
}

TEST(AddSigner, OneAfterTheOtherInModeSequential) {
    Story story = one();
    story.start("ann").when("lea", before(1, {"eve", "bob", "carl"}, SignerMode::Sequential));
    EXPECT_EQ(story.open(), "2:eve");
    story.when("eve", approve(2));
    EXPECT_EQ(story.open(), "3:bob");
    story.when("bob", approve(3)).when("carl", approve(4));
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(AddSigner, WhoeverAbstainsBeforeLetsTheHostDecide) {
    Story story = one("'abstain': true");
    story.start("ann").when("lea", before(1, {"bob"})).when("bob", abstain(2));
    EXPECT_EQ(story.open(), "1:lea");
}

// ---- after

TEST(AddSigner, AfterOpensWhenTheHostHasApproved) {
    Story story = one();
    story.start("ann").when("lea", after(1, {"bob"}));
    EXPECT_EQ(story.open(), "1:lea");
    story.when("bob", approve(2)).rejects(Code::TaskNotYetOpen);
    story.when("lea", approve(1));
    EXPECT_EQ(story.open(), "2:bob") << "the node waits for bob, even in mode any";
    story.when("bob", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(AddSigner, ARefusalAfterTheHostsApprovalRejectsHisUnit) {
    Story story = one();
    story.start("ann").when("lea", after(1, {"bob"})).when("lea", approve(1)).when("bob", reject(2));
    EXPECT_EQ(story.status(), Status::Rejected);
}

TEST(AddSigner, WhoRejectsHimselfAsksNobodyAfter) {
    Story story = two("any");
    story.start("ann").when("lea", after(1, {"bob"})).when("lea", reject(1));
    EXPECT_EQ(story.open(), "2:carl");
    story.when("bob", approve(3)).rejects(Code::TaskNotOpen);
}

TEST(AddSigner, SeveralTimesAfterIsOneAfterTheOther) {
    Story story = one();
    story.start("ann").when("lea", after(1, {"bob"})).when("lea", after(1, {"eve"})).when("lea", approve(1));
    EXPECT_EQ(story.open(), "2:bob");
    story.when("bob", approve(2));
    EXPECT_EQ(story.open(), "3:eve");
    story.when("eve", approve(3));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(AddSigner, AnotherApprovalEndsModeAnyAtOnce) {
    Story story = two("any");
    story.start("ann").when("lea", after(1, {"bob"})).when("lea", approve(1)).when("carl", approve(2));
    EXPECT_EQ(story.status(), Status::Completed) << "although bob has not signed";
}

TEST(AddSigner, AfterComesBeforeTheNextOfASequence) {
    Story story = two("sequential");
    story.start("ann").when("lea", after(1, {"bob"})).when("lea", approve(1));
    EXPECT_EQ(story.open(), "3:bob");
    story.when("bob", approve(3));
    EXPECT_EQ(story.open(), "2:carl");
}

TEST(AddSigner, BeforeAndAfterOfTheSameTask) {
    Story story = one();
    story.start("ann").when("lea", after(1, {"bob"})).when("lea", before(1, {"eve"})).when("eve", approve(3));
    EXPECT_EQ(story.open(), "1:lea");
    story.when("lea", approve(1)).when("bob", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
}

// ---- parallel

TEST(AddSigner, BesideIsOneMoreVoteAtOnce) {
    Story story = two("all");
    story.start("ann").when("lea", beside(1, {"bob"}));
    EXPECT_EQ(story.open(), "1:lea 2:carl 3:bob");
    story.when("lea", approve(1)).when("carl", approve(2));
    EXPECT_EQ(story.status(), Status::Running);
    story.when("bob", approve(3));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(AddSigner, BesideCanDecideModeAny) {
    Story story = one();
    story.start("ann").when("lea", beside(1, {"bob"})).when("bob", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(AddSigner, BesideComesNextInASequence) {
    Story story = two("sequential");
    story.start("ann").when("lea", beside(1, {"bob", "eve"}));
    EXPECT_EQ(story.open(), "1:lea");
    story.when("lea", approve(1));
    EXPECT_EQ(story.open(), "3:bob");
    story.when("bob", approve(3));
    EXPECT_EQ(story.open(), "4:eve");
    story.when("eve", approve(4));
    EXPECT_EQ(story.open(), "2:carl");
    story.when("carl", approve(2));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(AddSigner, AGroupBesideIsOneVote) {
    Story story = two("vote", ", 'vote': {'need': '2/3'}");
    story.start("ann").when("lea", beside(1, {"bob", "eve", "dora"}, SignerMode::Any));
    story.when("bob", approve(3));
    EXPECT_EQ(story.open(), "1:lea 2:carl") << "the others of the group are not needed";
    story.when("lea", approve(1));
    EXPECT_EQ(story.status(), Status::Completed) << "two of three";
}

TEST(AddSigner, AGroupBesideInASequenceIsAskedAtOnce) {
    Story story = two("sequential");
    story.start("ann").when("lea", beside(1, {"bob", "eve"}, SignerMode::Any)).when("lea", approve(1));
    EXPECT_EQ(story.open(), "3:bob 4:eve");
    story.when("eve", approve(4));
    EXPECT_EQ(story.open(), "2:carl");
}

// ---- nesting

TEST(AddSigner, AddedSignersAddSignersThreeDeep) {
    Story story = one();
    story.start("ann").when("lea", before(1, {"bob"})).when("bob", before(2, {"carl"}));
    story.when("carl", after(3, {"dora"})).when("carl", approve(3));
    EXPECT_EQ(story.open(), "4:dora");
    story.when("dora", beside(4, {"eve"})).rejects(Code::SignersTooDeep);
    story.when("dora", approve(4));
    EXPECT_EQ(story.open(), "2:bob");
    story.when("bob", approve(2));
    EXPECT_EQ(story.open(), "1:lea");
    story.when("lea", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(AddSigner, BesideAnAddedSignerIsOneOfItsGroup) {
    Story story = one();
    story.start("ann")
        .when("lea", before(1, {"bob"}))
        .when("bob", beside(2, {"carl"}))
        .when("bob", approve(2));
    EXPECT_EQ(story.open(), "3:carl") << "lea waits for both";
    story.when("carl", approve(3));
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(AddSigner, BesideOneOfASequentialGroupComesNextInIt) {
    Story story = one();
    story.start("ann").when("lea", before(1, {"bob", "eve"}, SignerMode::Sequential));
    story.when("bob", beside(2, {"carl"})).when("bob", beside(2, {"dora"})).when("bob", approve(2));
    EXPECT_EQ(story.open(), "4:carl");
    story.when("carl", approve(4));
    EXPECT_EQ(story.open(), "5:dora");
    story.when("dora", approve(5)).when("eve", approve(3));
    EXPECT_EQ(story.open(), "1:lea");
}

// ---- who may be added, and by whom

TEST(AddSigner, NobodyWhoHasASeatHere) {
    Story story = two("all");
    story.start("ann");
    story.when("lea", before(1, {"carl"})).rejects(Code::AlreadyHasSeat);
    story.when("lea", before(1, {"lea"})).rejects(Code::AlreadyHasSeat);
    story.when("lea", before(1, {"bob", "bob"})).rejects(Code::AlreadyHasSeat);
    story.when("lea", after(1, {"bob"})).when("carl", after(2, {"bob"})).rejects(Code::AlreadyHasSeat);
}

TEST(AddSigner, NobodyWhoHasLeftOrNeverWas) {
    Story story = one();
    story.start("ann");
    story.when("lea", before(1, {"bob", "gone"})).rejects(Code::UnknownPerson);
    story.when("lea", before(1, {"nobody"})).rejects(Code::UnknownPerson);
    story.when("lea", before(1, {})).rejects(Code::BadArgument);
}

TEST(AddSigner, NotTheInitiatorWhereHeMayNotApprove) {
    Story story = one("'on_self': 'skip'");
    story.start("ann").when("lea", before(1, {"ann"})).rejects(Code::SelfApproval);
}

TEST(AddSigner, OnlyWhoHasTheTask) {
    Story story = one();
    story.start("ann").when("bob", before(1, {"carl"})).rejects(Code::NotTheHolder);
    story.when("adam", before(1, {"carl"})).rejects(Code::NotTheHolder);
}

TEST(AddSigner, NotWhoHasItForAdvice) {
    Story story = one();
    story.start("ann").when("lea", Delegate{.task = SeatId{1}, .to = "bob"}).when("bob", before(1, {"carl"}));
    story.rejects(Code::OnlyAdvice);
}

TEST(AddSigner, ToWorkIsNotPossible) {
    Story story =
        given(definition({{"work", "{'id': 'work', 'type': 'task', 'assignee': " + by_users("lea") + "}"}},
                         "{'from': 'start', 'to': 'work'}, {'from': 'work', 'to': 'end'}"));
    story.start("ann").when("lea", before(1, {"bob"})).rejects(Code::WrongVerb);
}

// loonflow 95: it must not turn a task of several people into one person's.
TEST(AddSigner, ATaskOfAGroupStaysTheGroups) {
    Story story = given(chain({approval("board", by_role("board"))}));
    story.start("ann").when("bob", before(1, {"eve"}));
    EXPECT_EQ(story.open(), "2:eve");
    story.when("eve", approve(2));
    EXPECT_EQ(story.open(), "1:role:board");
    story.when("carl", approve(1));
    EXPECT_EQ(story.status(), Status::Completed);
}

// ---- policies

TEST(AddSigner, AnAgentSignsForWhoIsAway) {
    Story story = one();
    story.world.agents["bob"] = "carl";
    story.start("ann").when("lea", before(1, {"bob"}));
    EXPECT_EQ(story.open(), "2:carl");
    EXPECT_EQ(story.state().find_seat(SeatId{2})->principal, "bob");
}

TEST(AddSigner, WhoeverLeavesIsReplaced) {
    Story story = one();
    story.start("ann").when("lea", before(1, {"bob"}));
    story.world.leaves("bob");
    story.when(PersonId{system_actor}, ReplaceLeavers{});
    EXPECT_EQ(story.open(), "1:lea") << "the superior is lea, who has a seat: the other one is removed";
}

TEST(AddSigner, AHostThatHasLeftMeanwhileIsReplacedWhenItIsHisTurn) {
    Story story = one();
    story.start("ann").when("lea", before(1, {"bob"}));
    story.world.leaves("lea");
    story.when("bob", approve(2));
    EXPECT_EQ(story.open(), "1:boss");
}

TEST(AddSigner, DedupeNeverSpeaksForThem) {
    Story story = given(
        chain({approval("first", by_users("bob")), approval("sign", by_users("lea"), "'dedupe': 'once'")}));
    story.start("ann").when("bob", approve(1)).when("lea", before(2, {"bob"}));
    EXPECT_EQ(story.open(), "3:bob") << "bob is asked on purpose";
    story.when("bob", approve(3));
    EXPECT_EQ(story.open(), "2:lea");
}

TEST(AddSigner, RulesThatAreAskedAgainLeaveThemAlone) {
    Story story = two("all");
    story.start("ann").when("lea", before(1, {"bob"})).when("adam", RefreshApprovers{.node = "sign"});
    EXPECT_EQ(story.open(), "2:carl 3:bob");
}

}  // namespace
}  // namespace wf::test
