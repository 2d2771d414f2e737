#include "core/engine.hpp"

#include <gtest/gtest.h>

namespace wf::test {
namespace {

Entry entry_with(Event event) {
    Entry entry;
    entry.seq = 1;
    entry.events.push_back(std::move(event));
    return entry;
}

TEST(Replay, OfNoEntriesIsAFreshState) {
    EXPECT_EQ(replay({}).version, 0);
    EXPECT_EQ(replay({}).status, Status::Created);
}

TEST(Replay, OfALogThatSpeaksOfWhatNeverWasThrows) {
    const Entry entries[] = {entry_with(NodeCompleted{.token = TokenId{7}, .outcome = {}}),
                             entry_with(SeatApproved{.seat = SeatId{7}, .by = "ann"}),
                             entry_with(SeatOpened{.seat = SeatId{7}}),
                             entry_with(SeatsClosed{.seats = {SeatId{7}}}),
                             entry_with(NodeHeld{.token = TokenId{7}, .reason = "x"})};
    for (const Entry& entry : entries) EXPECT_THROW(replay({&entry, 1}), InconsistentLog);
}

TEST(Progress, OfALogThatSpeaksOfWhatNeverWasThrows) {
    const Definition nothing;
    const Entry entries[] = {entry_with(SeatApproved{.seat = SeatId{7}, .by = "ann"}),
                             entry_with(SeatOpened{.seat = SeatId{7}})};
    for (const Entry& entry : entries)
        EXPECT_THROW(progress(nothing, {&entry, 1}, Outlook{}), InconsistentLog);
}

}  // namespace
}  // namespace wf::test
