// Layout: 'W' 'F' version, then the fields of State in the order of fields.hpp. Whole numbers are LEB128
// (signed ones zigzag), text and lists carry their length, times are 8 bytes so that they don't shift what
// follows. Seats are written as what sets them apart from the one before: a countersign of 500 people is
// written anew with every vote.
#include "core/stored/snapshot.hpp"

#include "core/stored/fields.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace wf {
namespace {

constexpr char magic[] = {'W', 'F'};
constexpr char codec_version = 1;

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

class Encoder {
public:
    explicit Encoder(std::string& out) : out_(out) {}

    template <class T>
    void operator()(std::string_view, const T& value) {
        put(value);
    }
    void time(std::string_view, Instant at) { out_.append(reinterpret_cast<const char*>(&at), sizeof at); }

private:
    void put(const std::string& text) {
        put_number(text.size());
        out_ += text;
    }
    void put(const Json& json) { put(json.text); }
    void put(bool flag) { out_ += flag ? '\1' : '\0'; }
    template <class T>
    requires std::is_enum_v<T>
    void put(T value) { out_ += static_cast<char>(value); }
    template <std::signed_integral T>
    void put(T number) {
        const auto wide = static_cast<std::int64_t>(number);
        put_number((static_cast<std::uint64_t>(wide) << 1) ^ static_cast<std::uint64_t>(wide >> 63));
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
        put(seat.state);
        // Ids of people who sign together often begin alike, and come in their order.
        const auto& [mine, his] = std::mismatch(seat.principal.begin(), seat.principal.end(),
                                                before.principal.begin(), before.principal.end());
        put_number(static_cast<std::uint64_t>(his - before.principal.begin()));
        put(std::string{mine, seat.principal.end()});
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

    void put_number(std::uint64_t number) {
        for (; number >= 0x80; number >>= 7) out_ += static_cast<char>(number | 0x80);
        out_ += static_cast<char>(number);
    }

    std::string& out_;
};

class Decoder {
public:
    explicit Decoder(std::string_view bytes) : rest_(bytes) {}

    template <class T>
    void operator()(std::string_view, T& value) {
        get(value);
    }
    void time(std::string_view, Instant& at) {
        if (!has(sizeof at)) return;
        std::memcpy(&at, rest_.data(), sizeof at);
        rest_.remove_prefix(sizeof at);
    }

    // Everything was read, and nothing was missing.
    bool complete() const { return sound_ && rest_.empty(); }

private:
    void get(std::string& text) {
        const std::uint64_t size = get_number();
        if (!has(size)) return;
        text.assign(rest_.data(), size);
        rest_.remove_prefix(size);
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
        const std::uint64_t raw = get_number();
        number = static_cast<T>(static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1));
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
        const std::uint64_t count = get_number();
        if (!has(count)) return;
        seats.reserve(count);
        for (std::uint64_t i = 0; i < count && sound_; ++i) {
            const Seat before = seats.empty() ? Seat{} : seats.back();
            get(seats.emplace_back(), before);
        }
    }
    void get(Seat& seat, const Seat& before) {
        const unsigned usual = get_byte();
        get(seat.state);
        const std::uint64_t shared = get_number();
        if (shared > before.principal.size()) sound_ = false;
        if (!sound_) return;
        get(seat.principal);
        seat.principal.insert(0, before.principal, 0, shared);
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
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const unsigned char byte = get_byte();
            number |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return number;
        }
        sound_ = false;
        return 0;
    }

    std::string_view rest_;
    bool sound_ = true;
};

}  // namespace

std::string encode(const State& state) {
    std::string out;
    out.reserve(256 + 24 * state.seats.size());
    out.append(magic, sizeof magic);
    out += codec_version;
    Encoder encoder{out};
    fields(encoder, state);
    return out;
}

std::optional<State> decode(std::string_view bytes) {
    constexpr std::size_t header = sizeof magic + 1;
    if (bytes.size() < header || std::memcmp(bytes.data(), magic, sizeof magic) != 0 ||
        bytes[2] != codec_version)
        return {};
    State state;
    Decoder decoder{bytes.substr(header)};
    fields(decoder, state);
    if (!decoder.complete()) return {};
    return state;
}

}  // namespace wf
