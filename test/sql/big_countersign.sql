-- A countersign of many: what votes do not change of their seats is kept apart from the snapshot, and each vote leaves it as it is.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SELECT wf.load_directory(jsonb_build_object('persons', jsonb_agg(jsonb_build_object('id', 'p' || n, 'name', 'P' || n)))) IS NOT NULL AS loaded
FROM generate_series(1, 40) AS n;
SELECT wf.deploy(jsonb_build_object('key', 'all', 'nodes', jsonb_build_array(
        '{"id": "start", "type": "start"}'::jsonb, '{"id": "end", "type": "end"}'::jsonb,
        '{"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}]}'::jsonb,
        jsonb_build_object('id', 'sign', 'type', 'approval', 'mode', 'all', 'approvers', jsonb_build_array(jsonb_build_object(
            'by', 'users', 'users', (SELECT jsonb_agg('p' || n ORDER BY n) FROM generate_series(1, 40) AS n))))),
    'flows', '[{"from": "start", "to": "sign"}, {"from": "sign", "to": "boss"}, {"from": "boss", "to": "end"}]'::jsonb));
-- Whether the last command wrote the seats, and whether the log still proves everything.
CREATE TABLE before (seats bytea);
INSERT INTO before VALUES (NULL);
CREATE FUNCTION pg_temp.look(OUT apart boolean, OUT written boolean, OUT differences bigint) LANGUAGE plpgsql AS $$
DECLARE
    _seats constant bytea := (SELECT seats FROM wf.instance);
BEGIN
    apart := _seats IS NOT NULL;
    written := _seats IS DISTINCT FROM (SELECT seats FROM before);
    differences := (SELECT count(*) FROM wf.verify(1));
    UPDATE before SET seats = _seats;
END
$$;
\set ECHO all

SELECT wf.start('all', actor => 'alice');
SELECT * FROM pg_temp.look();
-- A vote leaves them alone. So does one in a batch.
SELECT wf.approve(1000003, actor => 'p3');
SELECT * FROM pg_temp.look();
SELECT task_id, version, sqlstate FROM wf.approve_many('{1000004,1000004}', actor => 'p4');
SELECT * FROM pg_temp.look();
SELECT jsonb_path_query_array(wf.state(1), '$.seats[0 to 4].state'), octet_length(state) < 200 AS is_small FROM wf.instance;
-- What changes who signs does not.
SELECT wf.delegate(1000001, 'bob', actor => 'p1');
SELECT * FROM pg_temp.look();
SELECT wf.resolve(1000001, actor => 'bob');
SELECT * FROM pg_temp.look();
SELECT wf.transfer(1000002, 'bob', actor => 'p2');
SELECT * FROM pg_temp.look();
SELECT wf.add_signer(1000001, '{carol}', actor => 'p1');
SELECT * FROM pg_temp.look();
SELECT wf.save_draft(1000005, '{"days": 1}', actor => 'p5');
SELECT * FROM pg_temp.look();
SELECT wf.approve(1000005, actor => 'p5');
SELECT * FROM pg_temp.look();
-- Damaged, as the snapshot itself.
BEGIN;
UPDATE wf.instance SET seats = NULL;
\set VERBOSITY terse
SAVEPOINT damaged;
SELECT wf.state(1);
ROLLBACK TO damaged;
UPDATE wf.instance SET seats = substr(seats, 1, length(seats) - 1);
SELECT wf.approve(1000006, actor => 'p6');
ROLLBACK;
\set VERBOSITY default
-- Back at an earlier state, and on from there.
SELECT wf.undo(1, actor => 'p5');
SELECT * FROM pg_temp.look();
SELECT wf.redo(1, actor => 'p5');
SELECT * FROM pg_temp.look();
-- The node ends, and with it its seats.
SELECT count(wf.approve(task_id, actor => assignee)) FROM wf.task WHERE node = 'sign' AND assignee NOT IN ('p1', 'p40');
SELECT * FROM pg_temp.look();
SELECT count(wf.approve(task_id, actor => assignee)) FROM wf.task WHERE assignee IN ('p1', 'p40');
SELECT * FROM pg_temp.look();
SELECT count(wf.approve(task_id, actor => assignee)) FROM wf.task WHERE node = 'sign';
SELECT node, assignee FROM wf.task;
SELECT * FROM pg_temp.look();
SELECT wf.replay(1) = wf.state(1) AS replay_is_state;
DROP TABLE before;
