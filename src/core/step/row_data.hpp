// Fields of the form that are columns of the business row. They have no value of their own: the row's is
// read by every command, and what is handed in for them is written into the row.
#pragma once

#include "core/step/step.hpp"
#include "core/expression/value.hpp"

#include <string_view>

namespace wf {

// The first thing in a command on an open instance: what the row has otherwise than the log knows is
// recorded.
Refusal read_row(Step& step);

// What whoever acts at `node` may do with the field; nullptr: no person, or an administrator.
FieldRight right_to_field(Step& step, const Node* node, std::string_view name);

// Writes those of `changes` that are columns into the row, as far as it has other values, and gives `fields`
// what the row has then: all its columns, since triggers of the host may have followed. False: it had them.
bool write_row(Step& step, const feel::Entries& changes, feel::Entries& fields);

// The form of a new instance is about a row that is there already: `before` and `fields` get its values, which
// `given` may change only where that is allowed.
Refusal take_row(Step& step, const feel::Entries& given, const Node* start, feel::Entries& before,
                 feel::Entries& fields);

// The row is not what the log last knew, so nothing can go back to what it was before.
Refusal row_must_be_known(Step& step);
// An earlier form has become the form again: the row gets its values, and has to be what it was after entry
// `seq`. `before`: where the instance had ended and has again, the row is the host's own.
Refusal put_row_back(Step& step, std::int64_t seq, Status before);

}  // namespace wf
