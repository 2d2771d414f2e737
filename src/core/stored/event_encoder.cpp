#include "core/stored/event_bytes.hpp"

#include "core/stored/event_format.hpp"
#include "core/stored/event_numbers.hpp"
#include "core/stored/fields.hpp"
#include "core/stored/leb128.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <utility>

namespace wf {
namespace {

using event_format::longest_repeated;
using event_format::Mask;
using event_format::shortest_repeated;

// The words of common_words that are known from the beginning, the last one first.
constexpr std::array common_places{std::string_view{"approved"}, std::string_view{"start"},
                                   std::string_view{"rejected"}};

// Where the fields of a T that has its defaults lie.
class FieldPlaces {
public:
    template <class T>
    void operator()(std::string_view, const T& value) {
        places.push_back(&value);
    }
    void time(std::string_view, const Instant& at) { places.push_back(&at); }

    std::vector<const void*> places;
};

template <class T>
const std::vector<const void*>& default_fields() {
    static const T none;
    static const std::vector<const void*> places = [] {
        FieldPlaces found;
        fields(found, none);
        return std::move(found.places);
    }();
    return places;
}

// Which fields have to be written.
class FieldMarking {
public:
    explicit FieldMarking(const std::vector<const void*>& defaults) : default_(defaults.data()) {}

    template <class T>
    void operator()(std::string_view, const T& value) {
        mark(!is_default(value, *static_cast<const T*>(*default_)));
    }
    void time(std::string_view, Instant at) { mark(at != *static_cast<const Instant*>(*default_)); }

    Mask mask() const { return mask_; }

private:
    template <class T>
    static bool is_default(const T& value, const T& usual) {
        if constexpr (std::equality_comparable<T>)
            return value == usual;
        else
            return false;  // the struct that the event is about
    }
    template <class T>
    static bool is_default(const std::vector<T>& items, const std::vector<T>&) {
        return items.empty();
    }
    void mark(bool is_written) {
        if (is_written) mask_ |= next_;
        next_ <<= 1;
        ++default_;
    }

    const void* const* default_;
    Mask mask_ = 0, next_ = 1;
};

class EventEncoder {
public:
    explicit EventEncoder(std::string& out) : out_(out) {
        std::size_t distance = 0;
        for (const std::string_view word : common_places) {
            distance += word.size();
            remember(word, -static_cast<std::int64_t>(distance));
        }
    }

    template <class T>
    void put_event(const T& event) {
        static_assert(event_number<T> != 0 && event_number<T> < 0x80);
        out_ += static_cast<char>(event_number<T>);
        put_fields(event);
    }

private:
    // The fields that a mask names.
    class Named {
    public:
        Named(EventEncoder& encoder, Mask mask) : encoder_(encoder), mask_(mask) {}
        template <class T>
        void operator()(std::string_view, const T& value) {
            if (mask_ & 1) encoder_.put(value);
            mask_ >>= 1;
        }
        void time(std::string_view name, Instant at) { (*this)(name, at); }

    private:
        EventEncoder& encoder_;
        Mask mask_;
    };

    template <class T>
    void put_fields(const T& value) {
        FieldMarking marking{default_fields<T>()};
        fields(marking, value);
        put_number(marking.mask());
        Named named{*this, marking.mask()};
        fields(named, value);
    }

    void put(const std::string& text) {
        if (text.size() >= shortest_repeated && text.size() <= longest_repeated) {
            if (put_repeated(text)) return;
            put_number(text.size() * 2);
            remember(text, static_cast<std::int64_t>(out_.size()));
        } else {
            put_number(text.size() * 2);
        }
        out_ += text;
    }
    void put(const Json& json) {
        put_number(json.text.size() * 2);
        out_ += json.text;
    }
    void put(bool) {}
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
    template <class T>
    requires std::is_class_v<T>
    void put(const T& value) { put_fields(value); }

    // The node of a flow "lead->head", too, is its beginning or its end.
    bool put_repeated(std::string_view text) {
        for (std::size_t age = 1; age <= std::min(remembered_, known_.size()); ++age) {
            const Known& known = known_[(remembered_ - age) % known_.size()];
            if (known.text.size() < text.size()) continue;
            std::size_t from = 0;
            if (!known.text.starts_with(text)) {
                if (!known.text.ends_with(text)) continue;
                from = known.text.size() - text.size();
            }
            const std::int64_t at = known.at + static_cast<std::int64_t>(from);
            const auto distance = static_cast<std::uint64_t>(static_cast<std::int64_t>(out_.size()) - at);
            put_number(text.size() * 2 + 1);
            put_number(distance);
            return true;
        }
        return false;
    }

    void remember(std::string_view text, std::int64_t at) {
        known_[remembered_++ % known_.size()] = {text, at};
    }

    void put_number(std::uint64_t number) { append_leb128(out_, number); }

    // The last texts written whole, and where. Few: each text is compared with all of them.
    struct Known {
        std::string_view text;
        std::int64_t at = 0;
    };
    std::string& out_;
    std::array<Known, 16> known_;
    std::size_t remembered_ = 0;
};

}  // namespace

std::string events_to_bytes(const std::vector<Event>& events) {
    std::string out;
    out.reserve(256);
    out += event_format::version;
    EventEncoder encoder{out};
    for (const Event& event : events) std::visit([&](const auto& fact) { encoder.put_event(fact); }, event);
    return out;
}

}  // namespace wf
