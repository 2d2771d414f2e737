CREATE FUNCTION wf._begin_verify(workers integer, max_instances integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _verify_id bigint;
BEGIN
    PERFORM wf._check_workers(workers);
    IF coalesce(max_instances, 0) NOT BETWEEN 1 AND 1000000 THEN
        RAISE invalid_parameter_value USING MESSAGE = format('%s is no size of a batch', coalesce(max_instances::text, 'null')), HINT = 'Pass 1 to 1,000,000.';
    END IF;
    -- Of two that begin at once the second goes on with what the first has begun.
    PERFORM wf._lock('begin verify', 0);
    SELECT r.verify_id INTO _verify_id FROM wf.verify_run r WHERE r.ended_at IS NULL ORDER BY r.verify_id DESC LIMIT 1;
    IF NOT FOUND THEN
        INSERT INTO wf.verify_run (at, last_at, instances, last_tenant, pid, done_by)
        SELECT clock_timestamp(), clock_timestamp(), count(*), coalesce(min(i.tenant_id), 0), pg_backend_pid(), session_user FROM wf.instance i
        RETURNING verify_id INTO _verify_id;
    END IF;
    RETURN _verify_id;
END
$$;
REVOKE ALL ON FUNCTION wf._begin_verify(integer, integer) FROM PUBLIC;
COMMENT ON FUNCTION wf._begin_verify IS 'The verification of the log that was not ended, or a new one. For wf.verify_log().';

-- Whoever comes while another session is at it waits for it, and takes what is next.
CREATE FUNCTION wf._verify_some(verify_id bigint, workers integer, max_instances integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _begun constant timestamptz := clock_timestamp();
    _run wf.verify_run;
    _next record;
    _is_last boolean;
    _found bigint;
BEGIN
    SELECT * INTO _run FROM wf.verify_run r WHERE r.verify_id = _verify_some.verify_id FOR UPDATE;
    IF NOT FOUND OR _run.ended_at IS NOT NULL THEN
        RETURN false;
    END IF;
    SELECT n.tenant_id, max(n.instance_id) AS last, count(*) AS instances INTO _next
    FROM (SELECT i.tenant_id, i.instance_id FROM wf.instance i
          WHERE (i.tenant_id, i.instance_id) > (_run.last_tenant, _run.last_id) ORDER BY i.tenant_id, i.instance_id LIMIT greatest(max_instances, 1)) n
    GROUP BY n.tenant_id ORDER BY n.tenant_id LIMIT 1;
    _is_last := NOT FOUND;
    IF _is_last THEN
        INSERT INTO wf.verify_problem (verify_id, at, tenant_id, instance_id, seq, problem)
        SELECT _run.verify_id, clock_timestamp(), p.tenant_id, p.instance_id, p.seq, p.problem FROM wf._inserted_entries() p;
    ELSE
        INSERT INTO wf.verify_problem (verify_id, at, tenant_id, instance_id, seq, problem)
        SELECT _run.verify_id, clock_timestamp(), p.tenant_id, p.instance_id, p.seq, p.problem
        FROM wf._instance_problems(workers, _next.tenant_id, CASE WHEN _next.tenant_id = _run.last_tenant THEN _run.last_id ELSE 0 END, _next.last) p;
    END IF;
    GET DIAGNOSTICS _found = ROW_COUNT;
    UPDATE wf.verify_run r
    SET last_tenant = coalesce(_next.tenant_id, r.last_tenant), last_id = coalesce(_next.last, r.last_id), last_at = clock_timestamp(), verified = r.verified + coalesce(_next.instances, 0),
        problems = r.problems + _found, took = r.took + (clock_timestamp() - _begun), pid = pg_backend_pid(), ended_at = CASE WHEN _is_last THEN clock_timestamp() END
    WHERE r.verify_id = _run.verify_id;
    RETURN NOT _is_last;
END
$$;
REVOKE ALL ON FUNCTION wf._verify_some(bigint, integer, integer) FROM PUBLIC;
COMMENT ON FUNCTION wf._verify_some IS 'Verifies the next instances, at most so many; when none are left, what belongs to no instance. False: then, or it was ended before. For wf.verify_log().';

-- With the rights of its caller, as wf.maintain().
CREATE PROCEDURE wf.verify_log(
    workers integer DEFAULT 1,
    batch_size integer DEFAULT 10000,
    INOUT verify_id bigint DEFAULT NULL,
    INOUT problems bigint DEFAULT NULL
)
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM wf._check_primary('verify_log');
    PERFORM wf._check_may_commit('verify_log');
    verify_id := wf._begin_verify(workers, batch_size);
    COMMIT;
    WHILE wf._verify_some(verify_id, workers, batch_size) LOOP
        COMMIT;
    END LOOP;
    COMMIT;
    SELECT v.problems INTO problems FROM wf.verify_progress v WHERE v.verify_id = verify_log.verify_id;
END
$$;
COMMENT ON PROCEDURE wf.verify_log IS
'What wf.verify_all() does, in parts: after each batch of instances it commits, and wf.verify_progress shows how far it is. Stopped at any point, the next call goes on from there. What it finds it leaves in wf.verify_problem. Call it outside of a transaction block. For wf_admin.
workers: how many processes share the work, as far as max_parallel_workers allows. batch_size: so many instances in one transaction. verify_id gives its number, problems how many it has found; what is passed for them does not matter.
Example: CALL wf.verify_log(workers => 2);';
