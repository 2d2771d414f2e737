// The log: one JSON object per line on standard output.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace wf::gateway {

// kind: "access", or a level: "info", "warning", "error". Adds the time.
void write_log(const std::string& kind, nlohmann::ordered_json line);

}  // namespace wf::gateway
