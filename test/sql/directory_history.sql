-- Who was the manager, the head, the role holder on that day?
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
-- Time passes: what happened in one transaction becomes the day d days after 2026-01-01.
CREATE FUNCTION pg_temp.becomes(moment timestamptz, day integer) RETURNS void LANGUAGE sql AS $$
    UPDATE wf.person_history SET valid_from = '2026-01-01Z'::timestamptz + day * interval '1 day' WHERE valid_from = moment;
    UPDATE wf.person_history SET valid_until = '2026-01-01Z'::timestamptz + day * interval '1 day' WHERE valid_until = moment;
    UPDATE wf.department_history SET valid_from = '2026-01-01Z'::timestamptz + day * interval '1 day' WHERE valid_from = moment;
    UPDATE wf.department_history SET valid_until = '2026-01-01Z'::timestamptz + day * interval '1 day' WHERE valid_until = moment;
    UPDATE wf.role_member_history SET valid_from = '2026-01-01Z'::timestamptz + day * interval '1 day' WHERE valid_from = moment;
    UPDATE wf.role_member_history SET valid_until = '2026-01-01Z'::timestamptz + day * interval '1 day' WHERE valid_until = moment;
$$;
SET timezone = 'UTC';
SELECT max(valid_from) AS moment FROM wf.person_history \gset
SELECT pg_temp.becomes(:'moment', 0) \g (format=unaligned) /dev/null
\set ECHO all

-- Day 10: lena hands over to bob, frank leaves, heidi takes the board department and a role. One transaction that
-- changes its mind leaves one row.
BEGIN;
SELECT now() AS moment \gset
UPDATE wf.person SET manager_id = 'carol' WHERE person_id = 'alice';
UPDATE wf.person SET manager_id = 'bob' WHERE person_id = 'alice';
UPDATE wf.person SET manager_id = 'frank', position_id = 'lead' WHERE person_id = 'bob';
UPDATE wf.person SET active = false WHERE person_id = 'frank';
UPDATE wf.department SET head_id = 'heidi' WHERE department_id = 'board';
SELECT wf.load_directory('{"roles": [{"id": "board", "members": ["carol", "heidi"]}]}') -> 'members' AS members;
INSERT INTO wf.person (tenant_id, person_id, name, active, attributes) VALUES (0, 'brief', 'Brief', true, '{}');
DELETE FROM wf.person WHERE person_id = 'brief';
DELETE FROM wf.role_member WHERE person_id = 'heidi';
INSERT INTO wf.role_member (tenant_id, role_id, person_id) VALUES (0, 'board', 'heidi');
COMMIT;
SELECT pg_temp.becomes(:'moment', 10);
-- Day 20: a name changes, which is not history, and bob is gone for good.
BEGIN;
SELECT now() AS moment \gset
UPDATE wf.person SET name = 'Alice II' WHERE person_id = 'alice';
UPDATE wf.person SET rank = 3 WHERE person_id = 'lena';
DELETE FROM wf.person WHERE person_id = 'bob';
COMMIT;
SELECT pg_temp.becomes(:'moment', 20);

SELECT person_id, valid_from::date, valid_until::date, manager_id, department_id, position_id, rank, active FROM wf.person_history
WHERE person_id IN ('alice', 'bob', 'frank', 'lena', 'brief') ORDER BY person_id COLLATE "C", valid_from;
SELECT department_id, valid_from::date, valid_until::date, parent_id, head_id FROM wf.department_history ORDER BY department_id COLLATE "C", valid_from;
SELECT role_id, person_id, valid_from::date, valid_until::date FROM wf.role_member_history WHERE role_id = 'board' ORDER BY person_id COLLATE "C";

SELECT 5 AS day, level, person_id, name, position_id FROM wf.reporting_line('alice', at => '2026-01-06')
UNION ALL SELECT 15, level, person_id, name, position_id FROM wf.reporting_line('alice', at => '2026-01-16')
UNION ALL SELECT 25, level, person_id, name, position_id FROM wf.reporting_line('alice', at => '2026-01-26');
SELECT level, person_id FROM wf.reporting_line('alice', levels => 1, at => '2026-01-06');
-- The beginning belongs to the new state, the end no longer.
SELECT level, person_id FROM wf.reporting_line('alice', levels => 1, at => '2026-01-11 00:00:00')
UNION ALL SELECT level, person_id FROM wf.reporting_line('alice', levels => 1, at => '2026-01-10 23:59:59.999999');
-- End points as of then: position and head of that time, rank by the position of today, role by who had it.
SELECT 'lead' AS until, level, person_id FROM wf.reporting_line('alice', until => '{"position": "lead"}', at => '2026-01-06')
UNION ALL SELECT 'lead', level, person_id FROM wf.reporting_line('alice', until => '{"position": "lead"}', at => '2026-01-16')
UNION ALL SELECT 'rank', level, person_id FROM wf.reporting_line('alice', until => '{"rank": 5}', at => '2026-01-06')
UNION ALL SELECT 'rank', level, person_id FROM wf.reporting_line('alice', until => '{"rank": 5}', at => '2026-01-16')
UNION ALL SELECT 'head', level, person_id FROM wf.reporting_line('carol', until => '{"department_head": true}', at => '2026-01-06')
UNION ALL SELECT 'role', level, person_id FROM wf.reporting_line('alice', until => '{"role": "hr"}', at => '2026-01-06');
-- Present and past agree about now.
SELECT count(*) AS differences FROM wf.person p
CROSS JOIN LATERAL (
    (SELECT l.* FROM wf.reporting_line(p.person_id) l EXCEPT SELECT l.* FROM wf.reporting_line(p.person_id, at => now()) l)
    UNION ALL
    (SELECT l.* FROM wf.reporting_line(p.person_id, at => now()) l EXCEPT SELECT l.* FROM wf.reporting_line(p.person_id) l)) AS difference;
-- A cycle of the past ends the walk as one of today does.
UPDATE wf.person SET manager_id = 'heidi' WHERE person_id = 'grace';
SELECT level, person_id FROM wf.reporting_line('heidi', at => now());

SELECT person_id, manager_id, position_id, active, roles, head_of, since::date, until::date FROM wf.person_at('heidi', '2026-01-06');
SELECT person_id, manager_id, position_id, active, roles, head_of, since::date, until::date FROM wf.person_at('heidi', '2026-01-16');
SELECT person_id, manager_id, active, until::date FROM wf.person_at('bob', '2026-01-16');
SELECT count(*) AS gone FROM wf.person_at('bob', '2026-01-26');
SELECT wf.directory_at('2026-01-06') -> 'departments' AS departments, wf.directory_at('2026-01-06') #> '{persons,0}' AS first,
    jsonb_path_query(wf.directory_at('2026-01-06'), '$.roles[*] ? (@.id == "board")') AS board;
SELECT wf.directory_at('2025-12-31');
-- What was is loaded again as it was.
SELECT wf.load_directory(wf.directory_at('2026-01-16'), tenant_id => 5) -> 'persons' AS persons;
SELECT wf.directory_at(now(), tenant_id => 5) = wf.directory_at('2026-01-16') AS is_the_same;

-- Begun later, committed earlier: no moment has two answers, and the order is that of the changes.
INSERT INTO wf.person (tenant_id, person_id, name, active, attributes) VALUES (6, 'x', 'X', true, '{}');
UPDATE wf.person_history SET valid_from = now() + interval '1 hour' WHERE tenant_id = 6;
UPDATE wf.person SET manager_id = 'y' WHERE tenant_id = 6;
SELECT manager_id, valid_until - valid_from AS lasted, lead(valid_from) OVER (ORDER BY valid_from) = valid_until AS no_gap
FROM wf.person_history WHERE tenant_id = 6 ORDER BY valid_from;
TRUNCATE wf.role_member;
SELECT count(*) AS open FROM wf.role_member_history WHERE valid_until IS NULL;

-- Before anybody knew them.
SELECT * FROM wf.reporting_line('alice', at => '2025-01-01');
\set VERBOSITY sqlstate
SELECT * FROM wf.reporting_line('alice', at => '2025-01-01');
SELECT * FROM wf.reporting_line('ghost', at => now());
\set VERBOSITY default
-- The tables are nobody's, the functions answer for the caller as the present does.
CREATE ROLE regress_wf_reader LOGIN;
GRANT wf_user TO regress_wf_reader;
UPDATE wf.person SET db_role = 'regress_wf_reader' WHERE tenant_id = wf.current_tenant() AND person_id = 'alice';
SET SESSION AUTHORIZATION regress_wf_reader;
SELECT level, person_id FROM wf.reporting_line('alice', levels => 1, at => '2026-01-06');
SELECT manager_id FROM wf.person_at('alice', '2026-01-06');
SELECT count(*) FROM wf.person_history;
SELECT wf.directory_at(now());
SELECT wf._track('task', 'task_id', NULL);
RESET SESSION AUTHORIZATION;
DROP OWNED BY regress_wf_reader;
DROP ROLE regress_wf_reader;
