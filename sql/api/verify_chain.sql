CREATE FUNCTION wf.verify_chain(
    instance_id bigint,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (seq bigint, problem text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_verify_chain';
COMMENT ON FUNCTION wf.verify_chain IS
'Where the log entries of an instance are not those that were written; no rows: they are. Each entry carries the SHA-256 of itself and of the entry before it, the instance that of the last. problem: changed (this entry, or its hash); missing (this one, and perhaps those after it); inserted; cut (this one and those after it are gone). An entry that wf.redact() has blanked is as written if it is as that has left it. Begins at a checkpoint if what was before it is archived. For whoever may see the instance.
Example: SELECT * FROM wf.verify_chain(1);';

CREATE FUNCTION wf._chain_problems(tenant_id bigint, instance_id bigint, started_at timestamptz, version bigint, log_hash bytea)
RETURNS TABLE (seq bigint, problem text)
LANGUAGE c STABLE PARALLEL SAFE ROWS 1 COST 10000
AS 'MODULE_PATHNAME', 'wf__chain_problems';
REVOKE ALL ON FUNCTION wf._chain_problems(bigint, bigint, timestamptz, bigint, bytea) FROM PUBLIC;
COMMENT ON FUNCTION wf._chain_problems IS 'What wf.verify_chain() gives, of an instance whose row the caller has read. For wf.verify_all().';

CREATE FUNCTION wf._check_workers(workers integer) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF coalesce(workers, 0) NOT BETWEEN 1 AND 64 THEN
        RAISE invalid_parameter_value USING MESSAGE = format('%s is no number of workers', coalesce(workers::text, 'null')), HINT = 'Pass 1 to 64.';
    END IF;
END
$$;
REVOKE ALL ON FUNCTION wf._check_workers(integer) FROM PUBLIC;
COMMENT ON FUNCTION wf._check_workers IS 'Refuses what is no number of processes.';

-- PostgreSQL's own parallel query does the work: each worker reads a part of wf.instance, and the entries that belong to it.
CREATE FUNCTION wf._instance_problems(workers integer, of_tenant bigint, after_instance bigint, until_instance bigint)
RETURNS TABLE (tenant_id bigint, instance_id bigint, seq bigint, problem text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan
SET max_parallel_workers_per_gather = 0 SET min_parallel_table_scan_size = 0 SET min_parallel_index_scan_size = 0 SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0 SET jit = off AS $$
BEGIN
    PERFORM wf._check_workers(workers);
    PERFORM set_config('max_parallel_workers_per_gather', (workers - 1)::text, true);
    RETURN QUERY
        SELECT i.tenant_id, i.instance_id, p.seq, p.problem
        FROM wf.instance i CROSS JOIN LATERAL wf._chain_problems(i.tenant_id, i.instance_id, i.started_at, i.version, i.log_hash) p
        WHERE of_tenant IS NULL OR (i.tenant_id = of_tenant AND i.instance_id > after_instance AND i.instance_id <= until_instance);
END
$$;
REVOKE ALL ON FUNCTION wf._instance_problems(integer, bigint, bigint, bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf._instance_problems IS 'What wf.verify_chain() finds in the instances of a cell between two ids; of_tenant null: in all.';

CREATE FUNCTION wf._inserted_entries() RETURNS TABLE (tenant_id bigint, instance_id bigint, seq bigint, problem text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT l.tenant_id, l.instance_id, min(l.seq), 'inserted'
    FROM wf.log l
    WHERE NOT EXISTS (SELECT FROM wf.instance i WHERE i.tenant_id = l.tenant_id AND i.instance_id = l.instance_id AND i.started_at <= l.at)
    GROUP BY 1, 2
    UNION ALL
    SELECT t.tenant_id, t.instance_id, t.seq, t.problem FROM wf._tombstone_problems('infinity') t
$$;
REVOKE ALL ON FUNCTION wf._inserted_entries() FROM PUBLIC;
COMMENT ON FUNCTION wf._inserted_entries() IS 'Entries of instances that are not there, or began later, and what is wrong with rows of wf.purged. Reads the whole log.';

CREATE FUNCTION wf.verify_all(workers integer DEFAULT 1)
RETURNS TABLE (tenant_id bigint, instance_id bigint, seq bigint, problem text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _begun constant timestamptz := clock_timestamp();
    _problems bigint;
    _inserted bigint;
    _instances bigint;
BEGIN
    RETURN QUERY SELECT p.tenant_id, p.instance_id, p.seq, p.problem FROM wf._instance_problems(workers, NULL, NULL, NULL) p;
    GET DIAGNOSTICS _problems = ROW_COUNT;
    RETURN QUERY SELECT p.tenant_id, p.instance_id, p.seq, p.problem FROM wf._inserted_entries() p;
    GET DIAGNOSTICS _inserted = ROW_COUNT;
    -- A reader changes nothing.
    IF pg_has_role(session_user, 'wf_admin', 'USAGE') AND NOT current_setting('transaction_read_only')::boolean THEN
        SELECT count(*) INTO _instances FROM wf.instance;
        INSERT INTO wf.verify_run (at, last_at, ended_at, instances, verified, problems, took, pid, done_by)
        VALUES (_begun, clock_timestamp(), clock_timestamp(), _instances, _instances, _problems + _inserted, clock_timestamp() - _begun, pg_backend_pid(), session_user);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION wf.verify_all(integer) FROM PUBLIC;
COMMENT ON FUNCTION wf.verify_all IS
'What wf.verify_chain() finds in all instances, entries of instances that are not there, or began later, and rows of wf.purged that were changed. No rows: all is as it was written. In one statement: CALL wf.verify_log() does the same in parts, and can be stopped. Called by somebody in wf_admin, wf.verify_progress keeps how many it found, for wf.metrics and wf.health(). For wf_admin and wf_reader.
workers: how many processes share the work, as far as max_parallel_workers allows.
Example: SELECT * FROM wf.verify_all(workers => 2);';
