// A file under test/golden that a text must equal. WF_GOLDEN_UPDATE=1 writes it anew; review the diff.
#pragma once

#include "paths.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace wf::test {

inline std::filesystem::path golden(const std::string& name) { return wf::test::golden_dir() / name; }

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline void expect_golden(const std::string& name, const std::string& text) {
    if (std::getenv("WF_GOLDEN_UPDATE") != nullptr) {
        std::filesystem::create_directories(golden(name).parent_path());
        std::ofstream{golden(name), std::ios::binary} << text;
    }
    EXPECT_EQ(read_file(golden(name)), text) << golden(name);
}

}  // namespace wf::test
