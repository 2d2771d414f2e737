// One thing that deploy has to say about a definition. All findings are collected; nothing stops at the
// first.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace wf {

enum class Severity { Error, Warning, Unknown, Info };

struct Finding {
    Severity severity = Severity::Error;
    std::string
        code;  // stable: unknown_key, missing_key, wrong_type, dangling_flow, ... (docs/reference/definition/findings.md)
    std::string path;     // JSON pointer (RFC 6901) of the offending value: "/nodes/2/approvers/0/role"
    std::string message;  // lower case, no full stop, ids quoted
    std::string hint;     // a sentence: what to do about it; may be empty
    // Of what comes from a BPMN document; else empty and 0.
    std::string element{};  // userTask "Review"
    std::size_t line = 0;   // counted from 1
};

using Findings = std::vector<Finding>;

inline bool has_errors(const Findings& findings) {
    for (const Finding& finding : findings)
        if (finding.severity == Severity::Error) return true;
    return false;
}

}  // namespace wf
