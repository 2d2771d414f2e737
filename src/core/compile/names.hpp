// What may be a name: of a definition, a node, a form field.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wf::compiler {

inline constexpr std::size_t max_name = 63;  // bytes: what PostgreSQL allows a name

// A letter of any language or "_", then letters, digits, "_", ".", "-"; at most 63 bytes. So whatever XML
// takes as an id is a key, if it is not too long. Requires: well-formed UTF-8.
bool is_definition_key(std::string_view text);

// What a call may name: a key, or any id of a process in a BPMN document.
bool is_callable_name(std::string_view text);

// A key made of any text, always the same: the text itself if it is one, else what of it can be in a key, "-"
// and eight digits that tell it from other texts that look like it.
std::string key_from(std::string_view text);

// 1 to 63 bytes without control characters.
bool is_id(std::string_view text);

// A name as FEEL has it, without white space and operators: a letter of any language or "_", then letters and
// digits. It may still be a word of the language ("and"): see is_expression_name.
bool is_plain_name(std::string_view text);

// Names that expressions know as something else: a field or variable of that name would hide it.
bool is_reserved_name(std::string_view text);

// A plain name, at most 63 bytes, that an expression reads as one name and nothing else.
bool is_expression_name(std::string_view text);

// The same, but of one or more words with single blanks between them, as columns of a table may be named.
bool is_expression_words(std::string_view text);

}  // namespace wf::compiler
