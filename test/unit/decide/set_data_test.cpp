// Values of the form, without a decision.
#include "spec.hpp"

namespace wf::test {
namespace {

Act set(std::string_view data) { return SetData{.data = Json{quoted(data)}}; }

const std::string form =
    "{'name': 'days', 'type': 'number', 'required': true, 'material': true}, {'name': 'why', 'type': 'text'}";

Story begun(const std::string& settings = "") {
    Story story = given(chain({approval("lead", by_users("lea"), settings)}, form));
    story.start("ann", "{'days': 1}");
    return story;
}

TEST(SetData, ByTheHolderOfATask) {
    Story story = begun();
    story.when("lea", set("{'days': 2, 'why': 'sun'}"), "as agreed")
        .then({DataChanged{.data = Json{quoted("{'days':2,'why':'sun'}")}},
               MaterialChanged{.fields = {"days"}}});
    EXPECT_EQ(story.entries().front().node, "lead");
    EXPECT_EQ(story.entries().front().comment, "as agreed");
    EXPECT_EQ(story.open(), "1:lea");
}

TEST(SetData, WithinTheFieldRightsOfTheNode) {
    Story story = begun("'fields': {'why': 'read'}");
    story.when("lea", set("{'why': 'sun'}")).rejects(Code::FieldNotWritable, "\"why\"");
    story.by_administrator = true;
    story.when("root", set("{'why': 'sun'}"));
    EXPECT_EQ(story.state().data.text, quoted("{'days':1,'why':'sun'}"));
}

TEST(SetData, IsCheckedButForRequiredFields) {
    Story story = begun();
    story.when("lea", set("{'days': 'two'}")).rejects(Code::BadData, "must be a number");
    story.when("lea", set("{'dyas': 2}")).rejects(Code::BadData, "not a field");
    story.when("lea", set("{'days': null}"));
    EXPECT_EQ(story.state().data.text, "{}");
}

TEST(SetData, NotByTheInitiatorWhoHasHandedItIn) {
    Story story = begun();
    story.when("ann", set("{'days': 2}"))
        .rejects(Code::FieldNotWritable, "the initiator while the request is with them");
}

TEST(SetData, NotByAStranger) { begun().when("bob", set("{'days': 2}")).rejects(Code::NotAParticipant); }

TEST(SetData, OfSeveralTasksTheOneThatMayWriteIt) {
    Story story =
        given(definition({{"split", "{'id': 'split', 'type': 'parallel'}"},
                          approval("a", by_users("lea"), "'fields': {'days': 'write'}"),
                          approval("b", by_users("lea"), "'fields': {'why': 'write'}"),
                          {"join", "{'id': 'join', 'type': 'parallel'}"}},
                         "{'from': 'start', 'to': 'split'}, {'from': 'split', 'to': 'a'}, {'from': 'split', "
                         "'to': 'b'}, {'from': 'a', 'to': 'join'}, {'from': 'b', 'to': 'join'}, {'from': "
                         "'join', 'to': 'end'}",
                         form));
    story.start("ann", "{'days': 1}");
    story.when("lea", set("{'why': 'sun'}"));
    EXPECT_EQ(story.entries().front().node, "b");
    story.when("lea", set("{'days': 2}"));
    EXPECT_EQ(story.entries().front().node, "a");
    story.when("lea", set("{'days': 3, 'why': 'rain'}")).rejects(Code::FieldNotWritable);
}

TEST(SetData, NothingAfterTheEnd) {
    Story story = begun();
    story.when("lea", approve(1));
    story.by_administrator = true;
    story.when("root", set("{'days': 2}")).rejects(Code::InstanceEnded);
}

}  // namespace
}  // namespace wf::test
