// Soundness at deploy: can every instance of a definition end properly, whatever way it takes?
// docs/explanation/soundness.md says what is checked and how to read a finding.
//
// Requires of the definition only what the compiled graph promises (definition.hpp); nothing of compile is
// needed to check one, so a test may build it by hand.
#pragma once

#include "core/base/finding.hpp"
#include "core/model/definition.hpp"

#include <cstddef>
#include <functional>
#include <set>
#include <string>

namespace wf {

struct SoundnessLimits {
    std::size_t max_states = 100'000;  // of all scopes together; over it the verdict is "unknown"
    void (*interrupt)() = nullptr;     // called now and then; may throw
};

struct SoundnessResult {
    // unsound_deadlock, unsound_no_completion, unsound_unsafe, unsound_dead_node (errors), soundness_unknown.
    Findings findings;
    std::size_t states = 0;  // looked at to reach the verdict, without those of the explanation
};

// `path_of` gives the JSON pointer of a node.
SoundnessResult check_soundness(const Definition& definition,
                                const std::function<std::string(NodeIndex)>& path_of,
                                const SoundnessLimits& limits = {});

// The codes among the findings; empty: sound.
std::set<std::string> soundness_verdict(const Definition& definition, const SoundnessLimits& limits = {});

}  // namespace wf
