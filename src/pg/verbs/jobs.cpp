// wf.run_due_jobs, wf.run_jobs, and what service workers call: wf.fetch_jobs, wf.extend_job, wf.complete_job, wf.fail_job,
// wf.retry_job.
#include "pg/jobs/due_jobs.hpp"
#include "pg/jobs/job_run.hpp"
#include "pg/jobs/service_jobs.hpp"
#include "pg/people/grants.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/procedure.hpp"
#include "pg/server/row_set.hpp"
#include "pg/store/log.hpp"
#include "pg/verbs/tail.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::int32_t positive(std::int32_t number, const char* name) {
    if (number > 0) return number;
    throw Error::make(Code::BadArgument, std::string{name} + " must be positive");
}

Instant end_of_lease(Arguments& args, Instant now) {
    const std::optional<Instant> end = args.interval_after("lease", now);
    if (end && *end > now) return *end;
    throw Error::make(Code::BadArgument, "lease must be a positive interval");
}

// After it moments cannot be written as texts, and what is added to them has no end.
Instant must_have_a_year(Instant at) {
    constexpr Instant year_10000 = 2'921'940LL * 24 * 3600 * 1'000'000;  // days since 2000
    if (at != DT_NOBEGIN && at < year_10000) return at;
    throw Error::make(Code::BadArgument, "at must be a moment up to the year 9999", "",
                      "Leave it out: then what is due now is done.");
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_run_due_jobs);
Datum wf_run_due_jobs(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Instant at = must_have_a_year(args.required_time("at"));
        const std::int32_t max_jobs = positive(args.required_int4("max_jobs"), "max_jobs");
        const std::optional<std::int64_t> tenant = args.int8("tenant_id");  // null: all
        args.end();
        return Int32GetDatum(run_due_jobs(at, max_jobs, tenant));
    });
}

PG_FUNCTION_INFO_V1(wf_run_jobs);
Datum wf_run_jobs(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        JobRun run;
        run.max_jobs = positive(args.required_int4("max_jobs"), "max_jobs");
        run.batch_size = positive(args.required_int4("batch_size"), "batch_size");
        args.int4("jobs_done");
        args.boolean("more");
        run.tenant = args.int8("tenant_id");  // null: all
        args.end();
        Procedure procedure{fcinfo, "wf.run_jobs", "Within a transaction, call wf.run_due_jobs."};
        const JobsDone done = run_jobs(run, [&] { procedure.commit(); });
        return procedure.result({pg::int4(done.jobs), pg::boolean(done.more)});
    });
}

PG_FUNCTION_INFO_V1(wf_fetch_jobs);
Datum wf_fetch_jobs(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const Instant now = GetCurrentTimestamp();
        const std::string topic = args.required_text("topic");
        const std::string worker = args.required_text("worker");
        const std::int32_t max_jobs = positive(args.required_int4("max_jobs"), "max_jobs");
        const Instant leased_until = end_of_lease(args, now);
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        const CallerRole role = caller_role();
        const std::vector<ServiceJob> jobs = as_engine([&](EngineRights& rights) {
            return fetch_jobs(rights, tenant, topic, worker, max_jobs, now, leased_until,
                              usable_definitions(rights, role));
        });
        for (const ServiceJob& job : jobs)
            rows.add({pg::int8(job.id), pg::int8(job.instance), pg::text(job.definition_key),
                      pg::text(job.node), pg::jsonb(job.data), text_or_null(job.business_table),
                      text_or_null(job.business_key), pg::int4(job.tries_left), pg::time(leased_until)});
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_extend_job);
Datum wf_extend_job(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t job = args.required_int8("job_id");
        const std::string worker = args.required_text("worker");
        const Instant leased_until = end_of_lease(args, GetCurrentTimestamp());
        const std::int64_t tenant = args.tenant();
        const CallerRole role = caller_role();
        as_engine([&](EngineRights& rights) {
            extend_job(rights, tenant, job, worker, leased_until, usable_definitions(rights, role));
        });
        return TimestampTzGetDatum(leased_until);
    });
}

PG_FUNCTION_INFO_V1(wf_complete_job);
Datum wf_complete_job(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t job = args.required_int8("job_id");
        CompleteJob done{.job = wait_of_job(job), .data = args.json("data")};
        return Int64GetDatum(run_on_job(take_tail(args), job, std::move(done)));
    });
}

PG_FUNCTION_INFO_V1(wf_fail_job);
Datum wf_fail_job(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t job = args.required_int8("job_id");
        const Instant now = GetCurrentTimestamp();
        FailJob failed;
        failed.job = wait_of_job(job);
        failed.error = args.text("error").value_or("");
        if (const auto later = args.interval_after("retry_after", now)) failed.retry_after = *later - now;
        failed.error_code = args.text("error_code").value_or("");
        return Int64GetDatum(run_on_job(take_tail(args), job, std::move(failed)));
    });
}

PG_FUNCTION_INFO_V1(wf_retry_job);
Datum wf_retry_job(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::int64_t job = args.required_int8("job_id");
        return Int64GetDatum(run_on_job(take_tail(args), job, RetryJob{.job = wait_of_job(job)}));
    });
}
}
