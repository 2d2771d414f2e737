// jsonb and FEEL values, without text between them. Equal to value_from_json and value_to_json on its text
// (core/json/value_json.hpp), but of a large object only what is asked for is read.
#pragma once

#include "core/expression/value.hpp"

#include <optional>
#include <string_view>

#include "pg/postgres.hpp"

namespace wf::pg {

// A jsonb object by its keys. Owns nothing: the jsonb has to live as long as this.
class JsonbObject {
public:
    // Nullopt: it is an array or a scalar.
    static std::optional<JsonbObject> of(const Jsonb* json);

    // Nullopt: there is no such key. Throws LimitExceeded if the value nests too deep or is too large.
    std::optional<feel::Value> get(std::string_view key) const;

private:
    explicit JsonbObject(const JsonbContainer& container) : container_(&container) {}
    const JsonbContainer* container_;
};

// In the memory of the call.
Datum jsonb_datum(const feel::Value& value);

}  // namespace wf::pg
