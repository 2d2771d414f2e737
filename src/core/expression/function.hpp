// A function value: `function(x) x + 1`, with the local names it saw where it was written.
#pragma once

#include "core/expression/value.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace wf::feel {

struct Tree;

struct Function {
    std::shared_ptr<const Tree> tree;  // keeps the body alive
    std::uint32_t node = 0;            // Kind::Function
    std::vector<Value> captured;       // the frame where it was written
};

}  // namespace wf::feel
