// What is wrong with a definition, as rows: told to whoever asks, and kept with a draft.
#pragma once

#include "core/base/finding.hpp"
#include "pg/server/row_set.hpp"

#include <cstdint>

namespace wf::pg {

// Severity, code, path, message, hint; those of BPMN documents have an element and a line too.
void add_findings(RowSet& rows, const Findings& findings);
void add_bpmn_findings(RowSet& rows, const Findings& findings);

// Stores the findings with the version; none: it can run.
void keep_findings(std::int64_t tenant, std::int64_t definition, const Findings& findings);

}  // namespace wf::pg
