// What wf.transition() asks for, for the time of its UPDATE.
#pragma once

#include "core/base/values.hpp"

#include <optional>
#include <string>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// One of them is under way within another when a hook or a trigger of the host calls wf.transition().
class NamedTransition {
public:
    NamedTransition(std::int64_t attachment, std::string key, std::string name, std::optional<PersonId> actor);
    ~NamedTransition();
    NamedTransition(const NamedTransition&) = delete;
    NamedTransition& operator=(const NamedTransition&) = delete;

    // The one that this change of a row was asked by; nullptr: none. It asks for one change only.
    static NamedTransition* of(std::int64_t attachment, const std::string& key);

    // In this session, of whatever row.
    static bool is_any() { return innermost() != nullptr; }

    const std::string& name() const { return name_; }
    const std::optional<PersonId>& actor() const { return actor_; }
    bool is_made() const { return is_made_; }
    void made() { is_made_ = true; }

private:
    static NamedTransition*& innermost();

    NamedTransition* const outer_;
    const std::int64_t attachment_;
    const std::string key_, name_;
    const std::optional<PersonId> actor_;
    bool is_made_ = false;
};

}  // namespace wf::pg
