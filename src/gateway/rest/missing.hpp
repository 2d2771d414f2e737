// What is answered for a name that is not there: hints name only what the caller may use.
#pragma once

#include "gateway/base/failure.hpp"
#include "gateway/db/database.hpp"

#include <map>
#include <string>

namespace wf::gateway {

// 404 PGRST205
Task<Failure> missing_relation(Database& database, Caller caller, std::string schema, std::string name);

// 404 PGRST202: no such function, or not with these arguments.
Task<Failure> missing_function(Database& database, Caller caller, std::string schema, std::string name, std::map<std::string, std::string, std::less<>> given);

}  // namespace wf::gateway
