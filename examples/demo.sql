-- The story that `make demo` tells. To run it by hand: psql in the repository's root, in an empty database, after
-- CREATE EXTENSION wf_engine and SELECT wf.setup(). From "ECHO queries" on, SQL is shown before its result; from
-- "ECHO none" on, it only prepares something. "\o /dev/null" hides results that would say no more than "done".
\set ON_ERROR_STOP on
\set QUIET on
\set VERBOSITY terse
\pset linestyle unicode
\pset border 2
\pset footer off
\pset pager off
SET client_encoding = 'UTF8';
SET client_min_messages = warning;

\echo '1. A company\n============'
\echo 'Twelve people, and who reports to whom: wf.load_directory takes examples/directory.json.\n'
\set directory `cat examples/directory.json`
CREATE TEMP TABLE company AS SELECT :'directory'::jsonb AS directory_json;
\set ECHO queries
SELECT key AS loaded, value ->> 'added' AS added
FROM company, jsonb_each(wf.load_directory(directory_json));
\set ECHO none
\echo 'Who reports to whom:\n'
WITH RECURSIVE tree AS (
    SELECT p.*, ARRAY[person_id] AS path FROM wf.person p WHERE manager_id IS NULL
    UNION ALL
    SELECT p.*, path || p.person_id FROM wf.person p JOIN tree ON p.manager_id = tree.person_id)
SELECT repeat('   ', cardinality(path) - 1) || tree.name AS person, person_id AS id, position.name AS position,
       (SELECT string_agg(role_id, ', ' ORDER BY role_id) FROM wf.role_member m WHERE m.person_id = tree.person_id) AS roles
FROM tree JOIN wf.position USING (position_id) ORDER BY path;

\echo '2. A process\n============'
\echo 'examples/leave.json says how leave is approved. Deploying it makes it version 1:\n'
\set definition `cat examples/leave.json`
CREATE TEMP TABLE file AS SELECT :'definition'::jsonb AS leave_json;
\set ECHO queries
SELECT wf.deploy(leave_json) AS version FROM file;
\t on \a
SELECT wf.diagram('leave');
\t off \a
\echo 'A mistake would not have come this far:\n'
SELECT path, message, hint
FROM file, wf.validate(jsonb_set(leave_json, '{nodes,1,type}', '"aproval"'));

\echo '3. Three people ask for leave\n============================='
\echo 'The application has a table of its own. The engine needs no column in it and never changes it.\n'
CREATE TABLE leave_request (
    id       integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    employee text    NOT NULL,
    days     numeric NOT NULL,
    kind     text    NOT NULL,
    reason   text,
    status   text    NOT NULL DEFAULT 'waiting');
\echo '\nAlice wants three days. Her row and its process begin in one transaction:\n'
BEGIN;
INSERT INTO leave_request (employee, days, kind, reason)
VALUES ('alice', 3, 'annual', 'my sister gets married');
SELECT wf.start('leave', jsonb_build_object('days', days, 'kind', kind, 'reason', reason),
                business_table => 'leave_request', business_key => id::text,
                title => days || ' days for ' || employee, actor => employee) AS instance_id
FROM leave_request WHERE id = 1;
COMMIT;
\set ECHO none
\echo '\nBob wants eight days and Mallory five: the same again for them. Now all open tasks,'
\echo 'and the work list of Dave, who leads the team of Alice and Bob:\n'
INSERT INTO leave_request (employee, days, kind, reason)
VALUES ('bob', 8, 'annual', 'hiking in Norway'), ('mallory', 5, 'annual', 'surfing');
\o /dev/null
SELECT wf.start('leave', jsonb_build_object('days', days, 'kind', kind, 'reason', reason),
                business_table => 'leave_request', business_key => id::text,
                title => days || ' days for ' || employee, actor => employee)
FROM leave_request WHERE id > 1 ORDER BY id;
\o
\set ECHO queries
SELECT task_id, title, node_name, assignee FROM wf.todo ORDER BY task_id;
SELECT task_id, title, node_name FROM wf.inbox('dave');
\echo 'The application puts its rows beside their processes by a view of its own;'
\echo '"1 of 3" is the first of three steps:\n'
CREATE VIEW leave_overview AS
SELECT r.id, i.title, r.status AS row_says, i.status AS engine_says, turn.progress
FROM leave_request r
JOIN wf.instance_list i ON i.business_table = 'public.leave_request' AND i.business_key = r.id::text
CROSS JOIN LATERAL (
    SELECT min(step) || ' of ' || max(steps) || ', waiting for '
           || string_agg(who.name, ' and ' ORDER BY who.name) AS progress
    FROM wf.progress p JOIN wf.person who USING (tenant_id, person_id)
    WHERE p.instance_id = i.instance_id AND p.state = 'current') turn;
SELECT * FROM leave_overview ORDER BY id;

\echo '4. Approval and business data: both or neither\n=============================================='
\echo 'Dave approves for Alice, the application updates its row, and then the transaction fails:\n'
BEGIN;
SELECT wf.approve(task_id, comment => 'Enjoy!', actor => 'dave') AS new_version
FROM wf.inbox('dave') WHERE business_key = '1';
UPDATE leave_request SET status = 'approved' WHERE id = 1;
SELECT * FROM leave_overview WHERE id = 1;
ROLLBACK;
SELECT * FROM leave_overview WHERE id = 1;
\echo 'Nothing has happened: the row still waits, and the task is still open. Once more, with COMMIT:\n'
\o /dev/null
BEGIN;
SELECT wf.approve(task_id, comment => 'Enjoy!', actor => 'dave')
FROM wf.inbox('dave') WHERE business_key = '1';
UPDATE leave_request SET status = 'approved' WHERE id = 1;
COMMIT;
\o
SELECT * FROM leave_overview WHERE id = 1;
SELECT recipient, title, sent_by FROM wf.cc;
\set ECHO none
\echo 'For three days the team lead is enough. The two people of HR have got their copies.\n'

\echo '5. The long way\n==============='
\echo 'Bob wants more than five days: that needs the team lead, then every manager up to a director,'
\echo 'then two of the three on the board. Dave is quick:\n'
SELECT instance_id AS bob FROM wf.instance_list WHERE business_key = '2' \gset
\set ECHO queries
\o /dev/null
SELECT wf.approve(task_id, comment => 'Fine with the team', actor => 'dave')
FROM wf.inbox('dave') WHERE business_key = '2';
\o
SELECT progress FROM leave_overview WHERE id = 2;
\t on \a
SELECT wf.diagram(instance_id => :bob);
\t off \a
\echo 'Carol approves, then Erin, who is a director: the line ends here. The board is asked all at once,'
\echo 'and Liu Wei is the first to say yes:\n'
\o /dev/null
SELECT wf.approve(task_id, actor => 'carol') FROM wf.inbox('carol') WHERE business_key = '2';
SELECT wf.approve(task_id, actor => 'erin') FROM wf.inbox('erin') WHERE business_key = '2';
SELECT wf.approve(task_id, actor => 'wei') FROM wf.inbox('wei') WHERE business_key = '2';
\o
SELECT progress FROM leave_overview WHERE id = 2;
\echo 'Grace is the second of three. That decides it; Victor need not answer any more:\n'
\o /dev/null
BEGIN;
SELECT wf.approve(task_id, comment => 'Bring photos', actor => 'grace')
FROM wf.inbox('grace') WHERE business_key = '2';
UPDATE leave_request SET status = 'approved' WHERE id = 2;
COMMIT;
\o
SELECT step, node_name, person_id, decision, comment FROM wf.progress
WHERE instance_id = :bob ORDER BY step, at;

\echo '6. A refusal\n============'
\echo 'Peggy rejects what Mallory wants, and says why. Then all three are settled:\n'
\o /dev/null
BEGIN;
SELECT wf.reject(task_id, comment => 'Not in the week of the fair', actor => 'peggy')
FROM wf.inbox('peggy') WHERE business_key = '3';
UPDATE leave_request SET status = 'rejected' WHERE id = 3;
COMMIT;
\o
SELECT * FROM leave_overview ORDER BY id;
SELECT count(*) AS open_tasks FROM wf.todo;

\echo '7. What the log knows\n====================='
\echo 'Every accepted command is one entry, and entries are for good:\n'
SELECT instance_id AS process, seq, action, actor, node_name, comment, target AS status
FROM wf.history ORDER BY instance_id, seq;
\set ON_ERROR_STOP off
UPDATE wf.log SET comment = 'I never said that';
DELETE FROM wf.log;
\set ON_ERROR_STOP on
\echo '\nReplaying the log of each process gives exactly what is stored; wf.verify finds no difference:\n'
SELECT instance_id AS process, version AS entries,
       wf.replay(instance_id) = wf.state(instance_id) AS replay_is_state,
       (SELECT count(*) FROM wf.verify(instance_id)) AS differences
FROM wf.instance_list ORDER BY instance_id;
\echo 'It would find one if somebody changed a process behind the back of the engine:\n'
BEGIN;
UPDATE wf.instance SET status = 'completed' WHERE business_key = '3';
SELECT v.* FROM wf.instance_list i, wf.verify(i.instance_id) v WHERE i.business_key = '3';
ROLLBACK;
\echo 'Each entry has the hash of the one before it: whoever has all rights and rewrites an opinion breaks the chain there:\n'
BEGIN;
ALTER TABLE wf.log DISABLE TRIGGER append_only;
UPDATE wf.log SET comment = 'I never said that' WHERE seq = 2 AND instance_id = (SELECT instance_id FROM wf.instance WHERE business_key = '3');
SELECT instance_id AS process, seq, problem FROM wf.verify_all();
ROLLBACK;
\set ECHO none

-- If the story did not go as told, it must not look as if it had.
DO $$
BEGIN
    ASSERT (SELECT array_agg(status ORDER BY id) FROM leave_request) = '{approved,approved,rejected}', 'rows of the application';
    ASSERT (SELECT array_agg(status ORDER BY instance_id) FROM wf.instance_list) = '{completed,completed,rejected}', 'processes';
    ASSERT (SELECT count(*) FROM wf.history WHERE comment IS DISTINCT FROM 'I never said that') = 10, 'log';
    ASSERT NOT EXISTS (SELECT FROM wf.instance_list i, wf.verify(i.instance_id)), 'replay';
END
$$;
