// How the closed sets of the engine are spelled in JSON and SQL: one table each, both directions.
#pragma once

#include "core/base/enumeration.hpp"
#include "core/model/definition.hpp"
#include "core/model/state.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace wf {

inline constexpr std::array<std::string_view, 11> status_names{
    "created",  "running",   "returned", "suspended",  "completed", "partially_completed",
    "rejected", "withdrawn", "canceled", "terminated", "failed"};
static_assert(has_each<Status>(status_names));

inline constexpr std::array<std::string_view, 8> seat_state_names{
    "waiting", "open", "approved", "rejected", "abstained", "parked", "removed", "not_needed"};
static_assert(has_each<SeatState>(seat_state_names));

inline constexpr std::array<std::string_view, 4> signer_place_names{"", "before", "after", "parallel"};
static_assert(has_each<SignerPlace>(signer_place_names));

inline constexpr std::array<std::string_view, 3> signer_mode_names{"all", "any", "sequential"};
static_assert(has_each<SignerMode>(signer_mode_names));

inline constexpr std::array<std::string_view, 6> no_approver_names{"admin",    "approve", "reject",
                                                                   "superior", "hold",    "users"};
static_assert(has_each<NoApprover>(no_approver_names));

inline constexpr std::array<std::string_view, 4> on_self_names{"self", "skip", "superior", "forbid"};
static_assert(has_each<OnSelf>(on_self_names));

inline constexpr std::array<std::string_view, 4> dedupe_names{"off", "once", "consecutive", "last"};
static_assert(has_each<Dedupe>(dedupe_names));

inline constexpr std::array<std::string_view, 4> on_leave_names{"superior", "admin", "hold", "users"};
static_assert(has_each<OnLeave>(on_leave_names));

inline constexpr std::array<std::string_view, 4> assign_names{"everyone", "random", "round_robin",
                                                              "least_loaded"};
static_assert(has_each<Assign>(assign_names));

inline constexpr std::array<std::string_view, 6> on_timeout_names{"nothing", "approve",  "reject",
                                                                  "cancel",  "superior", "flow"};
static_assert(has_each<OnTimeout>(on_timeout_names));

inline constexpr std::array<std::string_view, 5> wait_kind_names{"timer", "message", "signal", "condition",
                                                                 "service"};
static_assert(has_each<WaitKind>(wait_kind_names));

inline constexpr std::array<std::string_view, 18> node_type_names{
    "start",         "end",   "approval",  "task",     "copy",       "service",
    "script",        "pass",  "exclusive", "parallel", "inclusive",  "complex",
    "event_gateway", "catch", "throw",     "boundary", "subprocess", "call"};
static_assert(has_each<NodeType>(node_type_names));

inline constexpr std::array<std::string_view, 11> event_kind_names{
    "none",       "timer",        "message", "signal", "condition", "error",
    "escalation", "compensation", "link",    "cancel", "terminate"};
static_assert(has_each<EventKind>(event_kind_names));

inline constexpr std::array<std::string_view, 3> field_right_names{"write", "read", "hidden"};
static_assert(has_each<FieldRight>(field_right_names));

inline constexpr std::array<std::string_view, 4> mode_names{"any", "all", "sequential", "vote"};
static_assert(has_each<Mode>(mode_names));

constexpr std::string_view name_of(Status s) { return line_of(status_names, s); }
constexpr std::string_view name_of(SeatState s) { return line_of(seat_state_names, s); }
constexpr std::string_view name_of(SignerPlace p) { return line_of(signer_place_names, p); }
constexpr std::string_view name_of(SignerMode m) { return line_of(signer_mode_names, m); }
constexpr std::string_view name_of(NoApprover p) { return line_of(no_approver_names, p); }
constexpr std::string_view name_of(OnSelf p) { return line_of(on_self_names, p); }
constexpr std::string_view name_of(Dedupe p) { return line_of(dedupe_names, p); }
constexpr std::string_view name_of(OnLeave p) { return line_of(on_leave_names, p); }
constexpr std::string_view name_of(Assign p) { return line_of(assign_names, p); }
constexpr std::string_view name_of(OnTimeout p) { return line_of(on_timeout_names, p); }
constexpr std::string_view name_of(NodeType t) { return line_of(node_type_names, t); }
constexpr std::string_view name_of(WaitKind k) { return line_of(wait_kind_names, k); }
constexpr std::string_view name_of(EventKind k) { return line_of(event_kind_names, k); }
constexpr std::string_view name_of(FieldRight r) { return line_of(field_right_names, r); }
constexpr std::string_view name_of(Mode m) { return line_of(mode_names, m); }

template <class Enum, std::size_t N>
constexpr std::optional<Enum> by_name(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace wf
