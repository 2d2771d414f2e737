// Reads jsonb where it lies. utils/jsonb.h describes the layout: a head with the count, an entry for each
// child (of an object first all keys, then all values), then their bytes. An entry holds a length, every 32nd
// an offset. Not JsonbIterator: it allocates, and each of its steps would need a call() of its own.
#include "pg/server/jsonb_value.hpp"

#include "core/expression/expression.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/numeric.hpp"

#include <cstring>
#include <string>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Value;

constexpr int max_depth = 200;

std::uint32_t count_of(const JsonbContainer& container) { return container.header & JB_CMASK; }

bool is_object(const JsonbContainer& container) { return (container.header & JB_FOBJECT) != 0; }

// Its children, each with the place of its bytes. Walks forward: the place of one follows from the last one.
class Children {
public:
    // The children from the one with the number `first`.
    Children(const JsonbContainer& container, std::uint32_t first)
        : container_(container),
          data_(reinterpret_cast<const char*>(container.children +
                                              count_of(container) * (is_object(container) ? 2 : 1))),
          at_(first),
          offset_(first == 0 ? 0 : getJsonbOffset(&container, static_cast<int>(first))) {}

    JEntry entry() const { return container_.children[at_]; }
    std::uint32_t length() const {
        const std::uint32_t field = JBE_OFFLENFLD(entry());
        return JBE_HAS_OFF(entry()) ? field - offset_ : field;
    }
    std::string_view text() const { return {bytes(), length()}; }
    const char* bytes() const { return data_ + offset_; }
    const void* aligned() const { return data_ + INTALIGN(offset_); }

    void next() {
        offset_ += length();
        ++at_;
    }

private:
    const JsonbContainer& container_;
    const char* data_;
    std::uint32_t at_;
    std::uint32_t offset_;
};

Value value_of(const JsonbContainer& container, int depth);

Value value_of(const Children& child, int depth) {
    switch (child.entry() & JENTRY_TYPEMASK) {
        case JENTRY_ISSTRING:
            return Value::string(std::string{child.text()});
        case JENTRY_ISNUMERIC: {
            const auto number = decimal_from_numeric(static_cast<const NumericData*>(child.aligned()));
            return number ? Value::number(*number) : Value{};
        }
        case JENTRY_ISBOOL_TRUE:
            return Value::boolean(true);
        case JENTRY_ISBOOL_FALSE:
            return Value::boolean(false);
        case JENTRY_ISCONTAINER:
            return value_of(*static_cast<const JsonbContainer*>(child.aligned()), depth);
        default:
            return {};
    }
}

Value value_of(const JsonbContainer& container, int depth) {
    if (depth == max_depth)
        throw feel::LimitExceeded{"context nests deeper than " + std::to_string(max_depth) + " levels"};
    const std::uint32_t count = count_of(container);
    if (!is_object(container)) {
        feel::Items items;
        items.reserve(count);
        Children child{container, 0};
        for (std::uint32_t i = 0; i < count; ++i, child.next()) {
            check_interrupts();
            items.push_back(value_of(child, depth + 1));
        }
        return Value::list(std::move(items));
    }
    feel::Entries entries;
    entries.reserve(count);
    Children key{container, 0}, value{container, count};
    for (std::uint32_t i = 0; i < count; ++i, key.next(), value.next()) {
        check_interrupts();
        entries.emplace_back(key.text(), value_of(value, depth + 1));
    }
    return Value::context(std::move(entries));
}

}  // namespace

std::optional<JsonbObject> JsonbObject::of(const Jsonb* json) {
    if (!is_object(json->root)) return std::nullopt;
    return JsonbObject{json->root};
}

std::optional<Value> JsonbObject::get(std::string_view key) const {
    const std::optional<std::uint32_t> at = place_of(key);
    if (!at) return std::nullopt;
    return value_of(Children{*container_, *at + count_of(*container_)}, 1);
}

// The keys are sorted: by length, then by bytes.
std::optional<std::uint32_t> JsonbObject::place_of(std::string_view key) const {
    constexpr std::uint32_t scanned = 8;  // keys up to which walking beats jumping
    std::uint32_t low = 0, high = count_of(*container_);
    while (high - low > scanned) {
        const std::uint32_t middle = low + (high - low) / 2;
        const std::string_view found = Children{*container_, middle}.text();
        if (found.size() != key.size() ? found.size() < key.size() : found < key)
            low = middle + 1;
        else
            high = middle + 1;
    }
    for (Children child{*container_, low}; low < high; ++low, child.next())
        if (child.length() == key.size() && child.text() == key) return low;
    return std::nullopt;
}

JsonbObject::StoredKeys JsonbObject::stored_keys() const {
    const std::uint32_t count = count_of(*container_);
    const char* first = Children{*container_, 0}.bytes();
    const char* behind = Children{*container_, count}.bytes();
    return {std::string{key_entries()}, {first, behind}};
}

std::string_view JsonbObject::key_entries() const {
    return {reinterpret_cast<const char*>(container_->children), count_of(*container_) * sizeof(JEntry)};
}

// Equal entries mean equal lengths.
bool JsonbObject::has_keys(const StoredKeys& keys) const {
    return key_entries() == keys.entries &&
           std::memcmp(Children{*container_, 0}.bytes(), keys.bytes.data(), keys.bytes.size()) == 0;
}

std::vector<std::string_view> JsonbObject::keys() const {
    std::vector<std::string_view> keys;
    Children key{*container_, 0};
    for (std::uint32_t i = 0; i < count_of(*container_); ++i, key.next()) keys.push_back(key.text());
    return keys;
}

}  // namespace wf::pg
