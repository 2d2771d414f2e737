// Where points and ranges lie relative to each other (DMN 1.5, 10.3.4.11).
#include "feel_spec.hpp"

namespace wf::feel::test {
namespace {

TEST(FeelRangeFunctions, BeforeAndAfter) {
    expect_all({{"before(1, 2)", "true"},
                {"before(2, 2)", "false"},
                {"before(1, (1..5])", "true"},
                {"before(1, [1..5])", "false"},
                {"before([1..5), 5)", "true"},
                {"before([1..5], [5..9])", "false"},
                {"before([1..5], (5..9])", "true"},
                {"after(@\"2026-02-01\", [@\"2026-01-01\"..@\"2026-01-31\"])", "true"},
                {"after([5..9], [1..5))", "true"},
                {"before(1, \"a\")", "null"},
                {"before(null, 1)", "null"},
                {"before(1, (> 5))", "null"},
                {"before(range: [1..5], point: 6)", "true"}});
}

TEST(FeelRangeFunctions, MeetAndOverlap) {
    expect_all({{"meets([1..5], [5..9])", "true"},
                {"meets([1..5), [5..9])", "false"},
                {"met by([5..9], [1..5])", "true"},
                {"overlaps([1..5], [5..9])", "true"},
                {"overlaps([1..5], (5..9])", "false"},
                {"overlaps before([1..5], [4..9])", "true"},
                {"overlaps before([1..5], [1..9])", "false"},
                {"overlaps before([1..5), [4..5])", "true"},
                {"overlaps after([4..9], [1..5])", "true"},
                {"overlaps after([4..9], [1..3])", "false"},
                {"meets(5, [5..9])", "null"}});
}

TEST(FeelRangeFunctions, IncludeAndCoincide) {
    expect_all({{"includes([1..5], 5)", "true"},
                {"includes([1..5), 5)", "false"},
                {"includes([1..5], (1..5))", "true"},
                {"includes((1..5), [1..5])", "false"},
                {"during(3, [1..5])", "true"},
                {"finishes(5, [1..5])", "true"},
                {"finishes([3..5], [1..5])", "true"},
                {"finished by([1..5], (3..5])", "true"},
                {"starts(1, [1..5])", "true"},
                {"starts([1..3], [1..5])", "true"},
                {"starts([1..5], [1..5])", "true"},
                {"started by([1..5], 1)", "true"},
                {"coincides([1..5], [1..5])", "true"},
                {"coincides([1..5], [1..5))", "false"},
                {"coincides(5, [5..5])", "null"}});
}

TEST(FeelRangeFunctions, ReadARange) {
    expect_all({{"range(\"[1..3)\")", "[1..3)"},
                {"range(\"]1..3]\")", "(1..3]"},
                {"5 in range(\"[@\\\"2026-01-01\\\"..@\\\"2026-12-31\\\"]\")", "null"},
                {"range(\"[3..1]\")", "null"},
                {"range(\"[1..x]\")", "null"},
                {"range(\"[1..2\")", "null"},
                {"range(\"> 5\")", "null"},
                {"range(5)", "null"}});
}

}  // namespace
}  // namespace wf::feel::test
