// The fields of everything that is stored, named once: JSON, the bytes of events and those of the snapshot, their
// writers and their readers all walk these lists. Adding a field there adds it to all of them. It comes last in
// its list, and nothing ever leaves one: in the bytes of events a field is its place (event_format.hpp;
// test/golden/event_fields.txt keeps the lists).
#pragma once

#include "core/stored/event_fields.hpp"
#include "core/stored/state_fields.hpp"
