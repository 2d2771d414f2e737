// The keys that say what an event is about: the same ones on start, end, catch and throw nodes and on
// boundary events.
#pragma once

#include "core/compile/draft.hpp"
#include "core/compile/reader.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::compiler {

// Events that are thrown have a payload, and an error thrown needs its code.
enum class EventRole : std::uint8_t { Caught, Thrown };

std::span<const Key> event_keys(EventKind kind, EventRole role);
// What has to hold of them together, in the words of JSON Schema: one of the keys of a timer is there.
std::string_view law_of_event(EventKind kind);

// Names in its expressions are looked up in `inside`.
NodeEvent parse_event(const Reader& reader, EventKind kind, EventRole role, NodeIndex inside, Draft& draft);

// "interrupting", which is true if it is absent, and cannot be false for an error.
bool parse_interrupting(const Reader& reader, EventKind kind);

// Start nodes: their trigger, if they have one. `inside` is the start itself.
std::span<const Key> trigger_keys(const Reader& reader);
// Each word for a trigger, and what it waits for.
std::vector<std::pair<std::string_view, EventKind>> trigger_words();
NodeEvent parse_start(const Reader& reader, NodeIndex inside, Draft& draft);

// End nodes: what they do besides ending.
std::span<const Key> end_result_keys();
EventKind result_of_key(std::size_t place);
EventKind end_result(const Reader& reader);
NodeEvent parse_end(const Reader& reader, NodeIndex inside, Draft& draft);

Timer parse_timer(const Reader& reader, NodeIndex inside, Draft& draft);

// An interval comes again and again, so it must be longer than nothing.
enum class SpanKind : std::uint8_t { DurationOrMoment, Interval };

// A deadline under `key`: constant and expression are told apart as in timers. Empty: absent or wrong.
Span parse_span(const Reader& reader, std::string_view key, SpanKind kind, NodeIndex inside, Draft& draft);

}  // namespace wf::compiler
