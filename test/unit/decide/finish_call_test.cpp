#include "graph.hpp"

namespace wf::test {
namespace {

std::string call(const std::string& settings) {
    return graph({"c:call 'definition': 'credit'" + settings, "x:exclusive", "a:task", "b:task"},
                 "s>c c>x x>a:outcome.c=\\\"rejected\\\" x>b:default a>e b>e");
}
Act ends(Status status, std::string data = "{}", std::string error = {}) {
    return FinishCall{.token = TokenId{2},
                      .status = status,
                      .error = std::move(error),
                      .data = Json{wf::test::quoted(data)}};
}

TEST(FinishCall, TakesTheStatusOfTheCalleeAsItsOutcome) {
    Story bad = given(call(""));
    bad.start("ann").when("system", ends(Status::Rejected));
    EXPECT_EQ(bad.at(), "a");
    Story good = given(call(""));
    good.start("ann").when("system", ends(Status::Completed));
    EXPECT_EQ(good.at(), "b");
}

TEST(FinishCall, TakesBackWhatTheMappingsSay) {
    Story none = given(call(""));
    none.start("ann", "{'n': 1}").when("system", ends(Status::Completed, "{'n': 2}"));
    EXPECT_EQ(none.state().data.text, "{\"n\":1}");
    Story all = given(call(", 'out': 'all'"));
    all.start("ann", "{'n': 1}").when("system", ends(Status::Completed, "{'n': 2}"));
    EXPECT_EQ(all.state().data.text, "{\"n\":2}");
    Story mapped = given(call(", 'out': {'limit': 'n * 2'}"));
    mapped.start("ann", "{'n': 1}").when("system", ends(Status::Completed, "{'n': 2}"));
    EXPECT_EQ(mapped.state().data.text, "{\"n\":1,\"limit\":4}");
}

TEST(FinishCall, OfACalleeThatFailedIsAnErrorHere) {
    Story caught = given(call(", 'boundary': [{'id': 'oops', 'type': 'error', 'error': 'E1', 'to': 'a'}]"));
    caught.start("ann").when("system", ends(Status::Failed, "{}", "E1"));
    EXPECT_EQ(caught.at(), "a");
    Story failed = given(call(""));
    failed.start("ann").when("system", ends(Status::Failed, "{}", "E1"));
    EXPECT_EQ(failed.status(), Status::Failed);
}

TEST(FinishCall, OfACallThatIsNotWaitedForIsRefused) {
    Story story = given(call(""));
    story.start("ann").when("system", ends(Status::Completed));
    story.when("system", ends(Status::Completed)).rejects(Code::JobNotOpen);
}

}  // namespace
}  // namespace wf::test
