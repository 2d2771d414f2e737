-- wf.diff: what changed between two entries of the log; and whatever is read from the newest checkpoint on is what all of it gives.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 9, "kind": "annual"}', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, data => '{"days": 8.0}', actor => 'lena');
SELECT wf.comment(:i, 'fine', actor => 'alice');
SELECT wf.approve(:i * 1000000 + 2, data => '{"kind": null}', actor => 'frank');
SELECT kind, subject, before - '{weight,principal,rank,candidates}'::text[] AS before, after - '{weight,principal,rank,candidates}'::text[] AS after
FROM wf.diff(:i, 1, 2) WHERE kind IN ('token', 'seat');
SELECT * FROM wf.diff(:i, 1, 2) WHERE kind NOT IN ('token', 'seat');
-- A comment changes nothing; backwards it is the other way round.
SELECT * FROM wf.diff(:i, 2, 3);
SELECT * FROM wf.diff(:i, 2, 2);
SELECT count(*) AS changes, count(*) FILTER (WHERE (a.before, a.after) IS NOT DISTINCT FROM (b.after, b.before)) AS the_other_way
FROM wf.diff(:i, 1, 4) a FULL JOIN wf.diff(:i, 4, 1) b USING (kind, subject);
SELECT * FROM wf.diff(:i, 3, 4) WHERE kind = 'field';
SELECT wf.terminate(:i, 'enough', actor => 'root') IS NOT NULL AS ended;
SELECT * FROM wf.diff(:i, 4, 5) WHERE kind IN ('status', 'field');
-- Every difference counts: what has none is the same state.
SELECT count(*) FILTER (WHERE d.n = 0 AND a.state - '{version,last_at,last_seat,last_token,last_wait}'::text[] <> b.state - '{version,last_at,last_seat,last_token,last_wait}'::text[]) AS missed
FROM (SELECT h.seq, wf.state_at(:i, h.at) AS state FROM wf.history h WHERE h.instance_id = :i) a, (SELECT h.seq, wf.state_at(:i, h.at) AS state FROM wf.history h WHERE h.instance_id = :i) b,
    LATERAL (SELECT count(*) AS n FROM wf.diff(:i, a.seq, b.seq)) d;

-- There is no such entry, or no such instance; nobody's business.
SELECT * FROM wf.diff(:i, 0, 2);
SELECT * FROM wf.diff(:i, 1, 99);
SELECT * FROM wf.diff(99, 1, 2);
SELECT * FROM wf.diff(:i, NULL, 2);

-- What is hidden is named, and no more.
SELECT wf.deploy('{"key": "pay", "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "secret", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start", "fields": {"secret": "hidden"}},
              {"id": "lead", "type": "approval", "fields": {"amount": "write", "secret": "write"}, "approvers": [{"by": "reporting_line", "level": 1}]},
              {"id": "boss", "type": "approval", "fields": {"secret": "read"}, "approvers": [{"by": "users", "users": ["grace"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "boss"}, {"from": "boss", "to": "end"}]}') AS definition;
SELECT wf.start('pay', '{"amount": 1}', actor => 'bob') AS pay \gset
SELECT wf.approve(:pay * 1000000 + 1, data => '{"amount": 2, "secret": "x"}', actor => 'lena');
SELECT * FROM wf.diff(:pay, 1, 2) WHERE kind = 'field';
CREATE ROLE regress_wf_bob LOGIN IN ROLE wf_user;
UPDATE wf.person SET db_role = 'regress_wf_bob' WHERE person_id = 'bob';
SET SESSION AUTHORIZATION regress_wf_bob;
SELECT * FROM wf.diff(:pay, 1, 2) WHERE kind = 'field';
SELECT * FROM wf.diff(:i, 1, 2);
SELECT count(*) AS tasks FROM wf.todo_at(NULL, now());
SELECT count(*) AS tasks FROM wf.todo_at('lena', now());
RESET SESSION AUTHORIZATION;
DROP ROLE regress_wf_bob;

-- Entries leave the log: behind the checkpoint it goes on, before it is refused.
SET timezone = 'UTC';
SELECT format('wf.log_%s', to_char(now(), 'YYYY_MM')) AS this_month, date_trunc('month', now()) AS first, date_trunc('month', now()) + interval '1 month' AS until,
       clock_timestamp() + interval '3 seconds' AS boundary \gset
CREATE TABLE public.regress_log AS TABLE wf.log;
DROP TABLE :this_month;
CREATE TABLE wf.log_old PARTITION OF wf.log FOR VALUES FROM (:'first') TO (:'boundary');
CREATE TABLE wf.log_new PARTITION OF wf.log FOR VALUES FROM (:'boundary') TO (:'until');
INSERT INTO wf.log TABLE public.regress_log;
DROP TABLE public.regress_log;
SELECT clock_timestamp() AS before_boundary \gset
SELECT pg_sleep_until(:'boundary');
SELECT wf.comment(:pay, 'after the boundary', actor => 'bob');
SELECT table_name, entries FROM wf.archive(before => clock_timestamp());
SELECT wf.comment(:pay, 'behind it', actor => 'bob');
SELECT seq, action FROM wf.history WHERE instance_id = :pay;
SELECT * FROM wf.diff(:pay, 4, 5);
SELECT * FROM wf.diff(:pay, 3, 5);
SELECT * FROM wf.diff(:pay, 1, 2);
SELECT * FROM wf.diff(:i, 1, 2);
SELECT task_id % 1000000 AS task, node, assignee, created_at < :'boundary' AS is_old FROM wf.todo_at('grace', now());
SELECT task_id FROM wf.todo_at('grace', :'before_boundary');
SELECT wf.attach_archive('log_old');
SELECT task_id % 1000000 AS task FROM wf.todo_at('grace', :'before_boundary');
SELECT kind, before, after FROM wf.diff(:pay, 1, 5) WHERE kind = 'field' AND subject = 'amount';
