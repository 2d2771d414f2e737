#include "core/decide/actions.hpp"
#include "core/decide/action_probes.hpp"
#include "core/model/action_names.hpp"
#include "core/stored/state_json.hpp"
#include "spec.hpp"

#include <algorithm>

namespace wf::test {
namespace {

Offers ask(Story& story, const PersonId& person, std::uint32_t task, std::string_view language = "en") {
    return offers(story.definition(), story.state(), SeatId{task},
                  {.person = person, .by_administrator = false, .at = story.state().last_at}, story.world,
                  language, story.limits);
}

const Offer* find(const Offers& found, std::string_view action) {
    for (const Offer& offer : found.actions)
        if (offer.action == action) return &offer;
    return nullptr;
}

// "yes", "no" with the reason, or "none": there is no such action for this task.
std::string may(Story& story, const PersonId& person, std::string_view action, std::uint32_t task = 1) {
    const Offers found = ask(story, person, task);
    const Offer* offer = find(found, action);
    if (!offer) return "none";
    return offer->refused ? "no: " + offer->refused->message : "yes";
}

std::string label(Story& story, std::string_view action, std::string_view language) {
    const Offers found = ask(story, "lea", 1, language);
    const Offer* offer = find(found, action);
    return offer ? std::string{offer->label} : "none";
}

Story lead(const std::string& settings = "") {
    Story story = given(chain({approval("lead", by_users("lea"), settings)}));
    story.start("ann");
    return story;
}
Story board(const std::string& settings = "") {
    Story story = given(chain({approval("board", by_role("board"), settings)}));
    story.start("ann");
    return story;
}

TEST(Actions, TheHolderMayDecideAndOthersAreToldWhyNot) {
    Story story = lead();
    for (const char* action : {"approve", "reject", "transfer", "delegate", "comment", "copy"})
        EXPECT_EQ(may(story, "lea", action), "yes") << action;
    EXPECT_EQ(may(story, "bob", "approve"), "no: \"bob\" may not act on task 1");
    EXPECT_EQ(may(story, "bob", "comment"), "no: \"bob\" may not comment on this instance");
    EXPECT_EQ(may(story, "lea", "abstain"), "no: node \"lead\" does not allow abstaining");
    EXPECT_EQ(may(story, "lea", "claim"), "no: task 1 cannot be claimed");
}

TEST(Actions, TheInitiatorAndAnAdministratorHaveTheirOwn) {
    Story story = lead();
    EXPECT_EQ(may(story, "ann", "withdraw"), "yes");
    EXPECT_EQ(may(story, "ann", "terminate"), "no: \"ann\" may not terminate this instance");
    EXPECT_EQ(may(story, "adam", "terminate"), "yes");
    EXPECT_EQ(may(story, "adam", "transfer"), "yes");
    EXPECT_EQ(may(story, "adam", "approve"), "no: \"adam\" may not act on task 1");
}

TEST(Actions, AreThoseOfTheNodeTypeInAFixedOrder) {
    Story story = lead();
    std::vector<std::string_view> expected;
    for (const ActionName& name : action_names())
        if (name.action != "complete" && name.action != "add_instance") expected.push_back(name.action);
    std::vector<std::string_view> found;
    for (const Offer& offer : ask(story, "lea", 1).actions) found.push_back(offer.action);
    EXPECT_EQ(found, expected);

    Story work = given(chain({{"work", "{'id': 'work', 'type': 'task', 'assignee': 'lea'}"}}));
    work.start("ann");
    EXPECT_EQ(may(work, "lea", "complete"), "yes");
    EXPECT_EQ(may(work, "lea", "approve"), "none");
}

// Filled in as a caller would; what offers() says has to be what they say.
TEST(Actions, AnswerWhatTheVerbSays) {
    const std::vector<Act> verbs = {Claim{.task = SeatId{1}},
                                    Release{.task = SeatId{1}},
                                    approve(1),
                                    reject(1),
                                    Abstain{.task = SeatId{1}, .data = {}},
                                    Resolve{.task = SeatId{1}},
                                    Transfer{.task = SeatId{1}, .to = "eve"},
                                    Withdraw{},
                                    Delegate{.task = SeatId{1}, .to = "eve"},
                                    Cancel{},
                                    Terminate{},
                                    Comment{},
                                    Copy{.people = {"eve"}},
                                    RefreshApprovers{.node = "board"}};
    const std::vector<std::vector<std::pair<PersonId, Act>>> histories = {
        {}, {{"bob", Claim{.task = SeatId{1}}}}, {{"bob", approve(1)}}, {{"adam", Terminate{}}}};
    for (const auto& history : histories) {
        Story story = board("'abstain': true, 'claim': 'required'");
        for (const auto& [person, act] : history) {
            if (std::holds_alternative<Approve>(act)) story.when(person, Claim{.task = SeatId{1}});
            story.when(person, act);
        }
        for (const PersonId& person : {"ann", "bob", "carl", "eve", "adam"})
            for (const Act& verb : verbs) {
                const std::string_view action = std::visit([](const auto& act) { return act.action; }, verb);
                const Command command{.act = verb,
                                      .actor = person,
                                      .by_administrator = false,
                                      .at = story.state().last_at,
                                      .comment = "why not"};
                const Decision said = decide(story.definition(), story.state(), command, story.world);
                const auto* refused = std::get_if<Rejection>(&said);
                const std::string expected = refused ? "no: " + refused->message : "yes";
                const std::string found = may(story, person, action);
                // With its token the node has gone, and only the log of the instance knew it.
                if (found != "none") {
                    EXPECT_EQ(found, expected) << person << " " << action << " at " << story.at();
                }
            }
    }
}

TEST(Actions, AskingChangesNothing) {
    Story story = given(chain({approval("one", by_users("lea")),
                               approval("two", by_role("board"), "'mode': 'all', 'assign': 'round_robin'")}));
    story.start("ann");
    story.world.last_turn = "carl";
    const std::string before = state_to_json(story.state());
    EXPECT_EQ(may(story, "lea", "approve"), "yes");
    EXPECT_EQ(state_to_json(story.state()), before);
    EXPECT_EQ(story.world.last_turn, "carl") << "approving would have used up a turn";
}

TEST(Actions, WhatTheCallerFillsInForbidsNothing) {
    Story story = given(
        chain({approval("one", by_users("lea"))}, "{'name': 'days', 'type': 'number', 'required': true}"));
    story.start("ann", "{'days': 1}");
    EXPECT_EQ(may(story, "lea", "copy"), "yes") << "although nobody is named yet";
    story.world.people.at("lea").manager = "lea";
    EXPECT_EQ(may(story, "lea", "transfer"), "yes") << "although the manager, named personally, has a seat";
}

TEST(Actions, WhereNothingIsFilledInNoRefusalIsAboutThat) {
    EXPECT_TRUE(is_about_input(Copy{}, Code::BadArgument));
    EXPECT_FALSE(is_about_input(Remind{}, Code::BadArgument));
    EXPECT_FALSE(is_about_input(Claim{.task = SeatId{1}}, Code::UnknownPerson)) << "they have left";
    EXPECT_FALSE(is_about_input(Approve{.task = SeatId{1}, .data = {}}, Code::SelfApproval));
    EXPECT_TRUE(is_about_input(Transfer{.task = SeatId{1}, .to = "ann"}, Code::SelfApproval));
}

TEST(Actions, OfATaskThatHasToBeClaimed) {
    Story story = board("'claim': 'required'");
    EXPECT_TRUE(ask(story, "bob", 1).must_claim);
    EXPECT_EQ(may(story, "bob", "claim"), "yes");
    EXPECT_EQ(may(story, "bob", "approve"), "no: task 1 has not been claimed");
    story.when("bob", Claim{.task = SeatId{1}});
    EXPECT_FALSE(ask(story, "bob", 1).must_claim);
    EXPECT_EQ(may(story, "bob", "approve"), "yes");
    EXPECT_EQ(may(story, "carl", "approve"), "no: \"carl\" may not act on task 1");
    Story free = board();
    EXPECT_FALSE(ask(free, "bob", 1).must_claim);
}

TEST(Actions, SayWhetherSignersWereAdded) {
    Story story = lead();
    EXPECT_FALSE(ask(story, "lea", 1).in_add_sign);
    story.when("lea", AddSigner{.task = SeatId{1}, .people = {"boss"}, .place = SignerPlace::Before});
    EXPECT_TRUE(ask(story, "lea", 1).in_add_sign);
    EXPECT_TRUE(ask(story, "boss", 2).in_add_sign);
}

TEST(Actions, OfATaskThatHasEnded) {
    Story story = given(chain({approval("lead", by_users("lea")), approval("boss", by_users("boss"))}));
    story.start("ann").when("lea", approve(1));
    EXPECT_EQ(may(story, "lea", "approve"), "no: task 1 is not open");
    EXPECT_EQ(may(story, "lea", "comment"), "yes");
    EXPECT_EQ(may(story, "boss", "approve", 2), "yes");
}

TEST(Actions, AButtonIsCalledAsItsNodeSays) {
    Story story = lead("'buttons': {'approve': {'en': 'Agree', 'zh': '通过'}, 'reject': 'No'}");
    EXPECT_EQ(label(story, "approve", "en"), "Agree");
    EXPECT_EQ(label(story, "approve", "zh"), "通过");
    EXPECT_EQ(label(story, "reject", "zh"), "No");
    EXPECT_EQ(label(story, "transfer", "en"), "Transfer");
    EXPECT_EQ(label(story, "transfer", "zh"), "转交");
    EXPECT_EQ(label(story, "transfer", "zh-TW"), "转交");
    EXPECT_EQ(label(story, "transfer", "fr"), "Transfer");
}

}  // namespace
}  // namespace wf::test
