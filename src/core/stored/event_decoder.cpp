#include "core/stored/event_bytes.hpp"

#include "core/stored/event_format.hpp"
#include "core/stored/event_numbers.hpp"
#include "core/stored/fields.hpp"
#include "core/stored/leb128.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <type_traits>
#include <utility>

namespace wf {
namespace {

using event_format::longest_repeated;
using event_format::Mask;

class EventDecoder {
public:
    EventDecoder(std::string_view bytes, EventData data)
        : bytes_(bytes), has_data_(data == EventData::Read) {}

    bool at_end() const { return at_ == bytes_.size(); }
    void skip_version() { ++at_; }

    unsigned char get_byte() {
        if (!has(1)) return 0;
        return static_cast<unsigned char>(bytes_[at_++]);
    }

    // What a T has that is not its default.
    template <class T>
    void get_fields(T& value) {
        Named named{*this, get_number()};
        fields(named, value);
        if (named.rest() != 0) fail("has a field that this version of wf_engine does not know");
    }

    // Empty: none.
    std::string_view problem() const { return problem_; }

private:
    class Named {
    public:
        Named(EventDecoder& decoder, Mask mask) : decoder_(decoder), mask_(mask) {}
        template <class T>
        void operator()(std::string_view, T& value) {
            if (mask_ & 1) decoder_.get(value);
            mask_ >>= 1;
        }
        void time(std::string_view name, Instant& at) { (*this)(name, at); }
        Mask rest() const { return mask_; }

    private:
        EventDecoder& decoder_;
        Mask mask_;
    };

    void get(std::string& text) {
        const std::size_t before = at_;
        const std::uint64_t size = get_number();
        text = size & 1 ? get_repeated(before, size / 2) : get_literal(size / 2);
    }
    void get(Json& json) {
        const std::string_view text = get_literal(get_number() / 2);
        if (has_data_) json.text = text;
    }
    void get(bool& flag) { flag = !flag; }
    void get(Status& status) { get_enum(status, Status::Failed); }
    void get(SeatState& state) { get_enum(state, SeatState::NotNeeded); }
    void get(SignerPlace& place) { get_enum(place, SignerPlace::Parallel); }
    void get(SignerMode& mode) { get_enum(mode, SignerMode::Sequential); }
    void get(WaitKind& kind) { get_enum(kind, WaitKind::Service); }
    template <std::signed_integral T>
    void get(T& number) {
        set(number, from_zigzag(get_number()));
    }
    template <std::unsigned_integral T>
    void get(T& number) {
        set(number, get_number());
    }
    template <class Tag, class T>
    void get(Id<Tag, T>& id) {
        get(id.value);
    }
    template <class T>
    void get(std::vector<T>& items) {
        const std::uint64_t count = get_number();
        if (!has(count)) return;  // an item takes a byte at the least
        items.reserve(std::min<std::uint64_t>(count, 1000));
        for (std::uint64_t i = 0; i < count && problem_.empty(); ++i) get(items.emplace_back());
    }
    template <class T>
    requires std::is_class_v<T>
    void get(T& value) { get_fields(value); }

    template <class T, class Wide>
    void set(T& number, Wide wide) {
        number = static_cast<T>(wide);
        if (number != wide) fail(is_damaged);
    }
    template <class Enum>
    void get_enum(Enum& value, Enum last) {
        const auto raw = static_cast<Enum>(get_byte());
        if (raw > last)
            fail(is_damaged);
        else
            value = raw;
    }

    std::string_view get_literal(std::uint64_t size) {
        if (!has(size)) return {};
        at_ += size;
        return bytes_.substr(at_ - size, size);
    }
    std::string_view get_repeated(std::size_t before, std::uint64_t size) {
        const std::uint64_t distance = get_number();
        if (size <= longest_repeated && size <= distance) {
            if (distance <= before) return bytes_.substr(before - distance, size);
            const std::uint64_t from_end = distance - before;
            if (from_end <= event_format::common_words.size() && size <= from_end)
                return event_format::common_words.substr(event_format::common_words.size() - from_end, size);
        }
        fail(is_damaged);
        return {};
    }

    std::uint64_t get_number() {
        std::uint64_t number = 0;
        if (!read_leb128([&] { return get_byte(); }, number)) fail(is_damaged);
        return number;
    }

    bool has(std::uint64_t count) {
        if (count > bytes_.size() - at_) fail("is cut off");
        return problem_.empty();
    }

    void fail(std::string_view problem) {
        if (problem_.empty()) problem_ = problem;
    }

    static constexpr std::string_view is_damaged = "is damaged";

    const std::string_view bytes_;
    std::size_t at_ = 0;
    const bool has_data_;
    std::string_view problem_;
};

struct NumberedType {
    std::string_view name;
    void (*read)(EventDecoder&, std::vector<Event>&) = nullptr;
};

template <class T>
void decode_event(EventDecoder& decoder, std::vector<Event>& events) {
    T event;
    decoder.get_fields(event);
    events.emplace_back(std::move(event));
}

template <class... T>
consteval auto types_by_number(std::type_identity<std::variant<T...>>) {
    std::array<NumberedType, 0x80> found;
    const auto note = [&](std::uint8_t number, NumberedType type) {
        if (number == 0 || found.at(number).read) throw "an event has no number, or that of another";
        found[number] = type;
    };
    (note(event_number<T>, {T::type, decode_event<T>}), ...);
    return found;
}

constexpr std::array<NumberedType, 0x80> numbered_types = types_by_number(std::type_identity<AnyEvent>{});

}  // namespace

std::optional<std::vector<Event>> events_from_bytes(std::string_view bytes, std::string& problem,
                                                    EventData data) {
    if (bytes.empty() || bytes.front() != event_format::version) {
        problem = "The events are not in a format that this version of wf_engine knows";
        return {};
    }
    std::vector<Event> events;
    EventDecoder decoder{bytes, data};
    decoder.skip_version();
    while (!decoder.at_end()) {
        const unsigned char number = decoder.get_byte();
        const std::size_t which = events.size() + 1;
        if (number >= numbered_types.size() || !numbered_types[number].read) {
            problem = "Event " + std::to_string(which) + " is of type " + std::to_string(number) +
                      ", which this version of wf_engine does not know";
            return {};
        }
        numbered_types[number].read(decoder, events);
        if (!decoder.problem().empty()) {
            problem = "Event " + std::to_string(which) + ", " + std::string{numbered_types[number].name} +
                      ", " + std::string{decoder.problem()};
            return {};
        }
    }
    return events;
}

}  // namespace wf
