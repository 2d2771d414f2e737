// Defaults, computed fields, and what values have to satisfy.
#include "core/base/local_message.hpp"
#include "spec.hpp"

namespace wf::test {
namespace {

std::string with_form(const std::string& fields, const std::string& rules = "",
                      const std::string& more = "") {
    return "{'key': 'k', 'form': {'fields': [" + fields + "]" +
           (rules.empty() ? "" : ", 'rules': [" + rules + "]") + "}, " + more +
           "'nodes': [{'id': 'start', 'type': 'start'}, {'id': 'both', 'type': 'approval', 'mode': 'all', "
           "'approvers': [" +
           by_users("lea boss") +
           "]}, {'id': 'end', 'type': 'end'}], 'flows': [{'from': 'start', 'to': 'both'}, {'from': 'both', "
           "'to': 'end'}]}";
}

std::string data_of(const Story& story) { return story.state().data.text; }

const std::string order =
    "{'name': 'total', 'type': 'number', 'computed': 'net + tax', 'material': true}, "
    "{'name': 'net', 'type': 'number', 'computed': 'price * pieces'}, "
    "{'name': 'tax', 'type': 'number', 'computed': 'net * 0.2'}, "
    "{'name': 'price', 'type': 'number'}, {'name': 'pieces', 'type': 'number', 'default': 1}";

TEST(DefaultValue, IsGivenAtTheStartIfTheFieldIsMissing) {
    Story story = given(with_form(order));
    story.start("ann", "{'price': 10}");
    EXPECT_EQ(data_of(story), quoted("{'price':10,'pieces':1,'net':10,'tax':2,'total':12}"));
    Story other = given(with_form(order));
    other.start("ann", "{'price': 10, 'pieces': null}");
    EXPECT_EQ(data_of(other), quoted("{'price':10,'pieces':null}"));
}

TEST(ComputedField, FollowsEveryChangeInOrderOfDependency) {
    Story story = given(with_form(order));
    story.start("ann", "{'price': 10, 'pieces': 2}");
    story.when("lea", approve(1, "{'pieces': 3}"));
    EXPECT_EQ(data_of(story), quoted("{'price':10,'pieces':3,'net':30,'tax':6,'total':36}"));
}

TEST(ComputedField, CantBeWritten) {
    Story story = given(with_form(order));
    story.start("ann", "{'price': 10, 'total': 5}")
        .rejects(Code::FieldNotWritable, "It is computed: net + tax.");
    story.start("ann", "{'price': 10}");
    story.when("lea", approve(1, "{'net': 1}")).rejects(Code::FieldNotWritable, "\"net\"");
    // What a screen sends back: the values that it was given, or that it has computed itself.
    story.when("lea", approve(1, "{'price': 10, 'pieces': 1, 'net': 10, 'tax': 2, 'total': 12}"));
    story.when("boss", approve(2, "{'pieces': 2, 'net': 20, 'tax': 2, 'total': 24}"));
    EXPECT_EQ(data_of(story), quoted("{'price':10,'pieces':2,'net':20,'tax':4,'total':24}"));
}

TEST(ComputedField, IsAMaterialChangeIfItIsMaterial) {
    Story story = given(with_form(order));
    story.start("ann", "{'price': 10}");
    story.when("lea", approve(1, "{'pieces': 2}"))
        .then({DataChanged{.data = Json{quoted("{'price':10,'pieces':2,'net':20,'tax':4,'total':24}")}},
               MaterialChanged{.fields = {"total"}}, SeatApproved{.seat = SeatId{1}, .by = "lea"}});
}

TEST(ComputedField, MayBeADateOrAskADecision) {
    Story story = given(with_form(
        "{'name': 'due', 'type': 'date', 'computed': 'from + duration(\\'P3D\\')'}, "
        "{'name': 'from', 'type': 'date'}, {'name': 'class', 'type': 'text', 'computed': 'level'}, "
        "{'name': 'amount', 'type': 'number'}",
        "",
        "'decisions': [{'name': 'level', 'hit_policy': 'first', 'inputs': [{'expression': 'amount'}], "
        "'outputs': [{'name': 'level', 'type': 'text'}], 'rules': [{'when': ['< 100'], 'then': "
        "['\\'low\\'']}, "
        "{'when': ['-'], 'then': ['\\'high\\'']}]}], "));
    story.start("ann", "{'from': '2026-11-29', 'amount': 150}");
    EXPECT_EQ(data_of(story), quoted("{'from':'2026-11-29','amount':150,'due':'2026-12-02','class':'high'}"));
}

TEST(ComputedField, OfTheCalledFormIsComputedThere) {
    Story story = given(with_form(order));
    story.when("ann", Start{.definition_version = 1,
                            .title = {},
                            .business_table = {},
                            .business_key = {},
                            .parent = InstanceId{7},
                            .parent_token = TokenId{1},
                            .chosen = {},
                            .data = Json{quoted("{'price': 10, 'total': 99, 'unknown': 1}")}});
    EXPECT_EQ(data_of(story), quoted("{'price':10,'pieces':1,'net':10,'tax':2,'total':12}"));
}

TEST(ValidValue, IsAskedForWheneverThereIsAValue) {
    const std::string fields =
        "{'name': 'days', 'type': 'number', 'valid': 'days > 0 and ? <= 30 and value < 31', "
        "'message': 'at most 30 days.'}, {'name': 'code', 'type': 'text', 'valid': 'matches(?, "
        "\\'^[A-Z]+$\\')'}";
    Story story = given(with_form(fields));
    story.start("ann", "{'days': 31, 'code': 'a1'}")
        .rejects(Code::BadData, "at most 30 days; \"code\" does not satisfy \"matches(");
    story.start("ann", "{'days': 30, 'code': ''}");
    story.when("lea", approve(1, "{'days': 0}")).rejects(Code::BadData, "at most 30 days.");
    story.when("lea", reject(1, "{'days': 0}")).rejects(Code::BadData, "at most 30 days.");
    story.when("lea", approve(1, "{'days': null}"));
}

TEST(ValidValue, SaysSoInTheLanguageOfTheCaller) {
    Story story =
        given(with_form("{'name': 'days', 'type': 'number', 'valid': '? > 0', "
                        "'message': {'en': 'too few days', 'zh': '天数太少'}}, "
                        "{'name': 'n', 'type': 'number', 'valid': '? > 1', 'message': 'n is small'}"));
    const Command command{.act = start_with("{'days': 0, 'n': 1}"), .actor = "ann", .at = 1, .comment = {}};
    const Decision decision = decide(story.definition(), State{}, command, story.world);
    const std::string& detail = std::get<Rejection>(decision).detail;
    EXPECT_EQ(in_language(detail, "en"), "too few days; n is small.");
    EXPECT_EQ(in_language(detail, "zh"), "天数太少; n is small.");
    EXPECT_EQ(in_language(detail, "de"), "too few days; n is small.");
}

// By their labels, in the language of whoever reads it.
TEST(FormProblems, AreSaidInTheLanguageOfTheCaller) {
    Story story = given(with_form(
        "{'name': 'days', 'type': 'number', 'label': {'en': 'Days off', 'zh': '请假天数'}, 'required': true}, "
        "{'name': 'kind', 'type': 'choice', 'values': ['a'], 'label': '类型'}, {'name': 'dept', 'type': 'department'}"));
    const Command command{
        .act = start_with("{'kind': 'b', 'dept': 'x', 'more': 1}"), .actor = "ann", .at = 1, .comment = {}};
    const Decision decision = decide(story.definition(), State{}, command, story.world);
    const Rejection& refused = std::get<Rejection>(decision);
    EXPECT_EQ(in_language(refused.message, "en"), "the form's data is not valid");
    EXPECT_EQ(in_language(refused.message, "zh"), "表单数据有误");
    EXPECT_EQ(in_language(refused.detail, "en"),
              "\"more\" is not a field of the form; \"Days off\" (days) is required; \"类型\" (kind) must be one of "
              "its values; \"dept\" must be the id of a department.");
    EXPECT_EQ(in_language(refused.detail, "zh"),
              "“more”不是表单的字段; “请假天数”（days）为必填项; “类型”（kind）必须是可选值之一; “dept”必须是部门的编号.");
    EXPECT_EQ(in_language(refused.detail, "fr"), in_language(refused.detail, "en"));
}

const std::string two_dates =
    "{'name': 'from', 'type': 'date', 'required': true}, {'name': 'until', 'type': 'date'}";
const std::string in_order = "{'holds': 'from <= until', 'message': 'it ends before it begins'}";

TEST(FormRule, HoldsForTheFormAsAWhole) {
    Story story = given(with_form(two_dates, in_order));
    story.start("ann", "{'from': '2026-11-30', 'until': '2026-11-29'}")
        .rejects(Code::BadData, "it ends before it begins.");
    story.start("ann", "{'from': '2026-11-29', 'until': '2026-11-30'}");
    story.when("lea", approve(1, "{'until': '2026-11-28'}")).rejects(Code::BadData, "before it begins");
}

TEST(FormRule, IsSaidTogetherWithWhatElseIsWrong) {
    Story story = given(with_form(two_dates + ", {'name': 'n', 'type': 'number'}", in_order));
    story.start("ann", "{'from': '2026-11-30', 'until': '2026-11-29', 'n': 'x', 'm': 1}")
        .rejects(Code::BadData,
                 "\"m\" is not a field of the form; \"n\" must be a number; it ends before it begins.");
    // Of a field that is wrong by itself nothing more is said.
    story.start("ann", "{'from': 'soon', 'until': '2026-11-29'}")
        .rejects(Code::BadData, "\"from\" must be a date such as \"2026-11-21\".");
}

TEST(FormRule, ThatSaysNothingHoldsAsLongAsFieldsMayBeMissing) {
    Story complete = given(with_form(two_dates, in_order));
    complete.start("ann", "{'from': '2026-11-30'}").rejects(Code::BadData, "before it begins");
    Story draft = given(with_form(two_dates, in_order));
    Start start = std::get<Start>(start_with("{'until': '2026-11-30'}"));
    start.as_draft = true;
    draft.when("ann", start);
    EXPECT_EQ(data_of(draft), quoted("{'until':'2026-11-30'}"));
    start.data = Json{quoted("{'from': '2026-12-01', 'until': '2026-11-30'}")};
    given(with_form(two_dates, in_order)).when("ann", start).rejects(Code::BadData, "before it begins");
}

TEST(FormRule, KnowsWhoStarted) {
    Story story = given(
        with_form("{'name': 'amount', 'type': 'number'}",
                  "{'holds': 'initiator.id != \\'ann\\' or amount < 100', 'message': 'too much for her'}"));
    story.start("ann", "{'amount': 100}").rejects(Code::BadData, "too much for her");
    story.start("bob", "{'amount': 100}");
    EXPECT_EQ(story.state().initiator, "bob");
}

}  // namespace
}  // namespace wf::test
