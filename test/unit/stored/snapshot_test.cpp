#include "core/stored/snapshot.hpp"

#include "core/stored/state_json.hpp"
#include "golden_file.hpp"
#include "hex.hpp"

#include <limits>
#include <random>

namespace wf::test {
namespace {

// Something in every field; never changed once released, so that the golden snapshot of each codec version
// stays what it is.
State full_state() {
    State state;
    state.status = Status::Running;
    state.version = 300;
    state.started_at = 843'000'000'000'001;
    state.ended_at = 843'000'000'000'002;
    state.last_at = -1;
    state.initiator = "ann";
    state.previous_approver = "鲍勃";
    state.last_seat = 4'294'967'295;
    state.last_token = 128;
    state.acted = true;
    state.last_wait = 7;
    state.tokens = {{.id = TokenId{127},
                     .node = "lead",
                     .scope = {},
                     .flow = {},
                     .round = 2,
                     .held = "nobody",
                     .by_policy = true,
                     .thrower = {},
                     .data = {}},
                    {.id = TokenId{128},
                     .node = "board",
                     .scope = TokenId{127},
                     .flow = "a->board",
                     .round = 1,
                     .held = {},
                     .by_policy = false,
                     .thrower = TokenId{127},
                     .data = Json{R"({"loopCounter":0})"},
                     .after = {"lead"}}};
    state.bodies = {{.token = TokenId{127},
                     .total = 3,
                     .created = 2,
                     .completed = 1,
                     .released = true,
                     .items = Json{"[1,2,3]"},
                     .outputs = Json{"[1]"}}};
    state.waits = {{.id = WaitId{7},
                    .token = TokenId{127},
                    .node = "late",
                    .kind = WaitKind::Service,
                    .name = "erp",
                    .key = "7",
                    .due_at = 843'000'000'000'003,
                    .left = -1,
                    .since = 843'000'000'000'004}};
    state.compensables = {{.node = "book",
                           .token = TokenId{120},
                           .scope = TokenId{127},
                           .thrower = TokenId{128},
                           .data = Json{"{}"}}};
    state.join_cycles = {{.node = "join", .scope = TokenId{127}, .used = {"a->join", "b->join"}}};
    state.read = true;
    state.withdrawal_requested = true;
    state.revoked = true;
    state.suspended_while_returned = true;
    state.suspended_at = 843'000'000'000'004;
    state.returns = {{.token = TokenId{127}, .to = "board", .is_changed = true}};
    state.return_counts = {{.node = "board", .count = 2}};
    state.interrupted = {TokenId{127}, TokenId{}};
    state.seats = {{.id = SeatId{1},
                    .token = TokenId{127},
                    .rank = -5,
                    .principal = "bob",
                    .holder = "carl",
                    .candidates = {},
                    .weight = 9'007'199'254'740'993,
                    .state = SeatState::Approved,
                    .path = {"bob", "dora"},
                    .givers = {"dora"},
                    .host = SeatId{3},
                    .group = SeatId{1},
                    .place = SignerPlace::Before,
                    .mode = SignerMode::Sequential,
                    .added_by = "eve",
                    .draft = Json{R"({"days":2})"}},
                   {.id = SeatId{2},
                    .token = TokenId{128},
                    .rank = 1,
                    .principal = {},
                    .holder = {},
                    .candidates = {"role:board"},
                    .weight = 1,
                    .state = SeatState::Open,
                    .path = {},
                    .givers = {}},
                   {.id = SeatId{3},
                    .token = TokenId{128},
                    .rank = 2,
                    .principal = "eve",
                    .holder = "eve",
                    .candidates = {},
                    .weight = 1,
                    .state = SeatState::Waiting,
                    .path = {},
                    .givers = {}}};
    state.passages = {{.node = "start", .rounds = 1, .outcome = {}},
                      {.node = "lead", .rounds = 2, .outcome = "approved", .undone = true}};
    state.chosen = {{.node = "board", .people = {"bob", "dora"}}, {.node = "hr", .people = {}}};
    state.signatures = {{.node = "lead", .round = 2, .person = "bob", .by = "carl", .seq = 7, .stale = true}};
    return state;
}

std::string shown(const std::optional<State>& state) { return state ? state_to_json(*state) : "none"; }

TEST(StateCodec, KeepsEveryField) { EXPECT_EQ(shown(decode(encode(full_state()))), shown(full_state())); }

// With the seats apart, however few.
StoredState stored_apart(State state, std::int64_t since = 7) {
    state.seats_since = since;
    return to_store(state, since, 0);
}

TEST(StateCodec, KeepsEveryFieldWithTheSeatsApart) {
    const StoredState stored = stored_apart(full_state());
    ASSERT_TRUE(stored.seats);
    EXPECT_EQ(shown(decode(stored.state, *stored.seats)), shown(full_state()));
    EXPECT_EQ(decode(stored.state, *stored.seats)->seats_since, 7);
}

TEST(StateCodec, KeepsAFreshState) { EXPECT_EQ(shown(decode(encode(State{}))), shown(State{})); }

// What nobody has added has none of these; but what a log says is kept, whatever it says.
TEST(StateCodec, KeepsWhatOnlyAddedSeatsHave) {
    std::vector<Seat> seats(5);
    seats[0].group = SeatId{2};
    seats[1].place = SignerPlace::After;
    seats[2].mode = SignerMode::Any;
    seats[3].added_by = "ann";
    seats[4].host = SeatId{1};
    for (const Seat& seat : seats) {
        State state;
        state.seats = {seat};
        EXPECT_EQ(shown(decode(encode(state))), shown(state));
    }
}

// Bytes may say any time; PostgreSQL's own begin in 4714 BC.
TEST(StateCodec, ShowsAStateOfAnyTime) {
    for (const Instant at : {std::numeric_limits<Instant>::min(), std::numeric_limits<Instant>::max()}) {
        State state;
        state.last_at = at;
        EXPECT_EQ(shown(decode(encode(state))), shown(state));
    }
}

TEST(StateCodec, LeavesTheFormOut) {
    State state = full_state();
    const std::string without = encode(state);
    state.data.text = "{\"days\":3}";
    EXPECT_EQ(encode(state), without);
}

// If this fails, snapshots in the field no longer mean what they meant: a new layout needs a new codec
// version, and a file of its own. WF_GOLDEN_UPDATE does not touch this one.
TEST(StateCodec, WritesTheBytesOfVersion1) {
    EXPECT_EQ(hex_of(encode(full_state())), read_file(golden("state/full.v1.hex")));
}

// The seats, then the state that they are apart from.
TEST(StateCodec, WritesTheBytesOfVersion2) {
    const StoredState stored = stored_apart(full_state());
    EXPECT_EQ(hex_of(*stored.seats + stored.state), read_file(golden("state/apart.v2.hex")));
}

TEST(StateCodec, ReadsSnapshotsOfVersion2) {
    const std::string bytes = bytes_of(read_file(golden("state/apart.v2.hex")));
    const std::size_t seats = bytes.find("WF\2");
    EXPECT_EQ(shown(decode(bytes.substr(seats), bytes.substr(0, seats))), shown(full_state()));
}

TEST(StateCodec, ReadsSnapshotsOfVersion1) {
    EXPECT_EQ(shown(decode(bytes_of(read_file(golden("state/full.v1.hex"))))), shown(full_state()));
}

TEST(StateCodec, RefusesAnotherVersion) {
    std::string bytes = encode(full_state());
    for (int version = 0; version < 256; ++version) {
        if (version == 1) continue;
        bytes[2] = static_cast<char>(version);
        EXPECT_FALSE(decode(bytes)) << version;
    }
    StoredState stored = stored_apart(full_state());
    for (int version = 0; version < 256; ++version) {
        if (version == 1) continue;
        (*stored.seats)[2] = static_cast<char>(version);
        EXPECT_FALSE(decode(stored.state, *stored.seats)) << version;
    }
}

TEST(StateCodec, RefusesOtherSeatsThanItsOwn) {
    const StoredState stored = stored_apart(full_state());
    EXPECT_FALSE(decode(stored.state));
    EXPECT_FALSE(decode(stored.state, stored.state));
    EXPECT_FALSE(decode(stored.state, *stored_apart(full_state(), 8).seats));
    State fewer = full_state();
    fewer.seats.pop_back();
    EXPECT_FALSE(decode(stored.state, *stored_apart(fewer).seats));
    EXPECT_FALSE(decode(stored_apart(fewer).state, *stored.seats));
}

TEST(StateCodec, RefusesSeatsCutOffAnywhereOrWithMoreAfterThem) {
    const StoredState stored = stored_apart(full_state());
    for (std::size_t length = 0; length < stored.seats->size(); ++length)
        EXPECT_FALSE(decode(stored.state, std::string_view{*stored.seats}.substr(0, length))) << length;
    for (std::size_t length = 0; length < stored.state.size(); ++length)
        EXPECT_FALSE(decode(std::string_view{stored.state}.substr(0, length), *stored.seats)) << length;
    EXPECT_FALSE(decode(stored.state, *stored.seats + '\0'));
    EXPECT_FALSE(decode(stored.state + '\0', *stored.seats));
}

TEST(StateCodec, RefusesVotesOfMoreSeatsThanThereAre) {
    StoredState stored = stored_apart(full_state());
    const unsigned waiting = static_cast<unsigned char>(SeatState::Waiting);
    ASSERT_EQ(stored.state.back(), static_cast<char>(1U << 3 | waiting));  // the last seat's own
    for (const unsigned run : {0U, 2U, 15U}) {
        stored.state.back() = static_cast<char>(run << 3 | waiting);
        EXPECT_FALSE(decode(stored.state, *stored.seats)) << run;
    }
}

TEST(StateCodec, RefusesWhatIsNoSnapshot) {
    for (const char* text : {"", "W", "WF", "{}", "wf\1", "PK\3\4"}) EXPECT_FALSE(decode(text)) << text;
}

TEST(StateCodec, RefusesASnapshotCutOffAnywhere) {
    const std::string bytes = encode(full_state());
    for (std::size_t length = 0; length < bytes.size(); ++length)
        EXPECT_FALSE(decode(std::string_view{bytes}.substr(0, length))) << length;
}

TEST(StateCodec, RefusesBytesAfterTheEnd) { EXPECT_FALSE(decode(encode(full_state()) + '\0')); }

TEST(StateCodec, RefusesAStatusOutsideItsRange) {
    std::string bytes = encode(full_state());
    bytes[3] = 11;
    EXPECT_FALSE(decode(bytes));
}

TEST(StateCodec, RefusesALengthBeyondTheEnd) {
    std::string bytes = encode(State{});
    bytes.replace(bytes.size() - 1, 1, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");  // 2^64 - 1 choices
    EXPECT_FALSE(decode(bytes));
}

TEST(StateCodec, RefusesANumberThatNeverEnds) {
    std::string bytes = encode(State{});
    bytes.replace(4, 1, std::string(20, '\xff'));
    EXPECT_FALSE(decode(bytes));
}

// It may give a state or none, but it reads no byte too many (the sanitizers watch) and takes no time.
TEST(StateCodec, SurvivesAnyByteAnywhere) {
    const std::string sound = encode(full_state());
    for (std::size_t at = 0; at < sound.size(); ++at)
        for (const int byte : {0x00, 0x01, 0x0b, 0x7f, 0x80, 0xfe, 0xff}) {
            std::string bytes = sound;
            bytes[at] = static_cast<char>(byte);
            if (const auto state = decode(bytes)) {
                EXPECT_TRUE(decode(encode(*state)));
            }
        }
}

TEST(StateCodec, SurvivesAnyByteAnywhereInTheSeats) {
    const StoredState sound = stored_apart(full_state());
    for (std::size_t at = 0; at < sound.seats->size() + sound.state.size(); ++at)
        for (const int byte : {0x00, 0x01, 0x0b, 0x7f, 0x80, 0xfe, 0xff}) {
            StoredState stored = sound;
            const std::size_t in_state = at - stored.seats->size();
            (at < stored.seats->size() ? (*stored.seats)[at] : stored.state[in_state]) =
                static_cast<char>(byte);
            if (const auto state = decode(stored.state, *stored.seats)) {
                EXPECT_TRUE(decode(encode(*state)));
            }
        }
}

TEST(StateCodec, SurvivesRandomBytesOfEveryLength) {
    std::mt19937 random{20261121};
    for (std::size_t length = 0; length < 400; ++length)
        for (int repeat = 0; repeat < 5; ++repeat) {
            std::string bytes = "WF\1";
            while (bytes.size() < length) bytes += static_cast<char>(repeat < 3 ? random() : random() % 4);
            if (const auto state = decode(bytes)) {
                EXPECT_TRUE(decode(encode(*state)));
            }
        }
}

}  // namespace
}  // namespace wf::test
