// The log is append-only for everybody but wf.redact and wf.purge, which say so for the time of their own statements. The
// triggers ask wf._is_rewriting; nothing in SQL can make it true.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wf::pg {

// While it lives, the entries of these instances may be changed and removed by this session.
class LogRewriting {
public:
    LogRewriting(std::int64_t tenant, std::vector<std::int64_t> instances);
    ~LogRewriting();
    LogRewriting(const LogRewriting&) = delete;
    LogRewriting& operator=(const LogRewriting&) = delete;

    static bool covers(std::int64_t tenant, std::int64_t instance);

private:
    static const LogRewriting* current;

    const std::int64_t tenant_;
    std::vector<std::int64_t> instances_;  // sorted
    const LogRewriting* const outer_;
};

// The same of the state log, for wf.purge_states: entries of one record may be removed. The triggers ask wf._is_purging_states.
class StatePurging {
public:
    StatePurging(std::vector<std::int64_t> tracked, std::string key);
    ~StatePurging();
    StatePurging(const StatePurging&) = delete;
    StatePurging& operator=(const StatePurging&) = delete;

    static bool covers(std::int64_t tracked, std::string_view key);

private:
    static const StatePurging* current;

    const std::vector<std::int64_t> tracked_;
    const std::string key_;
    const StatePurging* const outer_;
};

}  // namespace wf::pg
