// wf.run_due_jobs, and what service workers call: wf.fetch_jobs, wf.complete_job, wf.fail_job, wf.retry_job.
#include "pg/jobs/due_jobs.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/store/log.hpp"
#include "pg/people/grants.hpp"
#include "pg/server/row_set.hpp"
#include "pg/jobs/service_jobs.hpp"
#include "pg/verbs/tail.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::int32_t positive(std::int32_t number, const char* name) {
    if (number > 0) return number;
    throw Error::make(Code::BadArgument, std::string{name} + " must be positive");
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_run_due_jobs);
Datum wf_run_due_jobs(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const Instant at = args.required_int8(0, "at");
        return Int32GetDatum(
            run_due_jobs(at, positive(args.required_int4(1, "max_jobs"), "max_jobs"), args.int8(2)));
    });
}

PG_FUNCTION_INFO_V1(wf_fetch_jobs);
Datum wf_fetch_jobs(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const Instant now = GetCurrentTimestamp();
        const std::optional<Instant> leased_until = args.interval_after(3, now);
        if (!leased_until || *leased_until <= now)
            throw Error::make(Code::BadArgument, "lease must be a positive interval");
        const std::string topic = args.required_text(0, "topic");
        const std::string worker = args.required_text(1, "worker");
        const std::int32_t max_jobs = positive(args.required_int4(2, "max_jobs"), "max_jobs");
        const std::int64_t tenant = args.required_int8(4, "tenant_id");
        RowSet rows{fcinfo};
        const CallerRole role = caller_role();
        EngineRights rights;
        Spi spi;
        const std::vector<ServiceJob> jobs =
            fetch_jobs(tenant, topic, worker, max_jobs, now, *leased_until, usable_definitions(role));
        spi.finish();
        rights.give_back();
        for (const ServiceJob& job : jobs)
            rows.add({pg::int8(job.id), pg::int8(job.instance), pg::text(job.definition_key),
                      pg::text(job.node), pg::jsonb(job.data), text_or_null(job.business_table),
                      text_or_null(job.business_key), pg::int4(job.tries_left), pg::time(*leased_until)});
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_complete_job);
Datum wf_complete_job(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t job = args.required_int8(0, "job_id");
        return Int64GetDatum(
            run_on_job(call_of(args, 2), job, CompleteJob{.job = wait_of_job(job), .data = args.json(1)}));
    });
}

PG_FUNCTION_INFO_V1(wf_fail_job);
Datum wf_fail_job(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t job = args.required_int8(0, "job_id");
        const Instant now = GetCurrentTimestamp();
        const std::optional<Instant> later = args.interval_after(2, now);
        return Int64GetDatum(
            run_on_job(call_of(args, 4), job,
                       FailJob{.job = wait_of_job(job),
                               .error = args.text(1).value_or(""),
                               .retry_after = later ? std::optional{*later - now} : std::nullopt,
                               .error_code = args.text(3).value_or("")}));
    });
}

PG_FUNCTION_INFO_V1(wf_retry_job);
Datum wf_retry_job(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t job = args.required_int8(0, "job_id");
        return Int64GetDatum(run_on_job(call_of(args, 1), job, RetryJob{.job = wait_of_job(job)}));
    });
}
}
