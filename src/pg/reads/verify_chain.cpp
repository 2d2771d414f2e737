// wf.verify_chain: whether the entries of an instance are those that were written.
#include "pg/people/reading.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/row_set.hpp"
#include "pg/store/chain.hpp"
#include "pg/store/log_rows.hpp"

#include <optional>
#include <string>

#include "pg/server/postgres.hpp"

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_verify_chain);
Datum wf_verify_chain(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8("instance_id");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        Reading reading;
        const InstanceRow row = reading.instance(tenant, instance, FormPart::None);
        const Chained chained{tenant, instance, row.state.started_at, row.state.version, row.log_hash};
        for (const ChainProblem& problem : chain_problems(reading.rights(), chained))
            rows.add({pg::int8(problem.seq), pg::text(problem.problem)});
        reading.done();
        return Datum{0};
    });
}

// The same of a row that the caller has read: wf.verify_all reads them all.
PG_FUNCTION_INFO_V1(wf__chain_problems);
Datum wf__chain_problems(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Chained chained{args.required_int8("tenant_id"), args.required_int8("instance_id"),
                              args.required_time("started_at"), args.required_int8("version"),
                              std::string{args.bytes_view("log_hash").value_or("")}};
        RowSet rows{fcinfo};
        as_engine([&](EngineRights& rights) {
            for (const ChainProblem& problem : chain_problems(rights, chained))
                rows.add({pg::int8(problem.seq), pg::text(problem.problem)});
        });
        return Datum{0};
    });
}

// The entries of an instance as they are hashed, from the first of which it is known what was before it.
PG_FUNCTION_INFO_V1(wf__chain_messages);
Datum wf__chain_messages(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t tenant = args.required_int8("tenant_id");
        const std::int64_t instance = args.required_int8("instance_id");
        const Instant from = args.required_time("started_at");
        RowSet result{fcinfo};
        as_engine([&](EngineRights& rights) {
            const Rows rows = entries_between(rights, tenant, instance, from, DT_NOEND, Access::ReadOnly);
            std::optional<std::string> previous;
            for (std::size_t row = 0; row < rows.size(); ++row) {
                check_interrupts();
                const std::int64_t seq = rows.int8(row, log_column::seq);
                if (!previous) previous = seq == 1 ? std::string{} : kept_chain(rows, row);
                if (!previous) continue;
                const LogColumns columns = log_columns(rows, row);
                result.add({pg::int8(seq), pg::bytes(chain_message(*previous, columns)), columns.back()});
                previous = text_of(columns.back());
            }
        });
        return Datum{0};
    });
}
}
