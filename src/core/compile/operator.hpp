// The operators of comparisons, in the two forms that have them.
#pragma once

#include "core/base/report.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wf::compiler {

// The two forms differ in their operators and in what false means: in a domain, Odoo's false also stands for
// "not set".
enum class ConditionForm : std::uint8_t { Rules, Domain };

enum class Operator : std::uint8_t {
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
    Equal,
    NotEqual,
    In,
    NotIn,
    Contains,
    NotContains,
    ContainsAnyCase,
    StartsWith,
    EndsWith,
    Between,
    IsNull,
};

// nullopt: `form` has no such operator, or not in this version; `report` says so at `path`.
std::vector<std::string_view> operator_texts(ConditionForm form);

std::optional<Operator> find_operator(const std::string& text, ConditionForm form, const std::string& path,
                                      Report& report);

}  // namespace wf::compiler
