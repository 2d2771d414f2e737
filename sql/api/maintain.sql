-- A statement of wf.upkeep() that is due, in a transaction: without CONCURRENTLY, which a partition that nobody writes does not need, and
-- of a log that has to be locked for a moment with a wait so short that those who queue behind it do not notice.
CREATE FUNCTION wf._do_upkeep(step text, target text, statement text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '50ms' AS $$
DECLARE
    _begun constant timestamptz := clock_timestamp();
    _statement text := regexp_replace(statement, '(?<=^(CREATE|DROP) INDEX) CONCURRENTLY| CONCURRENTLY$', '');
    _error text;
    _hint text;
    _outcome text := 'done';
BEGIN
    -- One at a time, and the policy stays as it is: what another session does would be done half by each.
    BEGIN
        PERFORM FROM wf.log_policy FOR UPDATE NOWAIT;
    EXCEPTION WHEN lock_not_available THEN
        RETURN 'locked';
    END;
    IF NOT EXISTS (SELECT FROM wf.upkeep() u WHERE (u.step, u.target, u.statement) = (_do_upkeep.step, _do_upkeep.target, _do_upkeep.statement)) THEN
        RETURN 'not due any more';
    END IF;
    IF step = 'freeze' THEN
        _statement := format('ALTER TABLE %s SET (autovacuum_freeze_min_age = 0, autovacuum_freeze_table_age = 0, autovacuum_freeze_max_age = 1000000)', target);
    END IF;
    BEGIN
        IF step IN ('finish leaving', 'move states') THEN
            EXECUTE _statement INTO _outcome;
        ELSE
            EXECUTE _statement;
        END IF;
    EXCEPTION
        WHEN lock_not_available THEN
            RETURN 'locked';
        WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS _error = MESSAGE_TEXT, _hint = PG_EXCEPTION_HINT;
            _error := concat_ws('; ', _error, nullif(_hint, ''));
    END;
    IF _outcome = 'locked' THEN
        RETURN _outcome;
    END IF;
    INSERT INTO wf.upkeep_done (at, step, target, took, done_by, error)
    VALUES (_begun, _do_upkeep.step, _do_upkeep.target, clock_timestamp() - _begun, session_user, _error);
    RETURN CASE WHEN _error IS NOT NULL THEN 'failed: ' || _error WHEN _do_upkeep.step = 'freeze' THEN 'left to autovacuum' ELSE _outcome END;
END
$$;
REVOKE ALL ON FUNCTION wf._do_upkeep(text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION wf._do_upkeep IS 'Does what wf.upkeep() says is due; returns done, locked, or why not, with what to do. For wf.maintain().';

CREATE FUNCTION wf._next_upkeep(tried text[]) RETURNS TABLE (step text, target text, statement text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'SELECT u.step, u.target, u.statement FROM wf.upkeep() u WHERE u.statement <> ALL (tried) LIMIT 1';
REVOKE ALL ON FUNCTION wf._next_upkeep(text[]) FROM PUBLIC;
COMMENT ON FUNCTION wf._next_upkeep IS 'What is due first of what was not tried yet. For wf.maintain().';

-- With the rights of its caller, for it ends transactions, and with their search_path: it calls functions by their schema, and uses operators
-- with exactly these types in pg_catalog. What it calls has the rights of the engine.
CREATE PROCEDURE wf.maintain(INOUT done text[] DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
    _step text;
    _target text;
    _statement text;
    _outcome text;
    _tried text[] := '{}';
    _waited integer := 0;
BEGIN
    PERFORM wf._check_primary('maintain');
    PERFORM wf._check_may_commit('maintain');
    done := '{}';
    LOOP
        SELECT n.step, n.target, n.statement INTO _step, _target, _statement FROM wf._next_upkeep(_tried) n;
        EXIT WHEN _statement IS NULL;
        _outcome := wf._do_upkeep(_step, _target, _statement);
        COMMIT;
        IF _outcome = 'locked' AND _waited < 20 THEN
            _waited := _waited + 1;
            PERFORM pg_catalog.pg_sleep(0.5);
        ELSE
            _waited := 0;
            done := pg_catalog.array_append(done, pg_catalog.concat(_step, ' ', _target, ': ', _outcome));
            -- What goes on in parts is due again until it is through.
            IF _outcome <> 'done' OR _step NOT IN ('prepare leaving', 'remove old rows', 'move states', 'seal', 'roll up') THEN
                _tried := pg_catalog.array_append(_tried, _statement);
            END IF;
        END IF;
    END LOOP;
END
$$;
COMMENT ON PROCEDURE wf.maintain IS
'Keeps the log as wf.log_policy says, moves to the state log what is queued for it, adds the log to the sums behind the reports, and removes what wf.retention says: does what wf.upkeep() lists, each step in a transaction of its own, and says what it did; wf.upkeep_done keeps it. Nobody who writes waits for it longer than 50 ms. Stopped at any point, the next call does the rest. Call it daily, outside of a transaction block.
Example: CALL wf.maintain();';
