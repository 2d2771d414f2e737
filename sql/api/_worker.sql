CREATE FUNCTION wf._worker()
RETURNS TABLE (pid integer, started_at timestamptz, last_run timestamptz, next_run timestamptz, runs bigint, jobs bigint, failures bigint,
               last_failure text, last_failure_at timestamptz, last_upkeep timestamptz)
LANGUAGE c STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf__worker';
REVOKE ALL ON FUNCTION wf._worker() FROM PUBLIC;
COMMENT ON FUNCTION wf._worker() IS 'The background worker of this database, as shared memory has it; no row: there is none. For view wf.worker.';

CREATE FUNCTION wf._worker_is_wanted() RETURNS boolean
LANGUAGE c STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf__worker_is_wanted';
REVOKE ALL ON FUNCTION wf._worker_is_wanted() FROM PUBLIC;
COMMENT ON FUNCTION wf._worker_is_wanted() IS 'Whether wf_engine.databases names this database. For wf.health().';
