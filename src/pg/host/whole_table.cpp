#include "pg/host/whole_table.hpp"

#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

void check_whole_table(const BoundTable& table, const std::string& problem, const std::string& verb) {
    static Statement select{
        R"(SELECT CASE WHEN c.relkind NOT IN ('r', 'p') OR c.relpersistence = 't'
            OR n.nspname IN ('wf', 'pg_catalog', 'information_schema')
            THEN 'It is not a table of the host.' WHEN c.relispartition THEN 'It is a partition.'
            WHEN EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = $1) THEN 'It inherits.'
            WHEN c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = $1)
            THEN 'Other tables inherit from it.' WHEN EXISTS
            (SELECT FROM pg_rewrite r WHERE r.ev_class = $1 AND r.is_instead)
            THEN 'A rule does something else instead of writing it.' END
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid = $1)",
        {OIDOID}};
    const Rows rows = select.run({oid(table.table)}, Access::ReadWrite);
    if (!rows.is_null(0, 1))
        throw Error::make(Code::BadArgument, problem, rows.text(0, 1),
                          verb + " ordinary tables, and partitioned ones as a whole: others have no triggers "
                          "that see every change.");
    if (table.key.empty())
        throw Error::make(Code::BadArgument, problem, "It has no key.",
                          "An instance knows its row by the primary key, or by a unique index on columns "
                          "that are NOT NULL.");
}

}  // namespace wf::pg
