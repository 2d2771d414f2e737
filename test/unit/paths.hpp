// Where the files are that tests read. Compiled in one place, so that objects of all other tests are the same
// in every working tree, and ccache finds them.
#pragma once

#include <filesystem>

namespace wf::test {

std::filesystem::path golden_dir();    // test/golden
std::filesystem::path examples_dir();  // examples

}  // namespace wf::test
