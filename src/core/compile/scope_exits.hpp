// What can end a subprocess, or the process, from outside of a token's own way.
#pragma once

#include "core/compile/draft.hpp"

#include <vector>

namespace wf::compiler {

// By the index of the subprocess + 1, the process first: whether all tokens in it can be taken away at once.
// By an end that ends everything (terminate, error, cancel), by an interrupting event subprocess, by an
// interrupting boundary event, or because what it lies in is ended so. Then no token in it needs a way to an
// end of its own.
std::vector<bool> find_scope_exits(const Draft& draft);

}  // namespace wf::compiler
