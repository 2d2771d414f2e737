#include "core/stored/state_json.hpp"

#include "spec.hpp"

namespace wf::test {
namespace {

TEST(StateJson, ShowsTheWholeState) {
    Story story = given(chain({approval("line", by_users("lea boss"), "'mode': 'sequential'")}));
    story.start("ann", "{'days': 2.50}").when("lea", approve(1));
    EXPECT_EQ(
        state_to_json(story.state()),
        R"({"status":"running","version":2,"started_at":"2000-01-01T00:00:01.000000Z",)"
        R"("last_at":"2000-01-01T00:00:02.000000Z","initiator":"ann","previous_approver":"lea",)"
        R"("last_seat":2,"last_token":2,"last_wait":0,"acted":true,"tokens":[{"id":2,"node":"line","round":1}],"seats":[)"
        R"({"id":1,"token":2,"rank":1,"principal":"lea","holder":"lea","weight":1,"state":"approved"},)"
        R"({"id":2,"token":2,"rank":2,"principal":"boss","holder":"boss","weight":1,"state":"open"}],)"
        R"("passages":[{"node":"start","rounds":1},{"node":"line","rounds":1}],"data":{"days":2.5}})");
}

TEST(StateJson, LeavesOutWhatIsEmpty) {
    EXPECT_EQ(state_to_json(State{}),
              R"({"status":"created","version":0,"last_seat":0,"last_token":0,"last_wait":0,"data":{}})");
}

}  // namespace
}  // namespace wf::test
