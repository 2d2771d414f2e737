-- What to do next with a pair of queues: empty the one whose entries nobody looks for any more; bring the one that is not filled into the log; fill
-- the other. One that was filled a second ago waits, so that there is an end to it.
CREATE FUNCTION wf._queue_steps(at timestamptz) RETURNS TABLE (step text, queue name, is_logged boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _filled record;
    _other record;
    _first_at timestamptz;
BEGIN
    FOR _filled IN SELECT q.queue, q.is_logged FROM wf.state_queue q WHERE q.is_filled ORDER BY q.queue LOOP
        is_logged := _filled.is_logged;
        SELECT q.queue, q.is_moved, wf._is_seen_by_all(q.xmin) AS is_seen INTO STRICT _other
        FROM wf.state_queue q WHERE q.is_logged = _filled.is_logged AND NOT q.is_filled;
        IF _other.is_moved THEN
            step := 'empty';
            queue := _other.queue;
            CONTINUE WHEN NOT _other.is_seen;
        ELSE
            step := 'move';
            queue := _other.queue;
            _first_at := wf._queued_since(queue);
            IF _first_at IS NULL THEN
                step := 'switch';
                queue := _filled.queue;
                _first_at := wf._queued_since(queue);
                CONTINUE WHEN _first_at IS NULL OR _first_at >= at - interval '1 second';
            END IF;
        END IF;
        RETURN NEXT;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION wf._queue_steps(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._queue_steps IS 'What is due at the queues before wf.state_log: empty, move or switch, at most one step for each pair.';

CREATE FUNCTION wf._queued_since(queue name) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _first_at timestamptz;
BEGIN
    IF NOT pg_is_in_recovery() OR queue NOT LIKE '%unlogged%' THEN
        EXECUTE format('SELECT q.at FROM wf.%I q LIMIT 1', queue) INTO _first_at;
    END IF;
    RETURN _first_at;
END
$$;
REVOKE ALL ON FUNCTION wf._queued_since(name) FROM PUBLIC;
COMMENT ON FUNCTION wf._queued_since IS 'When an entry came into a queue, about the first of those that are there; null: there is none.';

CREATE FUNCTION wf._is_seen_by_all(transaction_id xid) RETURNS boolean
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf__is_seen_by_all';
REVOKE ALL ON FUNCTION wf._is_seen_by_all(xid) FROM PUBLIC;
COMMENT ON FUNCTION wf._is_seen_by_all IS 'Whether nobody in this database works with a snapshot from before the end of a transaction.';

CREATE FUNCTION wf._filled_queue_changed() RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf__filled_queue_changed';
REVOKE ALL ON FUNCTION wf._filled_queue_changed() FROM PUBLIC;
COMMENT ON FUNCTION wf._filled_queue_changed IS 'Tells all sessions that new entries go to another queue.';

CREATE FUNCTION wf._do_queue_step(step text, queue name, is_logged boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF step = 'empty' THEN
        EXECUTE format('LOCK TABLE wf.%I IN ACCESS EXCLUSIVE MODE NOWAIT', queue);
        EXECUTE format('TRUNCATE wf.%I', queue);
        UPDATE wf.state_queue q SET is_moved = false WHERE q.queue = _do_queue_step.queue;
    ELSIF step = 'move' THEN
        EXECUTE format('LOCK TABLE wf.%I IN SHARE MODE NOWAIT', queue);
        -- What is in an unlogged queue only a crash forgets; what has been moved it must not.
        IF NOT is_logged AND current_setting('synchronous_commit') = 'off' THEN
            PERFORM set_config('synchronous_commit', 'local', true);
        END IF;
        EXECUTE format('SELECT wf._fill_partitions(min(q.at), max(q.at) + interval ''1 second'', ''state_log'') FROM wf.%I q', queue);
        EXECUTE format('INSERT INTO wf.state_log (tracked_id, key, seq, at, action, source, target, former_key, actor, reason, transition, context, kept, row_count) '
                       'SELECT q.tracked_id, q.key, q.seq, q.at, q.action, q.source, q.target, q.former_key, q.actor, q.reason, q.transition, q.context, q.kept, q.row_count '
                       'FROM wf.%I q ORDER BY q.seq', queue);
        UPDATE wf.state_queue q SET is_moved = true WHERE q.queue = _do_queue_step.queue;
    ELSE
        UPDATE wf.state_queue q SET is_filled = NOT q.is_filled WHERE q.is_logged = _do_queue_step.is_logged;
        PERFORM wf._filled_queue_changed();
    END IF;
END
$$;
REVOKE ALL ON FUNCTION wf._do_queue_step(text, name, boolean) FROM PUBLIC;
COMMENT ON FUNCTION wf._do_queue_step IS 'Does what wf._queue_steps() says.';

-- Each step needs a transaction of its own: whoever writes must know of the switch before what they have written is moved, and all who read must know of
-- the move before anything is gone. Nobody is waited for: what is locked is left to the next call.
CREATE FUNCTION wf._move_states(at timestamptz DEFAULT clock_timestamp()) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _next record;
BEGIN
    PERFORM wf._check_primary('maintain');
    -- In another isolation level what was committed meanwhile is not seen.
    IF current_setting('transaction_isolation') <> 'read committed' OR NOT EXISTS (SELECT FROM wf._queue_steps(at)) THEN
        RETURN 'not due any more';
    END IF;
    BEGIN
        PERFORM FROM wf.state_queue q ORDER BY q.queue FOR UPDATE NOWAIT;
    EXCEPTION WHEN lock_not_available THEN
        RETURN 'locked';
    END;
    FOR _next IN SELECT s.step, s.queue, s.is_logged FROM wf._queue_steps(at) s LOOP
        BEGIN
            PERFORM wf._do_queue_step(_next.step, _next.queue, _next.is_logged);
            RETURN 'done';
        EXCEPTION WHEN lock_not_available THEN
            NULL;  -- the other pair may be free
        END;
    END LOOP;
    RETURN 'locked';
END
$$;
REVOKE ALL ON FUNCTION wf._move_states(timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._move_states IS 'Does one step of bringing what is queued into wf.state_log; returns done, locked (somebody holds what it needs) or why there was nothing to do. For wf.maintain() and the worker.';
