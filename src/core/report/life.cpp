#include "core/report/life.hpp"

#include "core/stored/leb128.hpp"

#include <algorithm>
#include <utility>

namespace wf::report {
namespace {

constexpr char version = 1;

class LifeWriter {
public:
    void put(std::uint64_t number) { append_leb128(out_, number); }
    void put(Instant at) { put(to_zigzag(at)); }
    void put(std::uint32_t id) { put(std::uint64_t{id}); }
    void put(const std::string& text) {
        put(std::uint64_t{text.size()});
        out_ += text;
    }
    template <class T>
    void put(const std::vector<T>& list) {
        put(std::uint64_t{list.size()});
        for (const T& one : list) put(one);
    }
    void put(const Source& source) { put_all(source.node, source.left_at); }
    void put(const LifeToken& token) {
        put_all(token.id.value, token.node, token.scope.value, token.since, token.sources);
    }
    void put(const LifeSeat& seat) {
        put_all(seat.id.value, seat.node, seat.holder, seat.opened_at, seat.since, seat.claimed_at);
    }
    template <class... Fields>
    void put_all(const Fields&... fields) {
        (put(fields), ...);
    }

    std::string take() { return std::move(out_); }

private:
    std::string out_{version};
};

class LifeReader {
public:
    explicit LifeReader(std::string_view bytes) : bytes_(bytes), is_good_(!bytes.empty() && bytes[0] == version) {}

    void get(std::uint64_t& number) {
        const auto next = [&]() -> unsigned char {
            if (at_ >= bytes_.size()) is_good_ = false;
            return is_good_ ? static_cast<unsigned char>(bytes_[at_++]) : 0;
        };
        if (!read_leb128(next, number)) is_good_ = false;
    }
    void get(Instant& at) {
        std::uint64_t raw = 0;
        get(raw);
        at = from_zigzag(raw);
    }
    void get(std::uint32_t& id) {
        std::uint64_t raw = 0;
        get(raw);
        id = static_cast<std::uint32_t>(raw);
    }
    void get(std::string& text) {
        const std::uint64_t size = get_size();
        if (!is_good_) return;
        text = bytes_.substr(at_, size);
        at_ += size;
    }
    template <class T>
    void get(std::vector<T>& list) {
        const std::uint64_t size = get_size();
        for (std::uint64_t i = 0; i < size && is_good_; ++i) get(list.emplace_back());
    }
    void get(Source& source) { get_all(source.node, source.left_at); }
    void get(LifeToken& token) {
        get_all(token.id.value, token.node, token.scope.value, token.since, token.sources);
    }
    void get(LifeSeat& seat) {
        get_all(seat.id.value, seat.node, seat.holder, seat.opened_at, seat.since, seat.claimed_at);
    }
    template <class... Fields>
    void get_all(Fields&... fields) {
        (get(fields), ...);
    }
    bool is_whole() const { return is_good_ && at_ == bytes_.size(); }

private:
    // Each thing counted takes a byte at least.
    std::uint64_t get_size() {
        std::uint64_t size = 0;
        get(size);
        if (size > bytes_.size() - std::min(at_, bytes_.size())) is_good_ = false;
        return is_good_ ? size : 0;
    }

    std::string_view bytes_;
    std::size_t at_ = 1;
    bool is_good_;
};

}  // namespace

std::string life_to_bytes(const Life& life) {
    LifeWriter writer;
    writer.put_all(life.tokens, life.seats, life.way, life.decided_by, life.decided_node);
    return writer.take();
}

std::optional<Life> life_from_bytes(std::string_view bytes) {
    LifeReader reader{bytes};
    Life life;
    reader.get_all(life.tokens, life.seats, life.way, life.decided_by, life.decided_node);
    if (!reader.is_whole()) return {};
    return life;
}

}  // namespace wf::report
