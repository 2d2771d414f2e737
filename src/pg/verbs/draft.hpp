// A definition that cannot run can be kept as a draft, with what is wrong with it.
#pragma once

#include "core/base/finding.hpp"
#include "pg/verbs/deploy.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wf::pg {

// An error; with `allow_unsound` not one of soundness.
bool refuses(const Finding& finding, bool allow_unsound);
std::int32_t count_errors(const Findings& findings, bool allow_unsound);

// What has to be known of a definition to store it, also if it does not compile.
struct Named {
    std::string key;
    std::string department;
};
// Nothing: it has no key, so there is nothing to store it under.
std::optional<Named> named_in(const CheckedDefinition& checked, const Deployment& deployment);

// draft, active, suspended or retired.
std::string status_of(std::int64_t tenant, std::int64_t definition);

}  // namespace wf::pg
