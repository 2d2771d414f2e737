#include "core/log/event_search.hpp"

#include "spec.hpp"

namespace wf::test {
namespace {

SeatApproved approved_by(std::uint32_t seat, const char* person) {
    return {.seat = SeatId{seat}, .by = PersonId{person}};
}

TEST(ApproversOf, HasThePersonWhoseApprovalIsNotTheFirstOfTheEntry) {
    Entry entry;
    entry.actor = PersonId{"bob"};
    entry.events = {approved_by(1, "ann"), approved_by(2, "bob")};
    EXPECT_EQ(approvers_of(std::vector{entry}), std::vector{PersonId{"bob"}});
}

TEST(ApproversOf, HasNobodyWhoseApprovalSomebodyElseWrote) {
    Entry entry;
    entry.actor = PersonId{"system"};
    entry.events = {approved_by(1, "ann")};
    EXPECT_TRUE(approvers_of(std::vector{entry}).empty());
}

}  // namespace
}  // namespace wf::test
