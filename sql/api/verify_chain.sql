CREATE FUNCTION wf.verify_chain(
    instance_id bigint,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (seq bigint, problem text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_verify_chain';
COMMENT ON FUNCTION wf.verify_chain IS
'Where the log entries of an instance are not those that were written; no rows: they are. Each entry carries the SHA-256 of itself and of the entry before it, the instance that of the last. problem: changed (this entry, or its hash); missing (this one, and perhaps those after it); inserted; cut (this one and those after it are gone). Begins at a checkpoint if what was before it is archived. For whoever may see the instance.
Example: SELECT * FROM wf.verify_chain(1);';

CREATE FUNCTION wf._chain_problems(tenant_id bigint, instance_id bigint, started_at timestamptz, version bigint, log_hash bytea)
RETURNS TABLE (seq bigint, problem text)
LANGUAGE c STABLE PARALLEL SAFE ROWS 1 COST 10000
AS 'MODULE_PATHNAME', 'wf__chain_problems';
REVOKE ALL ON FUNCTION wf._chain_problems(bigint, bigint, timestamptz, bigint, bytea) FROM PUBLIC;
COMMENT ON FUNCTION wf._chain_problems IS 'What wf.verify_chain() gives, of an instance whose row the caller has read. For wf.verify_all().';

-- PostgreSQL''s own parallel query does the work: each worker reads a part of wf.instance, and the entries that belong to it.
CREATE FUNCTION wf.verify_all(workers integer DEFAULT 1, after_instance bigint DEFAULT 0)
RETURNS TABLE (tenant_id bigint, instance_id bigint, seq bigint, problem text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET max_parallel_workers_per_gather = 0 SET min_parallel_table_scan_size = 0 SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0 SET jit = off AS $$
DECLARE
    _begun constant timestamptz := clock_timestamp();
    _problems bigint;
    _inserted bigint;
BEGIN
    IF workers NOT BETWEEN 1 AND 64 THEN
        RAISE invalid_parameter_value USING MESSAGE = format('%s is no number of workers', workers), HINT = 'Pass 1 to 64.';
    END IF;
    PERFORM set_config('max_parallel_workers_per_gather', (workers - 1)::text, true);
    RETURN QUERY
        SELECT i.tenant_id, i.instance_id, p.seq, p.problem
        FROM wf.instance i CROSS JOIN LATERAL wf._chain_problems(i.tenant_id, i.instance_id, i.started_at, i.version, i.log_hash) p
        WHERE i.instance_id > after_instance;
    GET DIAGNOSTICS _problems = ROW_COUNT;
    RETURN QUERY
        SELECT l.tenant_id, l.instance_id, min(l.seq), 'inserted'
        FROM wf.log l
        WHERE l.instance_id > after_instance
          AND NOT EXISTS (SELECT FROM wf.instance i WHERE i.tenant_id = l.tenant_id AND i.instance_id = l.instance_id AND i.started_at <= l.at)
        GROUP BY 1, 2;
    GET DIAGNOSTICS _inserted = ROW_COUNT;
    -- A reader changes nothing.
    IF after_instance = 0 AND pg_has_role(session_user, 'wf_admin', 'USAGE') AND NOT current_setting('transaction_read_only')::boolean THEN
        INSERT INTO wf.verify_done (at, took, problems, done_by) VALUES (_begun, clock_timestamp() - _begun, _problems + _inserted, session_user);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION wf.verify_all(integer, bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf.verify_all IS
'What wf.verify_chain() finds in all instances, and entries of instances that are not there, or began later. No rows: all is as it was written. Called by somebody in wf_admin, wf.verify_done keeps how many it found, for wf.metrics and wf.health(). For wf_admin and wf_reader.
workers: how many processes share the work, as far as max_parallel_workers allows. after_instance: only instances with a greater id, to go on with.
Example: SELECT * FROM wf.verify_all(workers => 2);';
