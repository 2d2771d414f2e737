// The tree of RFC 6962 over the heads of all instances: one digest stands for all of them, and a path of some twenty shows that
// one of them is among them. Leaves are their digests, 32 bytes each, one after the other.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wf::pg {

std::string merkle_root(std::string_view leaves);
// The digests that lead from a leaf, counted from 0, to the root.
std::vector<std::string> merkle_path(std::string_view leaves, std::size_t place);

}  // namespace wf::pg
