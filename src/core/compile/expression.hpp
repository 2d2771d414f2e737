// FEEL in a definition: parsed here, its names kept for check_names.
#pragma once

#include "core/compile/draft.hpp"
#include "core/compile/reader.hpp"
#include "core/expression/check.hpp"
#include "core/expression/expression.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wf::compiler {

// nullopt: a syntax error, which `report` has now. `what` is what the message calls it.
std::optional<feel::Expression> parse_feel(const std::string& text, const std::string& path,
                                           std::string_view what, const feel::Vocabulary& vocabulary,
                                           Report& report);
// The same for unary tests.
std::optional<feel::Expression> parse_tests(const std::string& text, const std::string& path,
                                            std::string_view what, const feel::Vocabulary& vocabulary,
                                            Report& report);

// What the static check has found. `what`: what the message calls the expression; empty: it was translated from another
// form, so that positions in it mean nothing.
void report_finding(const feel::Finding& finding, const std::string& path, std::string_view what, Report& report);

// What conditions give.
feel::StaticType truth();

// Adds the root names of the expression, and the decisions it calls, to `names`, as used in `inside`.
void note_names(const feel::Expression& expression, const std::string& path, NodeIndex inside,
                std::string_view what, std::vector<NameUse>& names);

// The FEEL text under `key`. nullopt: absent or wrong. Variables of `inside` and of what it lies in are
// known.
std::optional<feel::Expression> parse_expression(const Reader& reader, std::string_view key, NodeIndex inside,
                                                 Draft& draft, const feel::StaticType& wanted = {});

// The same for a number under `key`, of at least `smallest`, or a FEEL text that gives one.
std::optional<feel::Expression> parse_count(const Reader& reader, std::string_view key, std::int32_t smallest,
                                            NodeIndex inside, Draft& draft);

// The condition under "when", in any of its forms. Requires: there is one.
std::optional<feel::Expression> parse_when(const Reader& reader, NodeIndex inside, Draft& draft);

}  // namespace wf::compiler
