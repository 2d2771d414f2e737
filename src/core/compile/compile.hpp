// JSON definition -> Definition, or everything that is wrong with it.
#pragma once

#include "core/base/finding.hpp"
#include "core/compile/reference.hpp"
#include "core/model/definition.hpp"
#include "core/expression/static_type.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace wf {

// What the catalog says of the table that a definition is about.
struct BusinessTable {
    std::optional<feel::StaticType> row;  // a context of its columns; nullopt: `problem` says why
    std::string problem{};
    bool has_key = true;  // by which an instance finds its row
};

struct CompileLimits {
    std::size_t max_bytes = 1 << 20;  // of the JSON text
    std::size_t max_nodes = 10'000;
    std::size_t max_depth = 128;   // nesting of the JSON, and of a condition's rule-builder form
    std::size_t max_nesting = 32;  // of subprocesses
    std::size_t max_join_reach =
        4'000'000;  // inclusive and complex joins times nodes: what Definition.joins may hold
    std::size_t max_decisions = 1000;
    std::size_t max_decision_cells = 50'000;  // of all decision tables, empty ones aside
    std::size_t max_decision_depth = 16;      // of decisions that use each other
    std::size_t max_table_work = 10'000'000;  // steps of looking for overlaps and gaps in decision tables
    bool check_tables = true;                 // false: it has been deployed before
    bool check_soundness = true;              // the same
    std::size_t max_states = 100'000;         // of the soundness check; over it the verdict is "unknown"
    // Asked for the table that the definition names; not set: nothing is known of tables.
    std::function<BusinessTable(const std::string& name)> business_table{};
    bool is_bound = false;  // it has a table even if it names none: then asked without a name
    void (*interrupt)() = nullptr;  // called now and then by the soundness check; may throw
};

struct CompileResult {
    // Present if no finding is an error, except those of soundness (unsound_...): whoever knows may run it
    // nevertheless.
    std::optional<Definition> definition;
    Findings findings;                  // pass by pass, each in document order
    std::vector<Reference> references;  // also if there are errors, so that all findings are known at once
};

// Pure: the same text gives the same result. Whether named people, roles, positions and departments exist is
// not known here: the caller checks the references.
CompileResult compile(std::string_view json, const CompileLimits& limits = {});

}  // namespace wf
