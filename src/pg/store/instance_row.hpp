// The instance row: snapshot of the engine's state, and the columns that people read.
#pragma once

#include "core/expression/value.hpp"
#include "core/model/state.hpp"
#include "pg/host/bound_row.hpp"
#include "pg/rows/direct_rows.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wf::pg {

struct InstanceRow {
    std::int64_t instance = 0;
    std::int64_t definition = 0;
    std::string business_table;
    std::string business_key;
    std::string title;
    State state;
    std::int64_t parent = 0;   // the instance that called it; 0: none
    TokenId parent_token{};    // the token that waits there
    std::int64_t revokes = 0;  // the approved instance that it is to revoke; 0: none
    std::size_t depth = 0;     // how many instances are above it; known of locked ones
    std::string log_hash{};    // of its last log entry (chain.hpp)
    std::string serial_no{};   // known of new ones; empty: none
    RowPlace place{};          // known of locked ones
    std::optional<SeenRow> business_row{};  // of a bound table, if it was locked with the instance just now
};

// The rows of bound tables are locked before the instances that are about them: whoever writes such a row has it
// before its trigger asks for the instance.

// Waits for whoever is changing the instance, then gives it as it is now, locked until the transaction ends.
// One that was called by others is locked after them, from the top down: what it does may end their waiting,
// what they do may end it, so both must take the same locks in the same order.
std::optional<InstanceRow> lock_instance(const EngineRights& rights, std::int64_t tenant,
                                         std::int64_t instance);

// The same for several: they and those above them are locked in the order of their ids, in which a caller
// comes before what it has called. Two who lock many cannot wait for each other. What there is not is left
// out.
std::vector<InstanceRow> lock_instances(const EngineRights& rights, std::int64_t tenant,
                                        const std::vector<std::int64_t>& instances);

// The same without waiting: nothing if somebody is changing it, or one above it, at this moment.
std::optional<InstanceRow> try_lock_instance(const EngineRights& rights, std::int64_t tenant,
                                             std::int64_t instance);

// A form may be large, and many readers don't look at it: None leaves it empty.
enum class FormPart : bool { None, All };

// Without a lock; ReadOnly: as the calling query sees it.
std::optional<InstanceRow> read_instance(const EngineRights& rights, std::int64_t tenant,
                                         std::int64_t instance, Access access, FormPart form = FormPart::All);
// The same; throws WF202 if there is none.
InstanceRow must_read_instance(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                               FormPart form = FormPart::All);
// These fields of its form, as far as it has them, as the calling query sees it.
feel::Entries read_fields(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                          const std::vector<std::string>& names);

std::int64_t next_instance_id(const EngineRights& rights);
// Those that the tokens of `parent` wait for and that have not ended, in order of their ids.
std::vector<std::int64_t> running_children(const EngineRights& rights, std::int64_t tenant,
                                           std::int64_t parent, const std::vector<TokenId>& tokens);
void insert_instance(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row);
// It is done with. If it has hundreds of seats, the next that is read is made of them.
void give_back(InstanceRow row);
// `first`: the first log entry that the row does not know yet. `data_changed`: the form is written too.
void update_instance(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row, std::int64_t first,
                     bool data_changed);
void update_title(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                  const std::string& title);

}  // namespace wf::pg
