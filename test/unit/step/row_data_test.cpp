// Fields of the form that are columns of the business row.
#include "spec.hpp"

namespace wf::test {
namespace {

using feel::Value;

const std::string form =
    "{'name': 'days', 'type': 'number', 'material': true}, {'name': 'why', 'type': 'text'}, "
    "{'name': 'double', 'type': 'number', 'computed': 'days * 2'}";

Value number(std::int64_t n) { return Value::number(feel::Decimal{n}); }

Act approve(std::string_view data = "") {
    if (data.empty()) return Approve{.task = SeatId{1}, .data = {}};
    return Approve{.task = SeatId{1}, .data = Json{quoted(data)}};
}

// lea decides about a row with days = 3.
Story begun(const std::string& settings = "", RowRight right = RowRight::Listed) {
    Story story = given(chain({approval("lead", by_users("lea"), settings)}, form));
    story.world.fields_of_row =
        RowFields{.fields = {{.name = "days", .value = number(3), .right = right}}, .changed_by = "bob"};
    story.start("ann", "{'why': 'sun'}");
    return story;
}

void write(Story& story, Value days) { story.world.fields_of_row->fields[0].value = std::move(days); }

TEST(RowData, AFormBeginsWithTheRow) {
    EXPECT_EQ(begun().state().data.text, quoted("{'why':'sun','days':3,'double':6}"));
}

TEST(RowData, WhatTheRowHasOtherwiseIsRecordedByTheNextCommand) {
    Story story = begun();
    write(story, number(9));
    story.when("lea", Comment{}, "well");
    EXPECT_EQ(story.state().data.text, quoted("{'why':'sun','days':9,'double':18}"));
    const auto& changed = std::get<DataChanged>(story.entries().front().events.front());
    EXPECT_TRUE(changed.in_row);
    EXPECT_EQ(changed.changed_by, "bob");
    EXPECT_EQ(std::get<MaterialChanged>(story.entries().front().events.at(1)).fields,
              std::vector<std::string>{"days"});
}

TEST(RowData, ANumberWithAnotherScaleIsTheSame) {
    Story story = begun();
    write(story, Value::number(*feel::Decimal::from_string("3.00")));
    story.when("lea", Comment{}, "well").then({});
}

TEST(RowData, IsReadOnlyWhereTheNodeDoesNotListIt) {
    begun().when("lea", approve("{'days': 4}")).rejects(Code::FieldNotWritable, "\"days\"");
    begun("'fields': {'why': 'write'}")
        .when("lea", approve("{'days': 4}"))
        .rejects(Code::FieldNotWritable, "\"days\"");
}

TEST(RowData, WhatTheNodeListsIsWrittenIntoTheRow) {
    Story story = begun("'fields': {'days': 'write'}");
    story.when("lea", approve("{'days': 4}"));
    EXPECT_TRUE(story.world.fields_of_row->fields[0].value.as_number() == feel::Decimal{4});
    EXPECT_EQ(story.state().data.text, quoted("{'why':'sun','days':4,'double':8}"));
}

TEST(RowData, MayBeFreeWhereverTheFormIs) {
    Story story = begun("", RowRight::Free);
    story.when("lea", approve("{'days': 4}"));
    EXPECT_TRUE(story.world.fields_of_row->fields[0].value.as_number() == feel::Decimal{4});
}

TEST(RowData, WhatIsFixedNobodyWrites) {
    Story story = begun("'fields': {'days': 'write'}", RowRight::Fixed);
    story.when("lea", approve("{'days': 4}")).rejects(Code::FieldNotWritable);
    story.by_administrator = true;
    story.when("root", SetData{.data = Json{quoted("{'days': 4}")}}).rejects(Code::FieldNotWritable);
}

TEST(RowData, TheSameValueMayBeHandedInAnywhere) {
    Story story = begun();
    story.when("lea", approve("{'days': 3.0}"));
    EXPECT_EQ(story.state().status, Status::Completed);
}

TEST(RowData, WhatIsInTheRowAlreadyIsNotWrittenAgainButChecked) {
    Story story = begun("'fields': {'days': 'write'}");
    write(story, number(5));
    story.when("lea", SetData{.data = Json{quoted("{'days': 5}")}, .is_in_row = true});
    EXPECT_EQ(story.state().data.text, quoted("{'why':'sun','days':5,'double':10}"));
    write(story, Value::string("five"));
    story.when("lea", SetData{.data = Json{quoted("{'days': 'five'}")}, .is_in_row = true})
        .rejects(Code::BadData, "must be a number");
}

TEST(RowData, UndoWritesTheRowBack) {
    Story story = begun("'fields': {'days': 'write'}");
    story.when("lea", SetData{.data = Json{quoted("{'days': 4}")}});
    story.when("lea", Undo{});
    EXPECT_TRUE(story.world.fields_of_row->fields[0].value.as_number() == feel::Decimal{3});
}

TEST(RowData, RedoOfTheEndWritesTheRowOnceMore) {
    Story story = begun("'fields': {'days': 'write'}");
    story.when("lea", approve("{'days': 4}")).when("lea", Undo{});
    EXPECT_TRUE(story.world.fields_of_row->fields[0].value.as_number() == feel::Decimal{3});
    story.when("lea", Redo{});
    EXPECT_EQ(story.state().status, Status::Completed);
    EXPECT_TRUE(story.world.fields_of_row->fields[0].value.as_number() == feel::Decimal{4});
}

TEST(RowData, UndoIsRefusedIfTheRowWasChangedBehindTheLog) {
    Story story = begun();
    story.when("lea", approve());
    story.world.other_rows = {2};
    story.when("lea", Undo{}).rejects(Code::RowHasChanged);
}

TEST(RowData, WhoRevokesGetsTheRowAsItIs) {
    Story story = given(chain({approval("lead", by_users("lea"))}, form));
    story.world.fields_of_row = RowFields{.fields = {{.name = "days", .value = number(7)}}};
    story.when("ann", Start{.title = "t", .data = Json{quoted("{'days': 3}")}, .revokes = InstanceId{1}});
    EXPECT_EQ(story.state().data.text, quoted("{'days':7,'double':14}"));
}

}  // namespace
}  // namespace wf::test
