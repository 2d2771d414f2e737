// How the closed sets of the engine are spelled in JSON and SQL: one table each, both directions.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/state.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace wf {

inline constexpr std::array<std::string_view, 11> status_names{
    "created",  "running",   "returned", "suspended",  "completed", "partially_completed",
    "rejected", "withdrawn", "canceled", "terminated", "failed"};

inline constexpr std::array<std::string_view, 8> seat_state_names{
    "waiting", "open", "approved", "rejected", "abstained", "parked", "removed", "not_needed"};

inline constexpr std::array<std::string_view, 4> signer_place_names{"", "before", "after", "parallel"};
inline constexpr std::array<std::string_view, 3> signer_mode_names{"all", "any", "sequential"};

inline constexpr std::array<std::string_view, 6> no_approver_names{"admin",    "approve", "reject",
                                                                   "superior", "hold",    "users"};

inline constexpr std::array<std::string_view, 4> on_self_names{"self", "skip", "superior", "forbid"};
inline constexpr std::array<std::string_view, 4> dedupe_names{"off", "once", "consecutive", "last"};
inline constexpr std::array<std::string_view, 4> on_leave_names{"superior", "admin", "hold", "users"};
inline constexpr std::array<std::string_view, 4> assign_names{"everyone", "random", "round_robin",
                                                              "least_loaded"};
inline constexpr std::array<std::string_view, 6> on_timeout_names{"nothing", "approve",  "reject",
                                                                  "cancel",  "superior", "flow"};

inline constexpr std::array<std::string_view, 5> wait_kind_names{"timer", "message", "signal", "condition",
                                                                 "service"};

inline constexpr std::array<std::string_view, 18> node_type_names{
    "start",         "end",   "approval",  "task",     "copy",       "service",
    "script",        "pass",  "exclusive", "parallel", "inclusive",  "complex",
    "event_gateway", "catch", "throw",     "boundary", "subprocess", "call"};

inline constexpr std::array<std::string_view, 11> event_kind_names{
    "none",       "timer",        "message", "signal", "condition", "error",
    "escalation", "compensation", "link",    "cancel", "terminate"};

inline constexpr std::array<std::string_view, 4> mode_names{"any", "all", "sequential", "vote"};

constexpr std::string_view name_of(Status s) { return status_names[static_cast<std::size_t>(s)]; }
constexpr std::string_view name_of(SeatState s) { return seat_state_names[static_cast<std::size_t>(s)]; }
constexpr std::string_view name_of(SignerPlace p) { return signer_place_names[static_cast<std::size_t>(p)]; }
constexpr std::string_view name_of(SignerMode m) { return signer_mode_names[static_cast<std::size_t>(m)]; }
constexpr std::string_view name_of(NoApprover p) { return no_approver_names[static_cast<std::size_t>(p)]; }
constexpr std::string_view name_of(OnSelf p) { return on_self_names[static_cast<std::size_t>(p)]; }
constexpr std::string_view name_of(Dedupe p) { return dedupe_names[static_cast<std::size_t>(p)]; }
constexpr std::string_view name_of(OnLeave p) { return on_leave_names[static_cast<std::size_t>(p)]; }
constexpr std::string_view name_of(Assign p) { return assign_names[static_cast<std::size_t>(p)]; }
constexpr std::string_view name_of(OnTimeout p) { return on_timeout_names[static_cast<std::size_t>(p)]; }
constexpr std::string_view name_of(NodeType t) { return node_type_names[static_cast<std::size_t>(t)]; }
constexpr std::string_view name_of(WaitKind k) { return wait_kind_names[static_cast<std::size_t>(k)]; }
constexpr std::string_view name_of(EventKind k) { return event_kind_names[static_cast<std::size_t>(k)]; }
constexpr std::string_view name_of(Mode m) { return mode_names[static_cast<std::size_t>(m)]; }

template <class Enum, std::size_t N>
constexpr std::optional<Enum> by_name(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace wf
