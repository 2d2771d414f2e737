-- The floor: what the same writes cost in PostgreSQL with no engine at all. The engine is measured as a ratio to it.
--
-- Fair means that the floor does all the writing and none of the thinking:
-- - Tables, indexes, constraints, fill factor, storage, partitions and triggers are copied from wf, not written down again,
--   so the floor follows when they change.
-- - The same statements in the same order as src/pg: select for update, log, instance, delete task, insert task.
-- - PL/pgSQL, because that is what one would write by hand in the database. Its plans are cached like the engine's.
-- - The content is the engine's own: this script lets the engine run one request from start to end and puts its log
--   entries and snapshots as constants into the functions. So the rows are as wide as the engine's, and the bytes of a
--   snapshot that change from step to step (they go into the WAL) are the ones that change in the engine.
-- - The events are jsonb, as one would keep them by hand. They arrive as ready text and become jsonb by one cast in each call. The
--   engine has to make them first.
-- - Who acts, whether they may, who is next: the floor does not ask. It even counts versions by the number of the task.
\set ON_ERROR_STOP on
DROP SCHEMA IF EXISTS floor CASCADE;
CREATE SCHEMA floor;
CREATE TABLE floor.instance (LIKE wf.instance INCLUDING ALL) WITH (fillfactor = 80);
CREATE TABLE floor.task (LIKE wf.task INCLUDING ALL);
CREATE TABLE floor.log (LIKE wf.log INCLUDING ALL) PARTITION BY RANGE (at);
ALTER TABLE floor.log ALTER COLUMN events TYPE jsonb USING wf.events(events);
CREATE SEQUENCE floor.instance_id_seq;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON floor.log
    FOR EACH ROW EXECUTE FUNCTION wf._refuse_log_change();
ALTER TABLE floor.log ENABLE ALWAYS TRIGGER append_only;

DO $$
DECLARE
    _partition record;
BEGIN
    FOR _partition IN
        SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) AS bounds
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'wf.log'::regclass
    LOOP
        EXECUTE format('CREATE TABLE floor.%I PARTITION OF floor.log %s', _partition.relname, _partition.bounds);
    END LOOP;
END
$$;

DO $$
DECLARE
    _form constant jsonb := '{"days": 3, "kind": "annual", "reason": "a week at the sea"}';
    _id bigint := wf.start('fixed', _form, actor => '19999');
    _row wf.instance;
    _states bytea[];
    _events text[];
    _nodes text[];
    _people text[];
BEGIN
    FOR _step IN 1 .. 3 LOOP
        SELECT * INTO STRICT _row FROM wf.instance WHERE instance_id = _id;
        _states := _states || _row.state;
        _people := _people || (SELECT assignee FROM wf.task WHERE instance_id = _id);
        PERFORM wf.approve(task_id, 'fine with me', actor => assignee) FROM wf.task WHERE instance_id = _id;
    END LOOP;
    SELECT * INTO STRICT _row FROM wf.instance WHERE instance_id = _id;
    _states := _states || _row.state;
    SELECT array_agg(wf.events(events)::text ORDER BY seq), array_agg(node ORDER BY seq) INTO _events, _nodes
    FROM wf.log WHERE instance_id = _id;

    EXECUTE format($function$
        CREATE FUNCTION floor.start(_data jsonb, _actor text) RETURNS bigint LANGUAGE plpgsql AS $body$
        DECLARE
            _id bigint := nextval('floor.instance_id_seq');
            _at timestamptz := clock_timestamp();
            _events text := %L;
        BEGIN
            INSERT INTO floor.log (tenant_id, instance_id, seq, at, action, actor, source, target, events)
            VALUES (0, _id, 1, _at, 'start', _actor, 'created', 'running', _events::jsonb);
            INSERT INTO floor.instance (tenant_id, instance_id, definition_id, title, initiator, started_at, status, version,
                                        data, state)
            VALUES (0, _id, %s, %L, _actor, _at, 'running', 1, _data, %L);
            INSERT INTO floor.task (tenant_id, task_id, instance_id, node, round, assignee, created_at)
            VALUES (0, _id * 1000000 + 1, _id, %L, 1, %L, _at);
            RETURN _id;
        END $body$ $function$,
        _events[1], _row.definition_id, _row.title, _states[1], _nodes[2], _people[1]);

    EXECUTE format($function$
        CREATE FUNCTION floor.approve(_task bigint, _comment text, _actor text) RETURNS bigint LANGUAGE plpgsql AS $body$
        DECLARE
            _id bigint := _task / 1000000;
            _at timestamptz := clock_timestamp();
            _node text;
            _events text;
            _state bytea;
            _next_node text;
            _next_person text;
            _old record;
        BEGIN
            SELECT definition_id, business_table, business_key, title, data, state INTO _old
            FROM floor.instance WHERE tenant_id = 0 AND instance_id = _id FOR UPDATE;
            CASE _task %% 1000000
            WHEN 1 THEN
                _node := %L; _events := %L; _state := %L; _next_node := %L; _next_person := %L;
            WHEN 2 THEN
                _node := %L; _events := %L; _state := %L; _next_node := %L; _next_person := %L;
            ELSE
                _node := %L; _events := %L; _state := %L;
                INSERT INTO floor.log (tenant_id, instance_id, seq, at, action, actor, task_id, node, comment, source, target, events)
                VALUES (0, _id, 4, _at, 'approve', _actor, _task, _node, _comment, 'running', 'completed', _events::jsonb);
                UPDATE floor.instance SET status = 'completed', version = 4, ended_at = _at, state = _state
                WHERE tenant_id = 0 AND instance_id = _id;
                DELETE FROM floor.task WHERE tenant_id = 0 AND task_id = _task;
                RETURN 4;
            END CASE;
            INSERT INTO floor.log (tenant_id, instance_id, seq, at, action, actor, task_id, node, comment, source, target, events)
            VALUES (0, _id, _task %% 1000000 + 1, _at, 'approve', _actor, _task, _node, _comment, 'running', 'running', _events::jsonb);
            UPDATE floor.instance SET status = 'running', version = _task %% 1000000 + 1, ended_at = NULL, state = _state
            WHERE tenant_id = 0 AND instance_id = _id;
            DELETE FROM floor.task WHERE tenant_id = 0 AND task_id = _task;
            INSERT INTO floor.task (tenant_id, task_id, instance_id, node, round, assignee, created_at)
            VALUES (0, _task + 1, _id, _next_node, 1, _next_person, _at);
            RETURN _task %% 1000000 + 1;
        END $body$ $function$,
        _nodes[2], _events[2], _states[2], _nodes[3], _people[2],
        _nodes[3], _events[3], _states[3], _nodes[4], _people[3],
        _nodes[4], _events[4], _states[4]);
END
$$;

-- As many ended requests as the engine has.
SET synchronous_commit = off;
INSERT INTO floor.instance SELECT * FROM wf.instance;
INSERT INTO floor.log (tenant_id, instance_id, seq, at, action, actor, task_id, node, comment, source, target, context, events)
SELECT tenant_id, instance_id, seq, at, action, actor, task_id, node, comment, source, target, context, wf.events(events) FROM wf.log;
INSERT INTO floor.task SELECT * FROM wf.task;
SELECT setval('floor.instance_id_seq', (SELECT last_value FROM wf.instance_id_seq));
