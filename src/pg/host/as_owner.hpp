// What is done to a table of the host, done as its owner: what that runs of theirs is foreign_code.hpp.
#pragma once

#include "pg/host/bound_table.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/foreign_code.hpp"

#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// While a row is read, or the text of a key. Types whose text depends on settings have fixed ones.
template <class F>
auto reading_as_owner(const BoundTable& table, F&& f) {
    return as_foreign_code(table.owner, table.table, [&] {
        if (table.is_plain) return f();
        FixedForms forms;
        auto result = f();
        forms.give_back();
        return result;
    });
}

// What is not about a row: whether types, domains and CHECKs of the table take a value, DDL, locks.
template <class F>
auto as_owner_of(Oid table, Oid owner, F&& f) {
    return as_foreign_code(owner, table, [&] {
        set_search_path(no_path_of_others);
        return f();
    });
}

// While types of the owner read what the caller has written, in the forms that the session has set.
template <class F>
auto reading_for_caller(const BoundTable& table, F&& f) {
    return as_owner_of(table.table, table.owner, std::forward<F>(f));
}

// While a row is written. Its triggers find what lies beside the table if nobody else could have put it there. That is
// asked each time: who grants a right on a schema tells no table of it.
template <class F>
auto writing_as_owner(EngineRights& rights, const BoundTable& table, F&& f) {
    rights.step_back();
    auto result = as_foreign_code(table.owner, table.table, [&] {
        set_search_path(path_within(table.schema, table.owner));
        return f();
    });
    rights.step_in();
    return result;
}

// While a table that the directory mirrors is read: what a policy hides would look as if it had been deleted, so
// that is an error.
template <class F>
auto reading_mirrored(Oid table, Oid owner, F&& f) {
    return as_foreign_code(
        owner, table,
        [&] {
            set_search_path(no_path_of_others);
            refuse_policies();
            return f();
        },
        Policies::Asked);
}

}  // namespace wf::pg
