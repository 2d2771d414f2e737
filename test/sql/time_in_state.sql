-- wf.time_in_state and wf.time_in_status: how long, how often, since when.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = error;
SET timezone = 'UTC';
DROP TABLE IF EXISTS public.regress_parcel;
CREATE TABLE public.regress_parcel (id integer PRIMARY KEY, state text);
\set ECHO all
SELECT wf.track('regress_parcel', 'state') AS tracked \gset
-- A life with times of its own: 1 twice in "packed" and once for no time; 2 gets another key; 3 goes with a TRUNCATE, 4 with a DELETE.
CREATE TABLE wf.state_log_2026_03 PARTITION OF wf.state_log FOR VALUES FROM ('2026-03-01 00:00+00') TO ('2026-04-01 00:00+00');
INSERT INTO wf.state_log (tracked_id, key, seq, at, action, source, target, former_key)
SELECT :tracked, key, nextval('wf.state_log_seq'), at::timestamptz, action, source, target, former_key
FROM (VALUES
    ('1', '2026-03-02 09:00+00', 'insert', NULL, 'packed', NULL), ('1', '2026-03-02 12:00+00', 'update', 'packed', 'checked', NULL),
    ('1', '2026-03-02 12:00+00', 'update', 'checked', 'packed', NULL), ('1', '2026-03-03 09:00+00', 'update', 'packed', 'sent', NULL),
    ('2', '2026-03-02 10:00+00', 'insert', NULL, 'packed', NULL), ('20', '2026-03-02 11:00+00', 'update', 'packed', 'packed', '2'),
    ('3', '2026-03-02 10:00+00', 'insert', NULL, 'packed', NULL), ('4', '2026-03-02 10:00+00', 'insert', NULL, 'packed', NULL),
    ('4', '2026-03-02 11:30+00', 'delete', 'packed', NULL, NULL)) AS v (key, at, action, source, target, former_key);
INSERT INTO wf.state_log (tracked_id, key, seq, at, action) VALUES (:tracked, '', nextval('wf.state_log_seq'), '2026-03-03 14:00+00', 'truncate');
INSERT INTO wf.state_log (tracked_id, key, seq, at, action, target) VALUES (:tracked, '3', nextval('wf.state_log_seq'), '2026-03-03 15:00+00', 'insert', 'packed');
SELECT * FROM wf.time_in_state('regress_parcel', 'state', at => '2026-03-04 09:00+00') ORDER BY record_key COLLATE "C", first_entry, state COLLATE "C";
SELECT * FROM wf.time_in_state('regress_parcel', 'state', '1', '2026-03-02 10:30+00');
SELECT count(*) FROM wf.time_in_state('regress_parcel', 'state', at => '2026-03-01');
-- By a working calendar.
SELECT wf.set_calendar('office', '{"time_zone": "UTC", "week": {"mon": ["09:00-12:00", "13:00-17:00"], "tue": ["09:00-12:00"], "wed": ["09:00-12:00"]}}');
SELECT state, total FROM wf.time_in_state('regress_parcel', 'state', '1', '2026-03-04 09:00+00', calendar => 'office') ORDER BY first_entry, state COLLATE "C";
SELECT * FROM wf.time_in_state('regress_parcel', 'state', calendar => 'none such');
-- Whoever may not read the table sees nothing of it.
CREATE ROLE regress_wf_stranger LOGIN IN ROLE wf_user;
SET SESSION AUTHORIZATION regress_wf_stranger;
SELECT count(*) FROM wf.time_in_state('regress_parcel', 'state');
RESET SESSION AUTHORIZATION;
DROP ROLE regress_wf_stranger;

-- Instances.
SELECT wf.start('leave', '{"days": 2}', actor => 'alice') AS i \gset
SELECT wf.send_back(:i * 1000000 + 1, comment => 'why?', actor => 'lena');
SELECT wf.resubmit(:i, actor => 'alice');
SELECT wf.approve(task_id, actor => 'lena') FROM wf.todo WHERE instance_id = :i;
SELECT s.status, s.visits, s.since IS NOT NULL AS is_in_it, s.last_exit IS NOT NULL AS has_left, s.total >= interval '0' AS counted, s.first_entry = (SELECT min(h.at) FROM wf.history h WHERE h.instance_id = :i AND h.target = s.status) AS first
FROM wf.time_in_status s WHERE s.instance_id = :i ORDER BY s.first_entry;
SELECT wf.untrack('public.regress_parcel', 'state') IS NOT NULL AS untracked;
DROP TABLE public.regress_parcel;
