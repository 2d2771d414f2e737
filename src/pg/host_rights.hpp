// The rights of the owner of a table of the host, for as long as its rows are read or written: whoever
// approves needs no grant on the table, the engine's own rights are not lent to what the owner has put into
// it (types, triggers, indexes), and the owner's policies hide no row from the engine.
#pragma once

#include "pg/binding.hpp"
#include "pg/engine_rights.hpp"

#include <optional>
#include <string>

#include "pg/postgres.hpp"

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

// While a row is read, or the text of a key. Types whose text depends on settings have fixed ones.
class ReadingAsOwner {
public:
    explicit ReadingAsOwner(const BoundTable& table);
    // As above.
    void give_back();

private:
    Oid before_ = InvalidOid;
    int security_context_ = 0;
    std::optional<FixedForms> forms_;
};

// While types of the owner read what the caller has written, in the forms that the session has set.
class ReadingForCaller {
public:
    explicit ReadingForCaller(const BoundTable& table);
    // As above.
    void give_back();

private:
    Oid before_ = InvalidOid;
    int security_context_ = 0;
    int level_ = 0;
};

// While a row is written: triggers of the owner find what lies beside the table, and nothing that the caller
// has put into their own search_path.
class WritingAsOwner {
public:
    WritingAsOwner(const BoundTable& table, EngineRights& rights);
    // As above.
    void give_back();

private:
    EngineRights& rights_;
    Oid caller_ = InvalidOid;
    int security_context_ = 0;
    int level_ = 0;
};

}  // namespace wf::pg
