// A law that has to hold whatever the input; broken, it ends the program as a crash does, and says which.
#pragma once

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace wf::test {

inline void require(bool holds, std::string_view law, std::string_view shown) {
    if (holds) return;
    std::cerr << "broken: " << law << "\n" << shown << '\n';
    std::abort();
}

}  // namespace wf::test
