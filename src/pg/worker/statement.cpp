#include "pg/worker/statement.hpp"

#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// As exec_simple_query() of the server does it.
void run_one(RawStmt* statement, const char* sql) {
    PushActiveSnapshot(GetTransactionSnapshot());
    List* const queries = pg_analyze_and_rewrite_fixedparams(statement, sql, nullptr, 0, nullptr);
    List* const plans = pg_plan_queries(queries, sql, CURSOR_OPT_PARALLEL_OK, nullptr);
    PopActiveSnapshot();
    const Portal portal = CreatePortal("", true, true);
    portal->visible = false;
    PortalDefineQuery(portal, nullptr, sql, CreateCommandTag(statement->stmt), plans, nullptr);
    PortalStart(portal, nullptr, 0, InvalidSnapshot);
    run_portal(portal, None_Receiver);
    PortalDrop(portal, false);
}

}  // namespace

void run_statement(const std::string& sql) {
    const char* const text = sql.c_str();
    call([&] {
        SetCurrentStatementStartTimestamp();
        StartTransactionCommand();
        // Plans have to outlive the transactions that such statements begin and end.
        const MemoryContext context =
            AllocSetContextCreate(TopMemoryContext, "statement of wf_engine", ALLOCSET_DEFAULT_SIZES);
        MemoryContextSwitchTo(context);
        const char* const kept = pstrdup(text);
        const List* const statements = pg_parse_query(kept);
        for (int i = 0; i < list_length(statements); ++i) {
            MemoryContextSwitchTo(context);
            run_one(static_cast<RawStmt*>(list_nth(statements, i)), kept);
        }
        CommitTransactionCommand();
        MemoryContextDelete(context);
    });
}

}  // namespace wf::pg
