-- The catalogue of definitions: which there are, what they say, and what differs between two versions.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- "$schema" is for editors.
SELECT wf.deploy('{"$schema": "https://example.org/wf.json", "key": "trip", "name": {"en": "Trip", "zh": "出差"}, "form": {"fields": [{"name": "days", "type": "number"}, {"name": "city", "type": "text"}]},
  "nodes": [{"id": "start", "type": "start"}, {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
    {"id": "sub", "type": "subprocess", "nodes": [{"id": "s", "type": "start"}, {"id": "book", "type": "task"}, {"id": "e", "type": "end"}],
     "flows": [{"from": "s", "to": "book"}, {"from": "book", "to": "e"}]}, {"id": "end", "type": "end"}],
  "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "sub"}, {"from": "sub", "to": "end"}]}');
SELECT wf.deploy('{"$schema": "https://example.org/wf.json", "key": "trip", "name": {"en": "Journey", "zh": "出差"}, "form": {"fields": [{"name": "days", "type": "number", "required": true}, {"name": "country", "type": "text"}]},
  "nodes": [{"id": "start", "type": "start"}, {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}], "mode": "all"},
    {"id": "sub", "type": "subprocess", "nodes": [{"id": "s", "type": "start"}, {"id": "book", "type": "task", "assignee": "heidi"}, {"id": "e", "type": "end"}],
     "flows": [{"from": "s", "to": "book"}, {"from": "book", "to": "e"}]}, {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}]}, {"id": "end", "type": "end"}],
  "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "boss"}, {"from": "boss", "to": "sub"}, {"from": "sub", "to": "end"}]}');
SELECT wf.start('trip', '{"days": 3}', actor => 'alice') IS NOT NULL AS started;
SELECT key, version, status, name, deployed_by = session_user AS by_me, deployed_at <= now() AS before, open_instances, is_bpmn
FROM wf.definition_list WHERE key = 'trip' ORDER BY version;
SET wf_engine.language = 'zh';
SELECT name FROM wf.definition_list WHERE key = 'trip' AND status = 'active';
RESET wf_engine.language;

SELECT wf.definition('trip') = source AS is_active, wf.definition('trip', 1) ->> 'name' AS first FROM wf.definition_list WHERE key = 'trip' AND status = 'active';
SELECT what, id, change, key, before, after FROM wf.compare_versions('trip', 1);
SELECT count(*) FROM wf.compare_versions('trip', 2, 2);
-- Whoever may not know it gets what they would get if it were not there.
SELECT wf.definition('trip', 9);
SELECT * FROM wf.compare_versions('journey', 1, 2);
CREATE ROLE regress_stranger LOGIN; GRANT wf_user TO regress_stranger;
SET SESSION AUTHORIZATION regress_stranger;
SELECT count(*) FROM wf.definition_list;
SELECT wf.definition('trip');
RESET SESSION AUTHORIZATION;
UPDATE wf.person SET db_role = 'regress_stranger' WHERE person_id = 'bob';
SET SESSION AUTHORIZATION regress_stranger;
SELECT key, version, name, open_instances FROM wf.definition_list WHERE key = 'trip' ORDER BY version;
RESET SESSION AUTHORIZATION;
DROP ROLE regress_stranger;
