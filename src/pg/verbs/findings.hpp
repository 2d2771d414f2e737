// What is wrong with a definition, as rows: told to whoever asks, and kept with a draft.
#pragma once

#include "core/base/finding.hpp"
#include "pg/server/row_set.hpp"

#include <cstdint>
#include <string>

namespace wf::pg {

// Severity, code, path, message, hint; those of BPMN documents have an element and a line too.
void add_findings(RowSet& rows, const Findings& findings);
void add_bpmn_findings(RowSet& rows, const Findings& findings);

// Throws WF101 with what is in `errors`, if there is any: "the definition has 2 errors". `hint`: what tells more.
void refuse_errors(const Findings& errors, const std::string& what, const std::string& hint);

// Stores the findings with the version; none: it can run.
void keep_findings(std::int64_t tenant, std::int64_t definition, const Findings& findings);

}  // namespace wf::pg
