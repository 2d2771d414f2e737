#pragma once

#include <cstdint>
#include <string>

namespace wf {

// Something outside the definition that it names; the adapter checks at deploy that it exists.
enum class ReferenceKind : std::uint8_t { Person, Role, Position, Department, Calendar, Definition };

struct Reference {
    ReferenceKind kind = ReferenceKind::Person;
    std::string id;
    std::string path;  // JSON pointer of the value
};

}  // namespace wf
