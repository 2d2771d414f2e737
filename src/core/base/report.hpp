// Where the passes of the compiler put their findings.
#pragma once

#include "core/base/finding.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace wf::compiler {

// A text as it stands in a message: in double quotes, clipped if it is long, control characters as "?".
std::string in_quotes(std::string_view text);

// JSON pointers (RFC 6901): `path` extended by a key or by an index.
std::string child(std::string_view path, std::string_view key);
std::string child(std::string_view path, std::size_t index);

// Collects findings in the order they are made. Bounded: 1 MB of nonsense must not become 100 MB of
// complaints.
class Report {
public:
    static constexpr std::size_t max_findings = 1000;

    void error(std::string code, std::string path, std::string message, std::string hint = {});
    void warning(std::string code, std::string path, std::string message, std::string hint = {});

    // `Did you mean "approvers"?` if a candidate means the same or is close enough, else "".
    std::string did_you_mean(std::string_view text, std::span<const std::string_view> candidates) const;

    bool has_errors() const { return has_errors_; }
    bool is_full() const { return findings_.size() >= max_findings; }

    // Requires: called once, last.
    Findings take();

private:
    void add(Finding finding);

    Findings findings_;
    bool has_errors_ = false;
    std::size_t dropped_ = 0;
    bool dropped_an_error_ = false;
};

}  // namespace wf::compiler
