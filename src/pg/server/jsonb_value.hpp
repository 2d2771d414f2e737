// jsonb and FEEL values, without text between them. Equal to value_from_json and value_to_json on its text
// (core/json/value_json.hpp), but of a large object only what is asked for is read.
#pragma once

#include "core/expression/value.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// A jsonb object by its keys. Owns nothing: the jsonb has to live as long as this.
class JsonbObject {
public:
    // Nullopt: it is an array or a scalar.
    static std::optional<JsonbObject> of(const Jsonb* json);

    // Nullopt: there is no such key. Throws LimitExceeded if the value nests too deep or is too large.
    std::optional<feel::Value> get(std::string_view key) const;

    // All keys as they are stored: equal if and only if both objects have the same keys.
    struct StoredKeys {
        std::string entries, bytes;
    };
    StoredKeys stored_keys() const;
    bool has_keys(const StoredKeys& keys) const;
    std::vector<std::string_view> keys() const;

private:
    explicit JsonbObject(const JsonbContainer& container) : container_(&container) {}
    std::optional<std::uint32_t> place_of(std::string_view key) const;
    std::string_view key_entries() const;

    const JsonbContainer* container_;
};

// In the memory of the call, or for ever.
Datum jsonb_datum(const feel::Value& value);

}  // namespace wf::pg
