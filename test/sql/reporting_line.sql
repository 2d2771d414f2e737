-- Reporting lines: one walk up, with its end points; everybody below.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT * FROM wf.reporting_line('alice');
SELECT level, person_id FROM wf.reporting_line('alice', levels => 2);
SELECT 'position' AS until, level, person_id FROM wf.reporting_line('alice', until => '{"position": "manager"}')
UNION ALL SELECT 'rank', level, person_id FROM wf.reporting_line('alice', until => '{"rank": 3}')
UNION ALL SELECT 'role', level, person_id FROM wf.reporting_line('alice', until => '{"role": "board"}')
UNION ALL SELECT 'department_head', level, person_id FROM wf.reporting_line('alice', until => '{"department_head": true}')
UNION ALL SELECT 'head of a head', level, person_id FROM wf.reporting_line('frank', until => '{"department_head": true}')
UNION ALL SELECT 'top', level, person_id FROM wf.reporting_line('alice', until => '{"top": true}')
UNION ALL SELECT 'limited', level, person_id FROM wf.reporting_line('alice', levels => 1, until => '{"top": true}');
SELECT count(*) AS above_the_top FROM wf.reporting_line('grace');
SELECT level, person_id FROM wf.subordinates('frank') ORDER BY level, person_id COLLATE "C";

-- An inactive superior is walked through, and is neither a level nor an end point.
SELECT wf.load_directory('{"persons": [{"id": "frank", "manager": "grace", "position": "manager", "active": false}]}') IS NOT NULL AS gone;
SELECT level, person_id FROM wf.reporting_line('alice');
SELECT level, person_id FROM wf.reporting_line('alice', until => '{"position": "manager"}');
SELECT level, person_id FROM wf.subordinates('grace') WHERE person_id IN ('frank', 'lena', 'alice') ORDER BY level;

-- A cycle ends the walk, with a warning; it never loops.
UPDATE wf.person SET manager_id = 'alice' WHERE person_id = 'grace';
SELECT level, person_id FROM wf.reporting_line('alice');
SELECT level, person_id FROM wf.subordinates('alice') WHERE person_id IN ('lena', 'grace', 'alice') ORDER BY level;
UPDATE wf.person SET manager_id = 'alice' WHERE person_id = 'alice';
SELECT level, person_id FROM wf.reporting_line('alice');
SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS i \gset
SELECT assignee, candidates FROM wf.todo WHERE instance_id = :i;
-- A manager that does not exist ends it too.
UPDATE wf.person SET manager_id = 'nobody' WHERE person_id = 'lena';
SELECT count(*) FROM wf.reporting_line('lena');

SELECT * FROM wf.reporting_line('ghost');
SELECT * FROM wf.reporting_line('alice', until => '{"colour": "red"}');
SELECT * FROM wf.reporting_line('alice', until => '{"position": 3}');
SELECT * FROM wf.reporting_line(NULL);
-- However long a line is, it is not cut.
SELECT wf.load_directory((SELECT jsonb_build_object('persons', jsonb_agg(jsonb_build_object('id', 'l' || i, 'manager', CASE WHEN i < 4500 THEN 'l' || (i + 1) END)))
    FROM generate_series(1, 4500) AS i)) \g /dev/null
SELECT count(*), max(level) FROM wf.reporting_line('l1');
SELECT count(*), max(level) FROM wf.reporting_line('l1', until => '{"rank": 99}');
SELECT count(*), max(level) FROM wf.reporting_line('l1', at => clock_timestamp());
SELECT count(*), max(level) FROM wf.subordinates('l4500');
