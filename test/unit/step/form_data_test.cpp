// What may be written into the form, at start and by those who act.
#include "spec.hpp"

namespace wf::test {
namespace {

const NodeText both = approval("both", by_users("lea boss"), "'mode': 'all'");
const std::string free_form = chain({both});
const std::string leave =
    chain({both}, "{'name': 'days', 'type': 'number', 'required': true}, {'name': 'why', 'type': 'text'}");

Story with_field(const std::string& type) {
    const std::string values = type == "choice" ? ", 'values': ['a', 'b']" : "";
    return given(chain({both}, "{'name': 'f', 'type': '" + type + "'" + values + "}"));
}

std::string opened(std::string definition) {
    const std::string fields = "'fields': [";
    return definition.replace(definition.find(fields), fields.size(), "'open': true, " + fields);
}

std::string data_of(const Story& story) { return story.state().data.text; }

TEST(FormData, IsAcceptedAsItIsWithoutADeclaredForm) {
    Story story = given(free_form);
    story.start("ann", "{'a': [1, {'b': null}], '金额': 12.5}");
    EXPECT_EQ(data_of(story), quoted("{'a':[1,{'b':null}],'金额':12.5}"));
}

TEST(FormData, NumbersKeepTheirDigits) {
    Story story = given(leave);
    story.start("ann", "{'days': 12345678901234567890.123456789}");
    EXPECT_EQ(data_of(story), quoted("{'days':12345678901234567890.123456789}"));
    story.when("lea", approve(1, "{'days': 98765432109876543210.987654321}"));
    EXPECT_EQ(data_of(story), quoted("{'days':98765432109876543210.987654321}"));
}

TEST(FormData, ManyNewValuesAreMergedInPlaceAndNullClears) {
    std::string first = "{", second = "{", expected = "{";
    for (int i = 0; i < 3000; ++i)
        first += (i > 0 ? "," : "") + ("'k" + std::to_string(i)) + "':" + std::to_string(i);
    for (int i = 4999; i >= 2000; --i)
        second += (i < 4999 ? "," : "") + ("'k" + std::to_string(i)) + "':" + (i % 2 == 0 ? "-1" : "null");
    for (int i = 0; i < 3000; ++i)
        if (i < 2000 || i % 2 == 0)
            expected += (i > 0 ? "," : "") + ("'k" + std::to_string(i)) +
                        "':" + (i < 2000 ? std::to_string(i) : "-1");
    for (int i = 4998; i >= 3000; i -= 2) expected += ",'k" + std::to_string(i) + "':-1";
    Story story = given(free_form);
    story.start("ann", first + "}");
    story.when("lea", approve(1, second + "}"));
    EXPECT_EQ(data_of(story), test::quoted(expected + "}"));
}

TEST(FormData, NamesTheFirstFiftyProblemsAndCountsTheOthers) {
    std::string data = "{'days':1";
    for (int i = 0; i < 53; ++i) data += ",'k" + std::to_string(i) + "':1";
    given(leave)
        .start("ann", data + "}")
        .rejects(Code::BadData, "\"k49\" is not a field of the form; and 3 more.");
}

TEST(FormData, IsRefusedIfItIsNoObject) {
    for (const char* data : {"[]", "3", "null", "'text'"})
        given(free_form).start("ann", data).rejects(Code::BadArgument, "data is not a JSON object");
}

TEST(FormData, ANumberThatIsTooLargeIsRefused) {
    given(free_form).start("ann", "{'x': 1e99999}").rejects(Code::BadArgument, "out of range");
}

// It was said to have a number that is out of range.
TEST(FormData, NestedTooDeepIsRefusedAsThat) {
    const auto nested = [](int levels) {
        std::string data = "{'o': ";
        for (int i = 1; i < levels; ++i) data += i % 2 ? "{'a':" : "[";
        data += "1";
        for (int i = levels - 1; i > 0; --i) data += i % 2 ? "}" : "]";
        return data + "}";
    };
    given(free_form).start("ann", nested(150));
    given(free_form).start("ann", nested(151)).rejects(Code::BadArgument, "data nests deeper than 150 levels");
}

TEST(FormData, ARequiredFieldMayNotBeMissing) {
    for (const char* data : {"{}", "{'days': null}", "{'why': 'tired'}"})
        given(leave).start("ann", data).rejects(Code::BadData, "\"days\" is required");
}

TEST(FormData, EmptyTextIsMissing) {
    given(chain({both}, "{'name': 'why', 'type': 'text', 'required': true}"))
        .start("ann", "{'why': ''}")
        .rejects(Code::BadData, "\"why\" is required");
    given(chain({both}, "{'name': 'why', 'type': 'text', 'required': true}"))
        .start("ann", "{'why': ' \u3000\u200b'}")
        .rejects(Code::BadData, "\"why\" is required");
}

TEST(FormData, AFieldThatIsNotRequiredMayBeMissingOrNull) {
    for (const char* data : {"{'days': 1}", "{'days': 1, 'why': null}"}) {
        Story story = given(leave);
        story.start("ann", data);
        EXPECT_EQ(story.status(), Status::Running);
    }
}

TEST(FormData, AFieldThatTheFormHasNotIsRefused) {
    given(leave)
        .start("ann", "{'days': 1, 'dyas': 2}")
        .rejects(Code::BadData, "\"dyas\" is not a field of the form");
}

TEST(FormData, AllProblemsAreSaidAtOnce) {
    given(leave)
        .start("ann", "{'x': 1, 'why': 2}")
        .rejects(Code::BadData,
                 "\"x\" is not a field of the form; \"days\" is required; \"why\" must be text.");
}

struct TypeCase {
    const char* type;
    std::vector<const char*> good;
    std::vector<const char*> bad;
};

TEST(FormData, EachFieldTakesItsTypeOnly) {
    const TypeCase cases[] = {
        {"number", {"1", "-0.5", "1e3"}, {"'1'", "true", "[1]", "{}"}},
        {"text", {"'x'", "'1'"}, {"1", "false", "['x']"}},
        {"boolean", {"true", "false"}, {"'true'", "0", "[]"}},
        {"choice", {"'a'", "'b'"}, {"'c'", "'A'", "1", "['a']"}},
        {"date",
         {"'2024-02-29'", "'1999-12-31'"},
         {"'2023-02-29'", "'2024-13-01'", "'2024-2-1'", "'2024-02-2x'", "'01.02.2024'", "20240201"}},
        {"datetime",
         {"'2026-11-21T09:30'", "'2026-11-21 09:30:00'", "'2026-11-21T09:30:00.123Z'",
          "'2026-11-21T09:30:00+01:00'", "'2026-11-21T09:30@Europe/Paris'",
          "'2026-11-21T09:30+01:00[Europe/Paris]'"},
         {"'2026-11-21'", "'2026-11-31T09:30'", "'2026-11-21T25:30'", "'2026-11-21T09:60'",
          "'2026-11-21T09.30'", "'2026-11-21T09:30@Europe/Pariss'", "'2026-11-21T09:30+01@Europe/Paris'",
          "'2026-11-21T09:30; DROP'", "1"}},
        {"person", {"'eve'", "'ann'"}, {"'nobody'", "'gone'", "1", "['eve']"}},
        {"department", {"'dev'"}, {"1", "['dev']", "'DEV'", "'nowhere'"}},
        {"list", {"[]", "[1, 'a']"}, {"'a'", "1", "{}"}},
        {"object", {"{}", "{'a': 1}"}, {"'a'", "1", "[]"}},
        {"attachment", {"'file-1'", "{'name': 'a.pdf'}"}, {"1", "['file-1']", "true"}},
    };
    for (const TypeCase& type : cases) {
        for (const char* value : type.good) {
            SCOPED_TRACE(std::string{type.type} + " takes " + value);
            with_field(type.type).start("ann", std::string{"{'f': "} + value + "}");
        }
        for (const char* value : type.bad) {
            SCOPED_TRACE(std::string{type.type} + " refuses " + value);
            with_field(type.type)
                .start("ann", std::string{"{'f': "} + value + "}")
                .rejects(Code::BadData, "\"f\" must be");
        }
    }
}

TEST(FormData, IsMergedKeyByKey) {
    given(leave)
        .start("ann", "{'days': 3, 'why': 'tired'}")
        .when("lea", approve(1, "{'days': 2}"))
        .then({
            DataChanged{.data = Json{quoted("{'days':2,'why':'tired'}")}},
            SeatApproved{.seat = SeatId{1}, .by = "lea"},
        });
}

TEST(FormData, NullClearsAKey) {
    Story story = given(leave);
    story.start("ann", "{'days': 3, 'why': 'tired'}").when("lea", approve(1, "{'why': null}"));
    EXPECT_EQ(data_of(story), quoted("{'days':3}"));
}

TEST(FormData, NullClearsAKeyThatIsNotThereWithoutATrace) {
    given(leave)
        .start("ann", "{'days': 3}")
        .when("lea", approve(1, "{'why': null}"))
        .then({SeatApproved{.seat = SeatId{1}, .by = "lea"}});
}

TEST(FormData, ANewKeyComesLast) {
    Story story = given(leave);
    story.start("ann", "{'days': 3}").when("lea", approve(1, "{'why': 'tired'}"));
    EXPECT_EQ(data_of(story), quoted("{'days':3,'why':'tired'}"));
}

TEST(FormData, ObjectsInsideAreReplacedWhole) {
    Story story = given(free_form);
    story.start("ann", "{'trip': {'from': 'A', 'to': 'B'}}").when("lea", approve(1, "{'trip': {'to': 'C'}}"));
    EXPECT_EQ(data_of(story), quoted("{'trip':{'to':'C'}}"));
}

TEST(FormData, TheSameValuesAreNoChange) {
    given(leave)
        .start("ann", "{'days': 3.0}")
        .when("lea", approve(1, "{'days': 3.00}"))
        .then({SeatApproved{.seat = SeatId{1}, .by = "lea"}});
}

TEST(FormData, ARequiredFieldMayNotBeCleared) {
    given(leave)
        .start("ann", "{'days': 3}")
        .when("lea", approve(1, "{'days': null}"))
        .rejects(Code::BadData, "\"days\" is required");
}

TEST(FormData, WhoActsMayNotAddAFieldThatTheFormHasNot) {
    given(leave)
        .start("ann", "{'days': 3}")
        .when("lea", approve(1, "{'x': 1}"))
        .rejects(Code::BadData, "\"x\"");
}

TEST(FormData, WhoActsMayNotWriteAnotherType) {
    given(leave)
        .start("ann", "{'days': 3}")
        .when("lea", reject(1, "{'days': 'three'}"))
        .rejects(Code::BadData, "must be a number");
}

TEST(FormData, AnOpenFormTakesOtherNamesTooButKeepsTheTypesOfItsFields) {
    const std::string open = opened(leave);
    Story story = given(open);
    story.start("ann", "{'days': 3, 'x': [1]}");
    story.when("lea", approve(1, "{'y': {'z': 2}}"));
    EXPECT_EQ(data_of(story), quoted("{'days':3,'x':[1],'y':{'z':2}}"));
    given(open).start("ann", "{'days': 'three', 'x': 1}").rejects(Code::BadData, "must be a number");
}

TEST(FormData, WhatIsNotInAnOpenFormIsReadWhereANodeListsWhatCanBeWritten) {
    Story story = given(
        opened(chain({approval("both", by_users("lea boss"), "'mode': 'all', 'fields': {'why': 'write'}")},
                     "{'name': 'why', 'type': 'text'}")));
    story.start("ann", "{'x': 1}");
    story.when("lea", approve(1, "{'x': 2}")).rejects(Code::FieldNotWritable, "only be read");
    story.when("lea", approve(1, "{'why': 'so'}"));
    EXPECT_EQ(data_of(story), quoted("{'x':1,'why':'so'}"));
}

TEST(FormData, WhatWhoActsPassesMustBeAnObject) {
    given(leave).start("ann", "{'days': 3}").when("lea", approve(1, "[]")).rejects(Code::BadArgument);
}

}  // namespace
}  // namespace wf::test
