// The business row of an instance while a command is decided: locked, read, and written by it.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/world.hpp"
#include "pg/host/bound_row.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/host/row_signature.hpp"
#include "pg/store/instance_row.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::pg {

// A field of the form that is a column of the row: it has the row's value and no other.
struct MappedField {
    std::string field;
    const Field* declared = nullptr;  // nullptr: the definition has no form
    std::size_t place = 0;            // of the column
};
std::vector<MappedField> mapped_fields(const BoundTable& table, const RowBinding& binding,
                                       const Definition& definition);
feel::Value value_in_form(const MappedField& field, const SeenRow& row);
bool is_as_in_form(const MappedField& field, const feel::Value& form, const SeenRow& row);
// Whom the column names; nobody, if it is blank or has the name of a group, or there is no such column.
std::optional<PersonId> person_in(const BoundTable& table, std::string_view column, const SeenRow& row);

class HostRow {
public:
    enum class Reading {
        Locked,
        Only,  // as the calling query sees it
    };
    // `row`, as it was before the command, must live as long.
    HostRow(EngineRights& rights, std::int64_t tenant, InstanceRow& row, const Definition& definition,
            Reading reading = Reading::Locked);

    // The table is bound to the definition.
    bool is_bound() const { return binding_ != nullptr; }
    const BoundTable& table() const { return *table_; }
    const RowBinding& binding() const { return *binding_; }

    // The row as it is now, locked; nothing: it is gone.
    const std::optional<SeenRow>& seen();
    // Code of the host has run meanwhile.
    void forget() { is_known_ = false; }

    // See World.
    std::optional<RowFields> fields();
    void write(const feel::Entries& fields);
    bool has_written() const { return has_written_; }
    std::optional<feel::Value> document();
    // What the binding makes of the row; nothing: it says nothing of titles.
    std::optional<std::string> title();
    bool is_as_after(std::int64_t seq);
    // A statement that is still under way has changed what an approval keeps as it is, and the trigger has
    // not been asked yet: WITH, RETURNING and triggers of the host may call us in between. Asked before the
    // command has written anything itself.
    bool is_changed_meanwhile();
    // What a signature of this moment is on, without a hash if the row is gone; nothing: the table is not bound.
    std::optional<RowSignature> signature();

private:
    std::string new_title();

    const std::int64_t tenant_;
    const InstanceRow& row_;
    const Definition& definition_;
    EngineRights& rights_;
    const Reading reading_;
    const bool is_start_;
    BoundTableRef table_;
    const RowBinding* binding_ = nullptr;
    std::optional<SeenRow> seen_;
    bool is_known_ = false;
    bool has_written_ = false;
};

}  // namespace wf::pg
