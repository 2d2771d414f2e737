-- What is wrong with the directory.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET timezone = 'UTC';
\set ECHO all

SELECT severity, code, kind, id, message FROM wf.check_directory();
DELETE FROM wf.role WHERE role_id = 'nobody';
SELECT count(*) AS all_is_well FROM wf.check_directory();

-- Cycles: each member once, two cycles apart, those below them not at all; also of one.
SELECT wf.load_directory('{"persons": [
    {"id": "a1", "manager": "a2"}, {"id": "a2", "manager": "a3"}, {"id": "a3", "manager": "a1"}, {"id": "below", "manager": "a2"},
    {"id": "b1", "manager": "b2"}, {"id": "b2", "manager": "b1"}, {"id": "self", "manager": "self"}, {"id": "deeper", "manager": "below"}],
    "departments": [{"id": "d1", "parent": "d2"}, {"id": "d2", "parent": "d1"}, {"id": "d3", "parent": "d1"}, {"id": "d4", "parent": "d4"}]}',
    tenant_id => 1) IS NOT NULL AS loaded;
SELECT severity, code, kind, id, message FROM wf.check_directory(1);
-- Everything else, once.
SELECT wf.load_directory('{"persons": [
    {"id": "top"}, {"id": "mid", "manager": "top", "active": false}, {"id": "low", "manager": "mid"}, {"id": "low2", "manager": "mid"},
    {"id": "lost", "manager": "ghost"}, {"id": "lone"}, {"id": "left", "active": false},
    {"id": "odd", "manager": "top", "department": "attic", "position": "guru", "posts": [{"department": "cellar"}, {"position": "king"}]}],
    "departments": [{"id": "empty"}, {"id": "x", "head": "mid"}, {"id": "y", "head": "ghost", "parent": "z"}],
    "roles": [{"id": "none", "members": ["mid"]}, {"id": "some", "members": ["top", "ghost"]}],
    "delegations": [
        {"person": "top", "agent": "mid", "from": "2026-01-01"}, {"person": "top", "agent": "low", "from": "2026-02-01"},
        {"person": "low", "agent": "low2", "from": "2026-01-01"}, {"person": "low2", "agent": "low", "from": "2026-01-01"},
        {"person": "left", "agent": "ghost", "from": "2026-01-01", "definition": "nope"},
        {"person": "lost", "agent": "ghost", "from": "2020-01-01", "until": "2020-02-01"}]}', tenant_id => 2) IS NOT NULL AS loaded;
INSERT INTO wf.post (tenant_id, person_id, department_id) VALUES (2, 'phantom', 'x');
UPDATE wf.delegation SET valid_from = valid_from - interval '10 years';  -- as long as it is not over
SELECT severity, code, kind, CASE kind WHEN 'delegation' THEN 'n' ELSE id END AS id, message FROM wf.check_directory(2);
SELECT hint FROM wf.check_directory(2) WHERE code = 'unknown_manager';

-- Thousands in one cycle, or one above the other: it ends.
INSERT INTO wf.person (tenant_id, person_id, name, manager_id, active, attributes)
SELECT 3, i::text, 'P', (i % 5000 + 1)::text, true, '{}' FROM generate_series(1, 5000) i;
SELECT code, count(*), count(DISTINCT id) AS different, min(message COLLATE "C") FROM wf.check_directory(3) GROUP BY 1;
UPDATE wf.person SET manager_id = NULL WHERE tenant_id = 3 AND person_id = '5000';
SELECT count(*) AS a_long_line_is_no_cycle FROM wf.check_directory(3) WHERE code ~ 'cycle';

CREATE ROLE regress_wf_reader LOGIN;
GRANT wf_user TO regress_wf_reader;
SET SESSION AUTHORIZATION regress_wf_reader;
SELECT wf.check_directory();
SELECT * FROM wf._check_people(0);
RESET SESSION AUTHORIZATION;
GRANT wf_designer TO regress_wf_reader;
SET SESSION AUTHORIZATION regress_wf_reader;
SELECT count(*) FROM wf.check_directory();
RESET SESSION AUTHORIZATION;
DROP OWNED BY regress_wf_reader;
DROP ROLE regress_wf_reader;
