// What a person would see on a page about an instance: the words.
#pragma once

#include <cstdint>
#include <string_view>

namespace wf {

enum class TimelineKind : std::uint8_t {
    Drafted,
    Started,
    Submitted,
    Resubmitted,
    Approved,
    Rejected,
    Abstained,
    Done,
    Passed,
    Claimed,
    Released,
    Transferred,
    Delegated,
    Resolved,
    SignersAdded,
    SignerRemoved,
    Returned,
    Recalled,
    WithdrawalRequested,
    WithdrawalGranted,
    WithdrawalRefused,
    Withdrawn,
    Canceled,
    Terminated,
    Revoked,
    Changed,
    Commented,
    Copied,
    Reminded,
    TimedOut,
    NoApprover,
    HolderLeft,
    StoodIn,
    Held,
    Retried,
    Jumped,
    Woken,
    Suspended,
    Resumed,
    Undone,
    Redone,
    Restored,
    InstanceAdded,
    ApproversRefreshed,
    Archived,
    Ended,
};

struct TimelineWord {
    std::string_view code;
    std::string_view en;
    std::string_view zh;

    std::string_view in(std::string_view language) const { return language.starts_with("zh") ? zh : en; }
};

const TimelineWord& word_for(TimelineKind kind);

}  // namespace wf
