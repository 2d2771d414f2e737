#include "feel_spec.hpp"

namespace wf::feel::test {
namespace {

MapScope leave_request() {
    MapScope scope;
    scope.values["days"] = Value::number(7);
    scope.values["kind"] = Value::string("annual");
    scope.values["金额"] = Value::number(100);
    scope.values["straße"] = Value::string("Ring");
    scope.values["nothing"] = Value{};
    scope.values["initiator"] = Value::context(
        {{"department", Value::string("dev")}, {"boss", Value::context({{"id", Value::string("ann")}})}});
    const auto item = [](std::string name, std::int64_t price) {
        return Value::context({{"name", Value::string(std::move(name))}, {"price", Value::number(price)}});
    };
    scope.values["items"] = Value::list({item("pen", 2), item("desk", 300)});
    return scope;
}

TEST(FeelNames, ComeFromTheScope) {
    expect_all({{"days > 5 and kind != \"sick\"", "true"}, {"金额 * 2", "200"}, {"straße", "\"Ring\""}},
               leave_request());
}

TEST(FeelNames, AreNullIfUnknown) { expect_all({{"who", "null"}, {"who.is.it", "null"}}, leave_request()); }

TEST(FeelNames, LeadAlongPaths) {
    expect_all({{"initiator.department", "\"dev\""}, {"initiator.boss.id", "\"ann\""}, {"kind.x", "null"}},
               leave_request());
}

TEST(FeelNames, LeadThroughListsOfContexts) {
    expect_all({{"items.price", "[2, 300]"}, {"items.colour", "[null, null]"}, {"sum(items.price)", "302"}},
               leave_request());
}

TEST(FeelNames, AreAskedForOnce) {
    MapScope scope = leave_request();
    evaluated("days + days * days", scope);
    EXPECT_EQ(scope.asked["days"], 1);
}

TEST(FeelNames, AreNotAskedForWhenTheLeftSideDecides) {
    MapScope scope = leave_request();
    evaluated("days < 5 and kind = \"a\"", scope);
    evaluated("days > 5 or kind = \"a\"", scope);
    evaluated("if days > 5 then 1 else kind", scope);
    EXPECT_FALSE(scope.asked.contains("kind"));
}

TEST(FeelNames, AreListedOnceWithTheirFirstPosition) {
    const Expression expression = parsed("金额 > 5 and (kind = 1 or 金额 < 3) and {x: 1, y: x}.y = 1");
    ASSERT_EQ(expression.names().size(), 2u);
    EXPECT_EQ(expression.names()[0].name, "金额");
    EXPECT_EQ(expression.names()[0].position, 0u);
    EXPECT_EQ(expression.names()[1].name, "kind");
    EXPECT_EQ(expression.names()[1].position, 12u);
}

TEST(FeelNames, MayBeCalledLikeAFunction) {
    MapScope scope;
    scope.values["count"] = Value::number(3);
    EXPECT_EQ(shown("count + count([1])", scope), "4");
}

TEST(FeelNames, MayHaveBlanksInAContext) {
    expect_all({{"{net price: 2, total: net price * 3}.total", "6"}, {"{a+b: 1, c: a+b}.c", "1"}});
}

TEST(FeelNames, AreDefinedEvenWhenNull) {
    expect_all({{"is defined(nothing)", "true"},
                {"is defined(who)", "false"},
                {"is defined(initiator.department)", "true"},
                {"is defined(initiator.rank)", "false"},
                {"is defined(initiator.boss.rank)", "false"},
                {"is defined({a: null}.a)", "true"},
                {"items[is defined(price)].price", "[2, 300]"}},
               leave_request());
}

TEST(FeelFilter, SeesTheFieldsOfEachItem) {
    expect_all({{"items[price > 5].name", "[\"desk\"]"},
                {"items[item.price > 5].name", "[\"desk\"]"},
                {"items[price > days].name", "[\"desk\"]"},
                {"[1, 2, 3][item > 1]", "[2, 3]"},
                {"[{item: 1}, {item: 2}][item >= 2]", "[{item: 2}]"},
                {"[{x: 1}, {x: null}][x < 2]", "[{x: 1}]"},
                {"items[some x in [300] satisfies x = price].name", "[\"desk\"]"}},
               leave_request());
}

TEST(FeelFilter, TakesANumberAsAPosition) {
    expect_all({{"[10, 20, 30][1]", "10"},
                {"[10, 20, 30][-1]", "30"},
                {"[10, 20, 30][0]", "null"},
                {"[10, 20, 30][4]", "null"},
                {"[10, 20, 30][count([1, 1])]", "20"},
                {"items[days - 5].name", "\"desk\""},
                {"\"a\"[1]", "\"a\""},
                {"100[true]", "[100]"},
                {"\"a\"[false]", "[]"}},
               leave_request());
}

TEST(FeelLoop, ReturnsAListOfResults) {
    expect_all({{"for i in [1, 2, 3] return i * i", "[1, 4, 9]"},
                {"for i in [1, 2], j in [3, 4] return i * j", "[3, 4, 6, 8]"},
                {"for x in [[1, 2], [3]], y in x return y", "[1, 2, 3]"},
                {"for i in 2..4 return i", "[2, 3, 4]"},
                {"for i in 3..1 return i", "[3, 2, 1]"},
                {"for i in [1..3] return i", "[1, 2, 3]"},
                {"for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"},
                {"for i in \"a\"..\"z\" return i", "null"},
                {"for i in null return i", "null"}});
}

TEST(FeelLoop, DecidesAboutSomeAndEvery) {
    expect_all({{"some x in [1, 2] satisfies x > 1", "true"},
                {"every x in [1, 2] satisfies x > 1", "false"},
                {"some x in [] satisfies x > 1", "false"},
                {"every x in [] satisfies x > 1", "true"},
                {"some x in [1, null] satisfies x > 1", "null"},
                {"some x in [1, 2], y in [2, 3] satisfies x = y", "true"},
                {"some i in items satisfies i.price > 5", "true"}},
               leave_request());
}

TEST(FeelContext, LetsLaterEntriesUseEarlierOnes) {
    expect_all({{"{a: 1, b: a + 1}", "{a: 1, b: 2}"},
                {"{a: 1, c: {d: a + 1}}.c.d", "2"},
                {"{\"a b\": 1}", "{a b: 1}"},
                {"{a: 1, a: 2}", "null"},
                {"{}", "{}"}});
}

TEST(FeelFunction, IsAValue) {
    expect_all({{"{f: function(a, b) a - b, r: f(5, 3)}.r", "2"},
                {"{f: function(a, b) a - b, r: f(b: 5, a: 3)}.r", "-2"},
                {"{n: 10, f: function(a) a + n, r: f(1)}.r", "11"},
                {"(function(x) x * 2)(4)", "8"},
                {"-(function(a) a)(10)", "-10"},
                {"{f: function(a) a, r: f()}.r", "null"},
                {"\"text\"()", "null"},
                {"null()", "null"}});
}

}  // namespace
}  // namespace wf::feel::test
