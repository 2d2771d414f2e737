// FEEL text on its way to become a condition: what "and", "or" and "not" make of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace wf::compiler {

struct Clause {
    enum class Shape : std::uint8_t { Single, And, Or };

    std::string text;
    Shape shape = Shape::Single;
    std::size_t depth = 1;  // of parentheses, roughly: what a parser has to hold
};

// Requires: shape is And or Or. Parentheses only where they are needed.
Clause joined(Clause left, const Clause& right, Clause::Shape shape);
Clause negated(const Clause& clause);

}  // namespace wf::compiler
