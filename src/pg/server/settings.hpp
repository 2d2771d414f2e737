// The settings wf_engine.*.
#pragma once

#include "core/compile/compile.hpp"
#include "core/step/decision.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::pg::settings {

void define();  // once, by _PG_init

// Throws 22023 if the setting is not a number.
std::int64_t tenant();
std::int64_t authenticator_tenant();  // the cell of tokens that name none
// Nothing: it is not a number.
std::optional<std::int64_t> read_tenant(std::string_view text);
// Texts are copies: code of others that runs meanwhile may set a setting, and the server frees what it was.
std::string language();
std::string actor();    // for triggers (caller.hpp); empty: nobody is named
std::string context();  // a JSON object, or empty
bool is_authenticator(std::string_view role);
bool reaches_rows_directly();  // wf_engine.row_access
bool notifies();  // of anything
bool notifies_of(std::string_view kind);
std::string administrators_role();  // of the directory
bool lanes_are_roles();             // of BPMN documents
// Who left while a load of the directory is under way (leavers.cpp); empty: none is. A setting, so that a
// rollback, also of a subtransaction, takes it back.
std::string held_leavers();
void hold_leavers(const std::string& items);
std::size_t definition_cache_size();
std::size_t max_data_size();  // in bytes
std::size_t max_definition_size();
std::size_t max_queued_commands();
std::size_t max_follow_ups();
std::size_t max_call_depth();
int foreign_code_timeout();  // ms
int job_timeout();           // ms; 0: none
inline constexpr int max_databases = 64;
std::vector<std::string> databases();  // that have a worker
int worker_interval();                 // ms: how long it sleeps at most
int upkeep_interval();                 // seconds; 0: never
CompileLimits compile_limits();
// With the time zone of this cell; of what is about none, without.
const DecideLimits& decide_limits(std::int64_t tenant);
const DecideLimits& decide_limits();

}  // namespace wf::pg::settings
