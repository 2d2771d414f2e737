-- The border between C++ and PostgreSQL: errors keep what they say, leave nothing behind, and leak nothing.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- An error inside one of the engine's own statements keeps its SQLSTATE, DETAIL and constraint.
INSERT INTO wf.task (tenant_id, task_id, instance_id, node, round, created_at) VALUES (0, 1000001, 1, 'x', 1, now());
DO $$
DECLARE _state text; _constraint text; _detail text;
BEGIN
    PERFORM wf.start('leave', '{"days": 1}', actor => 'alice');
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS _state = RETURNED_SQLSTATE, _constraint = CONSTRAINT_NAME, _detail = PG_EXCEPTION_DETAIL;
    RAISE NOTICE '% % %', _state, _constraint, _detail;
END $$;
DELETE FROM wf.task;
SELECT count(*) AS instances FROM wf.instance;

-- A timeout in the middle of a command leaves nothing behind: no log entry, no task, no lock, no changed rights.
SELECT wf.deploy('{"key": "slow", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
        {"id": "g", "type": "exclusive"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "g"}, {"from": "g", "to": "e", "when": "n = 1 or count(for i in 1..90000 return count(for j in 1..90000 return 1)) = 1"}, {"from": "g", "to": "e", "default": true}]}');
SELECT wf.start('slow', '{"n": 0}', actor => 'alice') AS i \gset
SET wf_engine.max_expression_steps = 2000000000;
SET statement_timeout = '100ms';
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena');
SELECT wf.feel('count(for i in 1..90000 return count(for j in 1..90000 return 1))');
RESET statement_timeout;
RESET wf_engine.max_expression_steps;
SELECT status, version FROM wf.instance_list WHERE instance_id = :i;
SELECT count(*) AS entries FROM wf.log WHERE instance_id = :i;
SELECT count(*) AS open_tasks FROM wf.todo WHERE instance_id = :i;
SELECT current_user = session_user AS rights_given_back;
-- The same with the limit of the engine.
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena');
SELECT wf.approve(:i * 1000000 + 1, data => '{"n": 1}', actor => 'lena');

-- A lock_timeout while waiting for the instance is PostgreSQL's own error (isolation specs do the waiting).
-- 20,000 refusals, each in a subtransaction: the session's memory does not grow, once its caches are filled.
CREATE FUNCTION pg_temp.be_refused(times integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    FOR _n IN 1 .. times LOOP
        BEGIN
            PERFORM wf.approve(7, actor => 'lena');
        EXCEPTION WHEN SQLSTATE 'WF203' THEN
            NULL;
        END;
    END LOOP;
END $$;
CREATE FUNCTION pg_temp.used_memory() RETURNS bigint LANGUAGE sql AS 'SELECT sum(used_bytes)::bigint FROM pg_backend_memory_contexts';
SELECT pg_temp.be_refused(10), pg_temp.used_memory() > 0 AS caches_are_filled;
SELECT pg_temp.used_memory() AS before \gset
SELECT pg_temp.be_refused(20000);
SELECT pg_temp.used_memory() - :before < 200000 AS memory_is_steady;
SELECT current_user = session_user AS rights_given_back;
SHOW search_path;

-- Commands within one statement, function, savepoint and rolled-back savepoint.
BEGIN;
SELECT wf.start('leave', '{"days": 8}', actor => 'alice') AS i \gset
SAVEPOINT before;
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena');
ROLLBACK TO before;
SELECT wf.approve(:i * 1000000 + 1, actor => 'bob');
ROLLBACK TO before;
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena'), wf.approve(:i * 1000000 + 2, actor => 'frank'), wf.approve(:i * 1000000 + 3, actor => 'grace');
COMMIT;
SELECT count(*) AS open_tasks FROM wf.todo WHERE instance_id = :i;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
-- The stored events are those that the core writes.
SELECT jsonb_pretty(wf.events(events)) FROM wf.log WHERE instance_id = :i AND seq = 2;
