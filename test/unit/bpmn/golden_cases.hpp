// The cases of a folder of golden files.
#pragma once

#include "golden_file.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace wf::test {

// File names without extension, sorted; `beside`: only those that have a file of this extension too.
inline std::vector<std::string> golden_cases(const std::string& folder, const std::string& extension,
                                             const std::string& beside = {}) {
    std::vector<std::string> result;
    for (const auto& entry : std::filesystem::directory_iterator{golden(folder)}) {
        std::filesystem::path other = entry.path();
        if (entry.path().extension() == extension &&
            (beside.empty() || std::filesystem::exists(other.replace_extension(beside))))
            result.push_back(entry.path().stem().string());
    }
    std::sort(result.begin(), result.end());
    return result;
}

}  // namespace wf::test
