// What the people of a node may do with the form, and what they have to fill in for which action.
#include "spec.hpp"

namespace wf::test {
namespace {

const std::string three_fields =
    "{'name': 'days', 'type': 'number', 'required': true}, {'name': 'why', 'type': 'text'}, "
    "{'name': 'note', 'type': 'text'}";

Story with_settings(const std::string& settings) {
    return given(chain({approval("both", by_users("lea boss"), "'mode': 'all', " + settings)}, three_fields));
}

std::string data_of(const Story& story) { return story.state().data.text; }

TEST(FormRights, AFieldThatIsReadHereCantBeWritten) {
    Story story = with_settings("'fields': {'why': 'read'}");
    story.start("ann", "{'days': 1, 'why': 'sun'}");
    story.when("lea", approve(1, "{'why': 'rain'}")).rejects(Code::FieldNotWritable, "\"why\"");
    story.when("lea", approve(1, "{'why': null}")).rejects(Code::FieldNotWritable, "only be read");
    story.when("lea", approve(1, "{'days': 2}"));
    EXPECT_EQ(data_of(story), quoted("{'days':2,'why':'sun'}"));
}

TEST(FormRights, SendingAValueBackIsNoChange) {
    Story story = with_settings("'fields': {'why': 'read', 'note': 'read'}");
    story.start("ann", "{'days': 1, 'why': 'sun'}");
    story.when("lea", approve(1, "{'why': 'sun', 'note': '', 'days': 1.0}"));
    EXPECT_EQ(data_of(story), quoted("{'days':1,'why':'sun'}"));
}

TEST(FormRights, AHiddenFieldDoesNotTellItsValueToWhoTries) {
    Story story = with_settings("'fields': {'why': 'hidden'}");
    story.start("ann", "{'days': 1, 'why': 'sun'}");
    for (const char* guess : {"{'why': 'sun'}", "{'why': 'rain'}", "{'why': null}"})
        story.when("lea", approve(1, guess)).rejects(Code::FieldNotWritable, "hidden");
}

TEST(FormRights, ANodeThatListsWhatCanBeWrittenMeansNothingElse) {
    Story story = with_settings("'fields': {'note': 'write'}");
    story.start("ann", "{'days': 1}");
    story.when("lea", approve(1, "{'days': 2}")).rejects(Code::FieldNotWritable, "\"days\"");
    story.when("lea", approve(1, "{'note': 'ok'}"));
}

TEST(FormRights, TheStartHasThemToo) {
    const std::string text =
        "{'key': 'k', 'form': {'fields': [" + three_fields +
        ", {'name': 'grade', 'type': 'text', 'required': true}]}, 'nodes': [{'id': 'start', 'type': 'start', "
        "'fields': {'grade': 'hidden'}}, {'id': 'hr', 'type': 'approval', 'approvers': [" +
        by_users("lea") +
        "]}, {'id': 'end', 'type': 'end'}], 'flows': [{'from': 'start', 'to': 'hr'}, {'from': 'hr', 'to': "
        "'end'}]}";
    Story refused = given(text);
    refused.start("ann", "{'days': 1, 'grade': 'A'}").rejects(Code::FieldNotWritable, "\"grade\"");
    // Required fields are asked of those who can write them.
    Story story = given(text);
    story.start("ann", "{'days': 1}");
    story.when("lea", approve(1)).rejects(Code::BadData, "\"grade\" is required");
    story.when("lea", approve(1, "{'grade': 'A'}"));
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(FormRights, WorkersAndMessagesAreNotBoundByThem) {
    Story story = given(chain({{"bill", "{'id': 'bill', 'type': 'service'}"},
                               approval("both", by_users("lea"), "'fields': {'why': 'read'}")},
                              three_fields));
    story.start("ann", "{'days': 1}");
    story.works_on("bill", "{'why': 'paid'}");
    EXPECT_EQ(data_of(story), quoted("{'days':1,'why':'paid'}"));
}

TEST(FormRights, RequiredFieldsAreAskedOfWhoHandsInAndNotOfWhoRefuses) {
    Story approving = with_settings("'fields': {'note': 'hidden'}");
    approving.start("ann", "{'days': 1}");
    approving.when("lea", approve(1, "{'days': null}")).rejects(Code::BadData, "\"days\" is required");
    Story rejecting = with_settings("'fields': {'note': 'hidden'}");
    rejecting.start("ann", "{'days': 1}");
    rejecting.when("lea", reject(1, "{'days': null}"));
    EXPECT_EQ(rejecting.status(), Status::Rejected);
}

TEST(FormRights, WhatIsMissingIsFoundByAnApprovalWithoutDataToo) {
    Story story = with_settings("'fields': {'note': 'hidden'}");
    story.start("ann", "{'days': 1}");
    story.by_administrator = true;
    story.when("root", SetData{.data = Json{quoted("{'days': null}")}});
    story.by_administrator = false;
    story.when("lea", approve(1)).rejects(Code::BadData, "\"days\" is required");
}

TEST(RequiredOn, AFieldAndAnOpinionCanBeRequiredForOneAction) {
    Story story = with_settings("'required_on': {'approve': ['why', 'comment'], 'reject': ['comment']}");
    story.start("ann", "{'days': 1}");
    story.when("lea", approve(1))
        .rejects(Code::BadData,
                 "\"why\" is required for \"approve\"; \"comment\" is required for \"approve\".");
    story.when("lea", approve(1, "{'why': 'sun'}"), " \n").rejects(Code::BadData, "\"comment\"");
    story.when("lea", approve(1, "{'why': 'sun'}"), "　\u00a0").rejects(Code::BadData, "\"comment\"");
    story.when("lea", approve(1, "{'why': ' 　'}"), "fine").rejects(Code::BadData, "\"why\"");
    story.when("lea", reject(1)).rejects(Code::BadData, "\"comment\" is required for \"reject\"");
    story.when("lea", approve(1, "{'why': 'sun'}"), "fine");
    story.when("boss", approve(2), "fine");
    EXPECT_EQ(story.status(), Status::Completed);
}

TEST(RequiredOn, HoldsForActionsThatBringNoData) {
    Story story = with_settings("'required_on': {'transfer': ['comment'], 'delegate': ['why']}");
    story.start("ann", "{'days': 1}");
    story.when("lea", Transfer{.task = SeatId{1}, .to = "bob"})
        .rejects(Code::BadData, "\"comment\" is required for \"transfer\"");
    story.when("lea", Delegate{.task = SeatId{1}, .to = "bob"})
        .rejects(Code::BadData, "\"why\" is required for \"delegate\"");
    story.when("lea", Transfer{.task = SeatId{1}, .to = "bob"}, "I am away");
    EXPECT_EQ(story.open(), "1:bob 2:boss");
}

TEST(RequiredOn, DoesNotKeepThePredictionFromGoingOn) {
    Story story = with_settings("'required_on': {'approve': ['why', 'comment']}");
    story.start("ann", "{'days': 1}");
    EXPECT_EQ(predict(story.definition(), story.state(), story.world, 100).size(), 2u);
}

TEST(RequiredOn, NobodyElseHearsOfIt) {
    Story story = with_settings("'required_on': {'approve': ['comment']}");
    story.start("ann", "{'days': 1}");
    story.when("bob", approve(1)).rejects(Code::NotTheHolder);
}

}  // namespace
}  // namespace wf::test
