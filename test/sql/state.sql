-- State, replay, time travel and proof.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 8.50, "reason": "海"}', actor => 'alice');
SELECT clock_timestamp() AS before_approve \gset
SELECT wf.approve(1000001, data => '{"days": 9}', actor => 'lena');
SELECT jsonb_pretty(wf.state(1) - '{started_at,last_at}'::text[]);
SELECT wf.replay(1) = wf.state(1) AS replay_is_state;
SELECT jsonb_object_keys(wf.state(1)) EXCEPT SELECT jsonb_object_keys(wf.replay(1));

-- Any moment of the past.
SELECT wf.state_at(1, '2000-01-01') IS NULL AS nothing_yet;
SELECT wf.state_at(1, :'before_approve') -> 'data' AS data, wf.state_at(1, :'before_approve') -> 'version' AS version,
       jsonb_path_query_array(wf.state_at(1, :'before_approve'), '$.tokens[*].node') AS at;
SELECT wf.state_at(1, 'infinity') = wf.state(1) AS now_is_now;
SELECT wf.state(2), wf.replay(2);
SELECT wf.state(NULL);

-- Whatever is changed by hand behind the engine's back shows.
SELECT * FROM wf.verify(1);
UPDATE wf.instance SET status = 'completed', data = '{"days": 1}';
UPDATE wf.task SET assignee = 'mallory';
INSERT INTO wf.task SELECT tenant_id, task_id + 7, instance_id, node, round, 'mallory', NULL, NULL, created_at FROM wf.task;
INSERT INTO wf.copy VALUES (0, 1, 'mallory', 'hr', 1, 'mallory', now());
SELECT subject, CASE subject WHEN 'state' THEN (expected::jsonb -> 'data')::text ELSE regexp_replace(expected, '\d{4}-[-0-9T:.]*', '<time>') END AS expected,
       CASE subject WHEN 'state' THEN (found::jsonb -> 'data')::text ELSE regexp_replace(found, '\d{4}-[-0-9T:.]*', '<time>') END AS found FROM wf.verify(1) ORDER BY subject COLLATE "C", found COLLATE "C";
-- A snapshot that cannot be read is an error, not a crash; the log still has the truth.
UPDATE wf.instance SET state = '\x574601ff';
\set VERBOSITY terse
SELECT wf.state(1);
SELECT wf.approve(1000002, actor => 'frank');
UPDATE wf.instance SET state = '\x';
SELECT wf.state(1);
