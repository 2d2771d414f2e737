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
-- ---- By groups of states: exactly these, for every record; null where it never was, 0 where it only passed through ----
SELECT record_key, state, first_entry, last_exit, since, visits, total FROM wf.time_in_state('regress_parcel', 'state', at => '2026-03-04 09:00+00', groups => '["checked", "sent", "lost"]') ORDER BY record_key COLLATE "C", state COLLATE "C";
-- From packed to checked and back it has not left the group.
SELECT record_key, state, first_entry, last_exit, since, visits, total FROM wf.time_in_state('regress_parcel', 'state', at => '2026-03-04 09:00+00', groups => '{"in the house": ["packed", "checked"], "out": ["sent", "lost"]}') ORDER BY record_key COLLATE "C", state COLLATE "C";
SELECT state, first_entry, last_exit, since, visits, total FROM wf.time_in_state('regress_parcel', 'state', '1', '2026-03-02 15:00+00', groups => '{"in the house": ["packed", "checked"]}');
SELECT state, visits, total FROM wf.time_in_state('regress_parcel', 'state', '1', '2026-03-04 09:00+00', calendar => 'office', groups => '{"in the house": ["packed", "checked"], "lost": ["lost"]}') ORDER BY 1;
SELECT count(*) FROM wf.time_in_state('regress_parcel', 'state', groups => '{}');
SELECT wf.time_in_state('regress_parcel', 'state', groups => '"packed"');
SELECT wf.time_in_state('regress_parcel', 'state', groups => '{"a": "packed"}');
SELECT wf.time_in_state('regress_parcel', 'state', groups => '[1]');
-- ---- By who ended a stay, and their department at that time ----
CREATE TABLE public.regress_crate (id integer PRIMARY KEY, state text);
SELECT wf.track('regress_crate', 'state') AS crate \gset
INSERT INTO wf.state_log (tracked_id, key, seq, at, action, source, target, actor)
SELECT :crate, key, nextval('wf.state_log_seq'), at::timestamptz, action, source, target, actor
FROM (VALUES
    ('1', '2026-03-02 08:00+00', 'insert', NULL, 'open', 'alice'), ('1', '2026-03-02 10:00+00', 'update', 'open', 'full', 'lena'), ('1', '2026-03-02 11:00+00', 'update', 'full', 'open', 'frank'),
    ('1', '2026-03-02 11:30+00', 'update', 'open', 'full', 'lena'), ('1', '2026-03-02 12:00+00', 'update', 'full', 'shut', NULL),
    ('2', '2026-03-02 08:00+00', 'insert', NULL, 'open', 'alice'), ('2', '2026-03-02 09:00+00', 'update', 'open', 'full', 'nobody'), ('2', '2026-03-02 09:00+00', 'update', 'full', 'shut', 'lena'),
    ('2', '2026-03-03 08:00+00', 'delete', 'shut', NULL, 'frank')) AS v (key, at, action, source, target, actor);
INSERT INTO wf.state_log (tracked_id, key, seq, at, action, actor) VALUES (:crate, '', nextval('wf.state_log_seq'), '2026-03-04 08:00+00', 'truncate', 'lena'), (:crate, '', nextval('wf.state_log_seq'), '2026-03-04 08:00+00', 'purge', 'lena');
SELECT record_key, state, actor, visits, total, since FROM wf.time_in_state('regress_crate', 'state', at => '2026-03-05 08:00+00', by => 'actor') ORDER BY record_key, state, actor COLLATE "C";
-- What has not ended yet is nobody's.
SELECT state, actor, total, since FROM wf.time_in_state('regress_crate', 'state', '1', '2026-03-02 11:45+00', by => 'actor') ORDER BY state, actor COLLATE "C";
-- Lena was in another department in the morning, frank in none, and nobody knows nobody.
INSERT INTO wf.person_history (tenant_id, person_id, valid_from, valid_until, department_id, active) VALUES (0, 'lena', '2026-03-01', '2026-03-02 11:00+00', 'north', true), (0, 'lena', '2026-03-02 11:00+00', '2026-03-20', 'south', true), (0, 'frank', '2026-03-01', '2026-03-20', NULL, true);
SELECT record_key, state, department, visits, total FROM wf.time_in_state('regress_crate', 'state', at => '2026-03-05 08:00+00', by => 'department') ORDER BY record_key, state, department COLLATE "C";
SELECT record_key, state, department, visits, total FROM wf.time_in_state('regress_crate', 'state', at => '2026-03-05 08:00+00', groups => '{"waiting": ["open", "full"], "gone": ["lost"]}', by => 'department') ORDER BY record_key, state, department COLLATE "C";
SELECT wf.time_in_state('regress_crate', 'state', by => 'month');
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
SELECT wf.untrack('public.regress_parcel', 'state'), wf.untrack('public.regress_crate', 'state');
DROP TABLE public.regress_parcel, public.regress_crate;
