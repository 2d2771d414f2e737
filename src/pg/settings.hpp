// The settings wf_engine.*.
#pragma once

#include "core/compile/compile.hpp"
#include "core/engine.hpp"

#include <cstdint>
#include <string_view>

namespace wf::pg::settings {

void define();  // once, by _PG_init

std::int64_t tenant();
std::string_view language();
std::string_view context();  // a JSON object, or empty
bool is_authenticator(std::string_view role);
std::size_t definition_cache_size();
std::size_t max_follow_ups();
std::size_t max_call_depth();
CompileLimits compile_limits();
const DecideLimits& decide_limits();

}  // namespace wf::pg::settings
