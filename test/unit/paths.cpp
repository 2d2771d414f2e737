#include "paths.hpp"

namespace wf::test {

std::filesystem::path golden_dir() { return WF_GOLDEN_DIR; }
std::filesystem::path examples_dir() { return WF_EXAMPLES_DIR; }

}  // namespace wf::test
