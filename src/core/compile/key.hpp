// A key of an object of the vocabulary, and what its value has to be. The parsers allow the keys of these lists and no others, and the
// JSON schema of definitions is made of the same lists (definition_schema.cpp).
#pragma once

#include <string_view>

namespace wf::compiler {

struct Key {
    std::string_view name;
    std::string_view shape = "any";  // the name of a part of the schema (SchemaParts)
    bool is_required = false;
};

constexpr Key required(std::string_view name, std::string_view shape) { return {name, shape, true}; }

}  // namespace wf::compiler
