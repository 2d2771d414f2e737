// Layout of a state: 'W' 'F' version, then the fields of State in the order of fields.hpp. Whole numbers are LEB128
// (signed ones zigzag), text and lists carry their length, times are 8 bytes so that they don't shift what
// follows. Seats are written as what sets them apart from the one before.
// Version 1 has the seats within. Version 2 has of them only which entry they are since, how many they are, and
// their votes, as runs of equal ones: times 8, plus the vote. The rest is apart: 'W' 'S' 1, the entry, the seats.
#include "core/stored/snapshot.hpp"

#include "core/stored/fields.hpp"
#include "core/stored/leb128.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace wf {
namespace {

constexpr std::string_view with_seats{"WF\1"};
constexpr std::string_view without_seats{"WF\2"};
constexpr std::string_view seats_alone{"WS\1"};

static_assert(std::endian::native == std::endian::little, "times are written as they lie in memory");

// What a seat usually is, seen from the one before; each bit stands for a field that is not written.
enum Usual : unsigned char {
    NextId = 1,
    SameToken = 2,
    NextRank = 4,
    OwnHolder = 8,
    NoCandidates = 16,
    OneVote = 32,
    NotDelegated = 64,
    NotAdded = 128,  // nor has its holder saved a draft
};

enum class Seats { Within, Apart };

constexpr int vote_bits = 3;
static_assert(static_cast<unsigned char>(SeatState::NotNeeded) < 1U << vote_bits);

class Encoder {
public:
    Encoder(std::string& out, Seats seats) : out_(out), seats_(seats) {}

    template <class T>
    void operator()(std::string_view, const T& value) {
        put(value);
    }
    void time(std::string_view, Instant at) { out_.append(reinterpret_cast<const char*>(&at), sizeof at); }

    // What is apart of the votes.
    void seats_of(const State& state) {
        put(state.seats_since);
        put_seats(state.seats);
    }
    void votes_of(const State& state) {
        put(state.seats_since);
        put_number(state.seats.size());
        std::uint64_t run = 0;
        for (std::size_t i = 0; i < state.seats.size(); ++i) {
            const SeatState vote = state.seats[i].state;
            ++run;
            if (i + 1 < state.seats.size() && state.seats[i + 1].state == vote) continue;
            put_number(run << vote_bits | static_cast<unsigned char>(vote));
            run = 0;
        }
    }

private:
    void put(std::string_view text) {
        put_number(text.size());
        out_ += text;
    }
    void put(const std::string& text) { put(std::string_view{text}); }
    void put(const Json& json) { put(json.text); }
    void put(bool flag) { out_ += flag ? '\1' : '\0'; }
    template <class T>
    requires std::is_enum_v<T>
    void put(T value) { out_ += static_cast<char>(value); }
    template <std::signed_integral T>
    void put(T number) {
        put_number(to_zigzag(number));
    }
    template <std::unsigned_integral T>
    void put(T number) {
        put_number(number);
    }
    template <class Tag, class T>
    void put(Id<Tag, T> id) {
        put(id.value);
    }
    template <class T>
    void put(const std::vector<T>& items) {
        put_number(items.size());
        for (const T& item : items) put(item);
    }
    void put(const std::vector<Seat>& seats) {
        if (seats_ == Seats::Within) put_seats(seats);
    }
    void put_seats(const std::vector<Seat>& seats) {
        put_number(seats.size());
        const Seat none;
        const Seat* before = &none;
        for (const Seat& seat : seats) {
            put(seat, *before);
            before = &seat;
        }
    }
    void put(const Seat& seat, const Seat& before) {
        unsigned char usual = 0;
        const auto note = [&](bool is_usual, Usual bit) { usual |= is_usual ? bit : 0; };
        note(seat.id.value == before.id.value + 1, NextId);
        note(seat.token == before.token, SameToken);
        note(seat.rank == before.rank + 1, NextRank);
        note(seat.holder == seat.principal, OwnHolder);
        note(seat.candidates.empty(), NoCandidates);
        note(seat.weight == 1, OneVote);
        note(seat.path.empty() && seat.givers.empty(), NotDelegated);
        note(!seat.is_added() && seat.group.value == 0 && seat.place == SignerPlace::None &&
                 seat.mode == SignerMode::All && seat.added_by.empty() && seat.draft.text.empty(),
             NotAdded);
        out_ += static_cast<char>(usual);
        if (seats_ == Seats::Within) put(seat.state);
        // Ids of people who sign together often begin alike, and come in their order.
        const auto& [mine, his] = std::mismatch(seat.principal.begin(), seat.principal.end(),
                                                before.principal.begin(), before.principal.end());
        put_number(static_cast<std::uint64_t>(his - before.principal.begin()));
        put(std::string_view{mine, seat.principal.end()});
        if (!(usual & NextId)) put(seat.id);
        if (!(usual & SameToken)) put(seat.token);
        if (!(usual & NextRank)) put(seat.rank);
        if (!(usual & OwnHolder)) put(seat.holder);
        if (!(usual & NoCandidates)) put(seat.candidates);
        if (!(usual & OneVote)) put(seat.weight);
        if (!(usual & NotDelegated)) {
            put(seat.path);
            put(seat.givers);
        }
        if (usual & NotAdded) return;
        put(seat.host);
        put(seat.group);
        put(seat.place);
        put(seat.mode);
        put(seat.added_by);
        put(seat.draft);
    }
    template <class T>
    requires std::is_class_v<T>
    void put(const T& value) { fields(*this, value); }

    void put_number(std::uint64_t number) { append_leb128(out_, number); }

    std::string& out_;
    const Seats seats_;
};

class Decoder {
public:
    Decoder(std::string_view bytes, Seats seats) : rest_(bytes), seats_(seats) {}

    template <class T>
    void operator()(std::string_view, T& value) {
        get(value);
    }
    void time(std::string_view, Instant& at) {
        if (!has(sizeof at)) return;
        std::memcpy(&at, rest_.data(), sizeof at);
        rest_.remove_prefix(sizeof at);
    }

    void seats_of(State& state, std::vector<Seat>* spare) {
        get(state.seats_since);
        get_seats(state.seats, spare);
    }
    // Of the seats that were read before. Others than these voted: not sound.
    void votes_of(State& state) {
        std::int64_t since = 0;
        get(since);
        if (since != state.seats_since || get_number() != state.seats.size()) sound_ = false;
        for (std::size_t i = 0; i < state.seats.size() && sound_;) {
            const std::uint64_t raw = get_number();
            const std::uint64_t run = raw >> vote_bits;
            if (run == 0 || run > state.seats.size() - i) sound_ = false;
            if (!sound_) return;
            const auto vote = static_cast<SeatState>(raw & ((1U << vote_bits) - 1));
            for (const std::size_t end = i + run; i < end; ++i) state.seats[i].state = vote;
        }
    }

    // Everything was read, and nothing was missing.
    bool complete() const { return sound_ && rest_.empty(); }

private:
    void get(std::string& text) { text = get_text(); }
    std::string_view get_text() {
        const std::uint64_t size = get_number();
        if (!has(size)) return {};
        const std::string_view text = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return text;
    }
    void get(Json& json) { get(json.text); }
    void get(bool& flag) { flag = get_byte() != 0; }
    void get(Status& status) { get_enum(status, static_cast<unsigned char>(Status::Failed)); }
    void get(SeatState& state) { get_enum(state, static_cast<unsigned char>(SeatState::NotNeeded)); }
    void get(SignerPlace& place) { get_enum(place, static_cast<unsigned char>(SignerPlace::Parallel)); }
    void get(SignerMode& mode) { get_enum(mode, static_cast<unsigned char>(SignerMode::Sequential)); }
    void get(WaitKind& kind) { get_enum(kind, static_cast<unsigned char>(WaitKind::Service)); }
    template <std::signed_integral T>
    void get(T& number) {
        number = static_cast<T>(from_zigzag(get_number()));
    }
    template <std::unsigned_integral T>
    void get(T& number) {
        number = static_cast<T>(get_number());
    }
    template <class Tag, class T>
    void get(Id<Tag, T>& id) {
        get(id.value);
    }
    template <class T>
    void get(std::vector<T>& items) {
        const std::uint64_t count = get_number();
        if (!has(count)) return;  // an item takes a byte at the least
        items.reserve(count);
        for (std::uint64_t i = 0; i < count && sound_; ++i) get(items.emplace_back());
    }
    void get(std::vector<Seat>& seats) {
        if (seats_ == Seats::Within) get_seats(seats);
    }
    void get_seats(std::vector<Seat>& seats, std::vector<Seat>* spare = nullptr) {
        const std::uint64_t count = get_number();
        if (!has(count)) return;
        if (spare && spare->size() <= 2 * count) seats.swap(*spare);
        if (seats.size() > count) seats.resize(count);
        seats.reserve(count);
        const Seat none;
        for (std::uint64_t i = 0; i < count && sound_; ++i) {
            if (i < seats.size())
                empty(seats[i]);
            else
                seats.emplace_back();
            get(seats[i], i ? seats[i - 1] : none);
        }
    }
    // What get() does not write in any case; the names keep their room. A new field does not compile until it is here.
    static void empty(Seat& seat) {
        [[maybe_unused]] auto& [id, token, rank, principal, holder, candidates, weight, state, path, givers,
                                host, group, place, mode, added_by, draft] = seat;
        candidates.clear();
        weight = 1;
        state = {};
        path.clear();
        givers.clear();
        host = group = {};
        place = {};
        mode = {};
        added_by.clear();
        draft.text.clear();
    }
    void get(Seat& seat, const Seat& before) {
        const unsigned usual = get_byte();
        if (seats_ == Seats::Within) get(seat.state);
        const std::uint64_t shared = get_number();
        if (shared > before.principal.size()) sound_ = false;
        if (!sound_) return;
        const std::string_view own = get_text();
        if (shared > 0)
            seat.principal.assign(before.principal, 0, shared).append(own);
        else
            seat.principal = own;
        seat.id.value = before.id.value + 1;
        seat.token = before.token;
        seat.rank = before.rank + 1;
        seat.holder = seat.principal;
        if (!(usual & NextId)) get(seat.id);
        if (!(usual & SameToken)) get(seat.token);
        if (!(usual & NextRank)) get(seat.rank);
        if (!(usual & OwnHolder)) get(seat.holder);
        if (!(usual & NoCandidates)) get(seat.candidates);
        if (!(usual & OneVote)) get(seat.weight);
        if (!(usual & NotDelegated)) {
            get(seat.path);
            get(seat.givers);
        }
        if (usual & NotAdded) return;
        get(seat.host);
        get(seat.group);
        get(seat.place);
        get(seat.mode);
        get(seat.added_by);
        get(seat.draft);
    }
    template <class T>
    requires std::is_class_v<T>
    void get(T& value) { fields(*this, value); }

    template <class Enum>
    void get_enum(Enum& value, unsigned char last) {
        const unsigned char raw = get_byte();
        if (raw > last)
            sound_ = false;
        else
            value = static_cast<Enum>(raw);
    }

    bool has(std::uint64_t count) {
        if (count > rest_.size()) sound_ = false;
        return sound_;
    }

    unsigned char get_byte() {
        if (!has(1)) return 0;
        const auto byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        return byte;
    }

    std::uint64_t get_number() {
        std::uint64_t number = 0;
        if (!read_leb128([&] { return get_byte(); }, number)) sound_ = false;
        return number;
    }

    std::string_view rest_;
    const Seats seats_;
    bool sound_ = true;
};

std::string encode_without_seats(const State& state) {
    std::string out{without_seats};
    Encoder encoder{out, Seats::Apart};
    fields(encoder, state);
    encoder.votes_of(state);
    return out;
}

std::string encode_seats(const State& state) {
    std::string out;
    out.reserve(64 * state.seats.size());
    out = seats_alone;
    Encoder{out, Seats::Apart}.seats_of(state);
    return out;
}

bool decode_seats(std::string_view bytes, State& state, std::vector<Seat>* spare) {
    if (!bytes.starts_with(seats_alone)) return false;
    Decoder decoder{bytes.substr(seats_alone.size()), Seats::Apart};
    decoder.seats_of(state, spare);
    return decoder.complete();
}

}  // namespace

std::string encode(const State& state) {
    std::string out;
    out.reserve(256 + 24 * state.seats.size());
    out = with_seats;
    Encoder encoder{out, Seats::Within};
    fields(encoder, state);
    return out;
}

StoredState to_store(const State& state, std::int64_t first, std::size_t most_within) {
    // What has been written within stays there until it changes, also if fewer are allowed there meanwhile.
    const bool is_apart = state.seats.size() > most_within && state.seats_since > 0;
    StoredState stored{.state = is_apart ? encode_without_seats(state) : encode(state), .seats = {}};
    if (state.seats_since >= first) stored.seats = is_apart ? encode_seats(state) : std::string{};
    return stored;
}

std::optional<State> decode(std::string_view bytes, std::string_view seats, std::vector<Seat>* spare) {
    const bool is_apart = bytes.starts_with(without_seats);
    if (!is_apart && !bytes.starts_with(with_seats)) return {};
    State state;
    if (is_apart && !decode_seats(seats, state, spare)) return {};
    Decoder decoder{bytes.substr(with_seats.size()), is_apart ? Seats::Apart : Seats::Within};
    fields(decoder, state);
    if (is_apart) decoder.votes_of(state);
    if (!decoder.complete()) return {};
    return state;
}

}  // namespace wf
