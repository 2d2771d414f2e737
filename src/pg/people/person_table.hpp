// wf.person by its primary key, without SQL. Starting and ending an executor costs ten times what the look-up
// costs, and nearly every command asks whether somebody is active or who their manager is
// (docs/explanation/decisions/0006-persons-by-key.md).
#pragma once

#include "pg/server/spi.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pg/server/postgres.hpp"

namespace wf::pg {

struct PersonRow {
    std::string id;
    std::string name;
    std::string manager;
    std::string department;
    std::string position;
    bool active = false;
};

// Open for the time of one question; close() when it is answered (on an error the server does it).
class PersonTable {
public:
    explicit PersonTable(Access access);
    void close();
    std::optional<PersonRow> find(std::int64_t tenant, std::string_view id) const;

private:
    Relation table_ = nullptr;
    Oid primary_key_ = InvalidOid;
    Snapshot snapshot_ = nullptr;
};

}  // namespace wf::pg
