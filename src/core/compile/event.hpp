// The keys that say what an event is about: the same ones on start, end, catch and throw nodes and on
// boundary events.
#pragma once

#include "core/compile/draft.hpp"
#include "core/compile/reader.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace wf::compiler {

// Events that are thrown have a payload, and an error thrown needs its code.
enum class EventRole : std::uint8_t { Caught, Thrown };

std::span<const std::string_view> event_keys(EventKind kind, EventRole role);

// Names in its expressions are looked up in `inside`.
NodeEvent parse_event(const Reader& reader, EventKind kind, EventRole role, NodeIndex inside, Draft& draft);

// "interrupting", which is true if it is absent, and cannot be false for an error.
bool parse_interrupting(const Reader& reader, EventKind kind);

// Start nodes: their trigger, if they have one. `inside` is the start itself.
std::span<const std::string_view> trigger_keys(const Reader& reader);
NodeEvent parse_start(const Reader& reader, NodeIndex inside, Draft& draft);

// End nodes: what they do besides ending.
std::span<const std::string_view> end_result_keys();
EventKind end_result(const Reader& reader);
NodeEvent parse_end(const Reader& reader, NodeIndex inside, Draft& draft);

Timer parse_timer(const Reader& reader, NodeIndex inside, Draft& draft);

// An interval comes again and again, so it must be longer than nothing.
enum class SpanKind : std::uint8_t { DurationOrMoment, Interval };

// A deadline under `key`: constant and expression are told apart as in timers. Empty: absent or wrong.
Span parse_span(const Reader& reader, std::string_view key, SpanKind kind, NodeIndex inside, Draft& draft);

}  // namespace wf::compiler
