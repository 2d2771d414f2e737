// Query strings in the dialect of PostgREST: what they are read as, and what is refused.
#include "gateway/base/failure.hpp"
#include "gateway/rest/query.hpp"

#include <gtest/gtest.h>

namespace wf::gateway {
namespace {

std::string shown(const Field& field) {
    std::string text = field.column;
    for (const auto& step : field.path) { text += (step.is_text ? "->>" : "->") + step.key; }
    return text;
}

std::string shown(const Condition& condition) {
    std::string text = condition.is_negated ? "!" : "";
    if (condition.kind == Condition::Kind::filter) {
        const Filter& filter = condition.filter;
        text += std::string(filter.is_negated ? "!" : "") + shown(filter.field) + " " + filter.op + (filter.each.empty() ? "" : " " + filter.each) + " ";
        if (filter.op != "in") { return text + filter.value; }
        for (const auto& each : filter.list) { text += "[" + each + "]"; }
        return text;
    }
    text += condition.kind == Condition::Kind::all_of ? "all(" : "any(";
    for (const Condition& part : condition.parts) { text += (text.back() == '(' ? "" : ", ") + shown(part); }
    return text + ")";
}

Query read(const std::string& name, const std::string& value) { return read_query({{name, value}}, {}).query; }

std::string filter_of(const std::string& name, const std::string& value) { return shown(read(name, value).conditions.at(0)); }

struct Case {
    const char *name, *value, *expected;
};

TEST(RestQuery, ReadsFilters) {
    for (const Case& each : std::initializer_list<Case>{
             {"a", "eq.1", "a eq 1"},
             {"a", "eq.", "a eq "},
             {"a", "eq.x.y,z)(", "a eq x.y,z)("},
             {"a", "not.eq.1", "!a eq 1"},
             {"a", "is.NULL", "a is null"},
             {"a", "not.is.not_null", "!a is not_null"},
             {"a", "in.()", "a in "},
             {"a", "in.(1,2)", "a in [1][2]"},
             {"a", "in.(,)", "a in [][]"},
             {"a", "in.(\"b,c\",\"d\\\"\\\\)\")", "a in [b,c][d\"\\)]"},
             {"a", "like(any).{a*,b}", "a like any {a*,b}"},
             {"a", "cs.{\"a\":1}", "a cs {\"a\":1}"},
             {"\"a b\"", "eq.1", "a b eq 1"},
             {"\"select\"", "eq.1", "select eq 1"},
             {"d->lines->-1->>\"a b\"", "gt.1", "d->lines->-1->>a b gt 1"},
             {"or", "(a.eq.1,and(b.gt.2,c.lt.3))", "any(a eq 1, all(b gt 2, c lt 3))"},
             {"and", "(a.eq.1)", "all(a eq 1)"},
             {"not.or", "(a.not.eq.1,not.and(b.in.(1,\"2,)\"),c.cs.{x,y}))", "!any(!a eq 1, !all(b in [1][2,)], c cs {x,y}))"},
             {"or", "(a.eq.\"x,y)\",b.cs.{\"x}\",y},c.cd.[1,2])", "any(a eq x,y), b cs {\"x}\",y}, c cd [1,2])"},
             {"or", "(d->>k.eq.1)", "any(d->>k eq 1)"},
         }) {
        EXPECT_EQ(filter_of(each.name, each.value), each.expected) << each.name << "=" << each.value;
    }
}

TEST(RestQuery, ReadsWhatIsSelected) {
    const auto items = read("select", "id,x:data->>who,amount::text,n:\"a b\"::int4").select;
    ASSERT_EQ(items.size(), 4U);
    EXPECT_EQ(items[1].alias, "x");
    EXPECT_EQ(shown(items[1].field), "data->>who");
    EXPECT_EQ(items[2].cast, "text");
    EXPECT_TRUE(read("select", "*").select.empty());
    EXPECT_TRUE(read("select", "").select.empty());
    EXPECT_EQ(read("select", "*,id").select.size(), 2U);
}

TEST(RestQuery, ReadsOrderAndPage) {
    const auto order = read("order", "a.desc.nullslast,b,c->>d.asc.nullsfirst").order;
    ASSERT_EQ(order.size(), 3U);
    EXPECT_TRUE(order[0].descends);
    EXPECT_EQ(order[0].nulls_first, std::optional(false));
    EXPECT_FALSE(order[1].nulls_first);
    EXPECT_EQ(order[2].nulls_first, std::optional(true));
    const auto page = read_query({{"limit", "9223372036854775807"}, {"offset", "0"}}, {}).query;
    EXPECT_EQ(page.limit, std::optional<std::int64_t>(9223372036854775807));
}

TEST(RestQuery, ArgumentsOfAFunctionComeFirst) {
    const auto found = read_query({{"limit", "x"}, {"select", "1"}, {"a", "eq.1"}}, {"limit", "select"});
    ASSERT_EQ(found.arguments.size(), 2U);
    EXPECT_EQ(found.arguments[0].second, "x");
    EXPECT_EQ(found.query.conditions.size(), 1U);
}

TEST(RestQuery, TheSameColumnTwiceIsBoth) { EXPECT_EQ(read_query({{"a", "gt.1"}, {"a", "lt.3"}}, {}).query.conditions.size(), 2U); }

TEST(RestQuery, RefusesWithAMessage) {
    const std::string deep = [] {
        std::string text = "(";
        for (int i = 0; i < 1000; ++i) { text += "and("; }
        return text;
    }();
    std::string many = "(";
    for (int i = 0; i < 201; ++i) { many += "a.eq.1,"; }
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
             {"a", ""}, {"a", "1"}, {"a", "eq"}, {"a", "EQ.1"}, {"a", "fts.x"}, {"a", "wfts(simple).x"}, {"a", "sl.[1,2)"}, {"a", "not."}, {"a", "not.not.eq.1"}, {"a", "eq(any"}, {"a", "eq(some).{}"}, {"a", "in(any).(1)"},
             {"a", "is(any).null"}, {"a", "is.3"}, {"a", "in.1"}, {"a", "in.(1"}, {"a", "in.(\"1)"}, {"a", "in.(1)x"}, {"a", "in.(\"1\"2)"}, {"", "eq.1"}, {"a b", "eq.1"}, {"a.b", "eq.1"}, {"a->", "eq.1"}, {"a->>b->c", "eq.1"}, {"a->>b->>c", "eq.1"},
             {"\"a", "eq.1"}, {"or", "a.eq.1"}, {"or", "("}, {"or", "()"}, {"or", "(a.eq.1"}, {"or", "(a.eq.1)b"}, {"or", "(a.eq.1,)"}, {"or", deep}, {"or", many}, {"select", "a,"}, {"select", ",a"}, {"select", "a b"}, {"select", "a(b)"}, {"select", "a!inner(b)"},
             {"select", "...a(b)"}, {"select", "count()"}, {"select", "a.sum()"}, {"select", "a::"}, {"select", "d->x:a"}, {"select", "a:"}, {"order", ""}, {"order", "a.up"}, {"order", "a.asc.desc"}, {"order", "a,"}, {"limit", ""}, {"limit", "-1"},
             {"limit", "1.5"}, {"limit", "1 "}, {"limit", "9223372036854775808"}, {"offset", "x"}, {"apikey", "k"}}) {
        try {
            (void)read(name, value);
            ADD_FAILURE() << name << "=" << value.substr(0, 40) << " was read";
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.status, 400U);
            EXPECT_EQ(failure.code, "PGRST100") << name << "=" << value.substr(0, 40);
            EXPECT_FALSE(failure.message.empty());
        }
    }
}

}  // namespace
}  // namespace wf::gateway
