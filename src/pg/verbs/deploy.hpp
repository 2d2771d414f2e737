// Definitions: checked with all findings, stored as versions, activated.
#pragma once

#include "core/compile/compile.hpp"
#include "pg/people/caller.hpp"
#include "pg/server/engine_rights.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

// Whether a definition may name persons, roles, positions and departments that the directory does not have
// (yet): a foreign document may be examined before its organisation is loaded.
enum class UnknownReferences { AreErrors, AreWarnings };

struct CheckedDefinition {
    Findings findings{};
    std::optional<Definition> compiled{};  // absent if a finding is an error of the definition itself
    std::string kept_table{};            // whose columns are kept for it, with its schema; empty: of no table
};

// What is named outside of a definition must exist in the directory.
void check_references(std::int64_t tenant, const std::vector<Reference>& references, Severity severity,
                      Findings& findings);

struct Surroundings {
    UnknownReferences unknown = UnknownReferences::AreErrors;
    std::vector<std::string> deployed_with{};  // keys: what calls these finds them
};

// Everything that is to be said about a definition.
CheckedDefinition check_definition(EngineRights& rights, std::int64_t tenant, const std::string& source,
                                   const Surroundings& around = {});

struct Deployment {
    std::string source;  // JSON
    std::string bpmn{};     // the document it was made from; empty: none
    std::string process{};  // the id of its process there; empty: none
    bool activate = true;
    bool allow_unsound = false;  // findings unsound_... are no reason to refuse it
};

struct Deployed {
    std::int32_t version = 0;
    std::string status;
    std::int32_t errors = 0;  // why it is a draft that cannot be started
};

// Stores what was checked as a new version of its key, unless the newest is the same. With errors only as a
// draft, together with its findings; if it is to be active, throws WF101 with all errors among the findings.
// Throws WF313, WF314: the caller may not.
Deployed deploy(const EngineRights& rights, std::int64_t tenant, const CallerRole& role,
                const std::optional<std::string>& actor, const CheckedDefinition& checked,
                const Deployment& deployment);

// No new instances of it until it is resumed; those that run go on. Gives the version that was active.
std::int32_t suspend_definition(const EngineRights& rights, std::int64_t tenant, const std::string& key);
// The version that was suspended last is the active one again. Throws WF201 if there is none.
std::int32_t resume_definition(const EngineRights& rights, std::int64_t tenant, const std::string& key);

}  // namespace wf::pg
