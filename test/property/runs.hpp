// The seeds of a test: WF_SEED=n repeats one run, WF_RUNS=n takes longer.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace wf::test {

struct Runs {
    std::uint64_t first;
    std::uint64_t count;
    bool is_one = false;

    static Runs of(std::uint64_t first, std::uint64_t count) {
        const auto number = [](const char* text) { return std::strtoull(text, nullptr, 10); };
        if (const char* one = std::getenv("WF_SEED")) return {number(one), 1, true};
        const char* many = std::getenv("WF_RUNS");
        return {first, many ? number(many) : count};
    }
};

}  // namespace wf::test
