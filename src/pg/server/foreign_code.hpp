// The one place that runs code of others: whatever belongs to somebody else than the engine, and runs in the
// middle of a command of a third person.
//
// Who is trusted with what
//   - The engine: its owner (of wf.instance) and superusers. Nobody else may change what the engine itself runs:
//     its functions, its tables, the names that its statements mean.
//   - The owner of a bound, read or mirrored table has put types, casts, domains, generated columns, predicates of
//     indexes, triggers, rules, policies and functions of views into it. They are the owner's code: it may do what
//     the owner may do anyway, and nothing that whoever gives the command may do, or is.
//   - The owner of a registered function, the same. Whoever registers it must be a member of its owner's role.
//   - Who may create objects in the schema of such a table is not trusted by its owner.
// So such code runs
//   - as its owner, in a security-restricted operation: no SET ROLE, no cursor or trigger that is left for COMMIT,
//     which would run as the session's user; no owner is an error, never the engine's own rights;
//   - with a search_path that only the owner and superusers can fill;
//   - in a nesting level of settings: what it sets is gone afterwards;
//   - as nobody: is_running() makes current_actor() null, and nobody is vouched for. It may give commands as far as
//     its own role may name who acts (wf_app);
//   - within wf.run_due_jobs for a limited time (JobTime);
//   - and DETAIL and CONTEXT of its errors, which may have rows in them, reach nobody who may not read these.
#pragma once

#include "pg/server/engine_rights.hpp"
#include "pg/server/error_boundary.hpp"

#include <string>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Texts of values are written and read in one way, whatever the session has set.
class FixedForms {
public:
    FixedForms();
    // Not called on an error: then the server does it.
    void give_back();

private:
    int level_ = 0;  // of settings
};

// The time that one job of wf.run_due_jobs may take, wf_engine.job_timeout, and that of code of others within it:
// wf_engine.foreign_code_timeout.
class JobTime {
public:
    JobTime();
    ~JobTime();
    JobTime(const JobTime&) = delete;
    JobTime& operator=(const JobTime&) = delete;

    // The cancel that is on its way was ours.
    static bool is_over();
    static Error error();
};

// Of the owner's own table, where they have FORCEd them.
enum class Policies { Ignored, Asked };

class ForeignCode {
public:
    // Whether who reads the session's errors may see what this owner's code says in them. `table`: only those who
    // may read all of it; else those who have the owner's rights.
    ForeignCode(Oid owner, Oid table, Policies policies = Policies::Ignored);
    ~ForeignCode();
    ForeignCode(const ForeignCode&) = delete;
    ForeignCode& operator=(const ForeignCode&) = delete;
    // Where the code has come to its end: it may have caught the cancel.
    void give_back();

    static bool is_running();
    bool may_show_details() const { return may_show_details_; }

private:
    void restore();

    bool may_show_details_ = false;
    bool is_restored_ = false;
    Oid before_ = InvalidOid;
    int security_context_ = 0;
    int level_ = 0;
};

inline constexpr const char* no_path_of_others = "pg_catalog, pg_temp";
// Within a nesting level of settings.
void set_search_path(const std::string& path);
void refuse_policies();
// The search_path of a trigger or a function of this owner in this schema: the schema itself if only they and
// superusers can make something there, else nothing but the server's own.
std::string path_within(Oid schema, Oid owner);

// Of a constraint, with the row in DETAIL, whoever says what else is in it.
bool is_error_about_row();
// An error that PostgreSQL has raised loses DETAIL and CONTEXT, except for the server's log.
[[noreturn]] void raise_without_details();

// Whether a role may see all columns of a table, and no policy keeps rows from it.
bool may_read_all(Oid table, Oid role);

// Runs `f` as the owner, who has put it into this table; none: into a function.
template <class F>
auto as_foreign_code(Oid owner, Oid table, F&& f, Policies policies = Policies::Ignored) {
    ForeignCode running{owner, table, policies};
    auto result = on_postgres_error(f, [&] {
        if (!running.may_show_details() && (OidIsValid(table) || is_error_about_row())) raise_without_details();
    });
    running.give_back();
    return result;
}

// While a function that was registered is called.
template <class F>
auto calling_as_owner(EngineRights& rights, Oid owner, Oid schema, F&& f) {
    rights.step_back();
    auto result = as_foreign_code(owner, InvalidOid, [&] {
        set_search_path(path_within(schema, owner));
        return f();
    });
    rights.step_in();
    return result;
}

}  // namespace wf::pg
