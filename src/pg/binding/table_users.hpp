// Who in the engine counts on a table of the host: bindings, and definitions whose conditions read its rows.
// Asked by event triggers, with the rights of the extension's owner.
#pragma once

#include "pg/host/bound_table.hpp"
#include "pg/server/spi.hpp"

#include <string>
#include <vector>

namespace wf::pg {

// False: wf.setup() has not run, or nobody counts on any. Without SPI: it is asked at every DDL of the
// database.
bool is_any_table_used();

// As it is committed now, or written by this transaction. By an index, if one is given, that has nothing but the rows asked for.
// C code: within call().
bool has_row(Oid table, Oid index);

// All that somebody counts on, named with their schemas. Needs Spi, as all below.
std::vector<std::string> used_tables();

std::vector<RowBinding> bindings_to(const std::string& table);

// A version of a definition that is about the table, and under which instances run or may start.
struct UsingDefinition {
    std::string name;  // definition "purchase" version 2
    std::int64_t tenant = 0;
    std::string key;
    std::string source;     // JSON
    std::string instances;  // open about the table; empty: none
};
std::vector<UsingDefinition> definitions_using(const std::string& table);

enum class Instances : bool {
    All,
    Open,
};
// The first few about the table, of definitions that it is bound to or kept for, as text: "instances 3, 5
// and 8"; empty: there is none.
std::string instances_about(const std::string& table, Instances which);

}  // namespace wf::pg
