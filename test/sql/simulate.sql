-- wf.simulate and wf.predict: who would approve this, and why; nothing is written.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT step, what, node, person_id, rule, result, detail FROM wf.simulate('leave', 'alice', '{"days": 3}');
SELECT step, what, node, node_name, node_type, person_id, result, detail FROM wf.simulate('leave', 'alice', '{"days": 9, "kind": "annual"}')
    WHERE what IN ('approver', 'condition', 'copy', 'result');

-- What is said is what happens.
SELECT wf.start('leave', '{"days": 9, "kind": "annual"}', actor => 'alice') AS i \gset
SELECT wf.approve(task_id, actor => 'lena') IS NOT NULL AS approved FROM wf.todo WHERE instance_id = :i;
SELECT node, assignee FROM wf.todo WHERE instance_id = :i;

-- The rest of a running instance.
SELECT step, what, node, person_id, rule, result, detail FROM wf.predict(:i);
SELECT count(*) AS present_and_to_come FROM wf.progress WHERE instance_id = :i AND state <> 'done';
SELECT wf.cancel(:i, actor => 'alice') IS NOT NULL AS canceled;
SELECT what, result FROM wf.predict(:i);

-- A rule that finds nobody, a policy, somebody skipped, a delegation, a refusal.
SELECT wf.deploy('{"key": "edges", "nodes": [
    {"id": "start", "type": "start"},
    {"id": "void", "type": "approval", "on_no_approver": "superior", "approvers": [{"by": "role", "role": "nobody"}]},
    {"id": "own", "type": "approval", "mode": "all", "on_self": "skip", "approvers": [{"by": "users", "users": ["alice", "frank"]}]},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "void"}, {"from": "void", "to": "own"}, {"from": "own", "to": "end"}]}') AS edges;
SELECT wf.load_directory(jsonb_build_object('delegations', jsonb_build_array(jsonb_build_object(
    'person', 'frank', 'agent', 'bob', 'from', '2030-01-01T00:00:00Z', 'until', '2030-02-01T00:00:00Z')))) IS NOT NULL AS delegated;
SELECT step, what, node, person_id, on_behalf_of, rule, result FROM wf.simulate('edges', 'alice', at => '2030-01-15');
SELECT person_id, on_behalf_of FROM wf.simulate('edges', 'alice', at => '2030-03-15') WHERE what = 'approver' AND node = 'own';
SELECT what, result, detail FROM wf.simulate('leave', 'alice', '{"days": "many"}');
SELECT what, result, detail FROM wf.simulate('leave', 'gone', '{"days": 1}');

-- The business row is read, conditions say what they saw of it.
CREATE TABLE expense (id integer PRIMARY KEY, amount numeric);
INSERT INTO expense VALUES (1, 900), (2, 20);
SELECT wf.deploy('{"key": "expense", "nodes": [
    {"id": "start", "type": "start"}, {"id": "big", "type": "exclusive"},
    {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "big"}, {"from": "big", "to": "boss", "when": "doc.amount > 100"},
              {"from": "big", "to": "end", "default": true}, {"from": "boss", "to": "end"}]}') AS expense;
SELECT what, node, rule, result, detail FROM wf.simulate('expense', 'alice', business_table => 'expense', business_key => '1') WHERE what IN ('condition', 'approver');
SELECT what, node, rule, result, detail FROM wf.simulate('expense', 'alice', business_table => 'expense', business_key => '2') WHERE what IN ('condition', 'approver');

-- Nothing is written, and nothing can be: not even by a function that finds approvers.
CREATE TABLE written (form jsonb);
CREATE FUNCTION finder(form jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT '["heidi"]'::jsonb $$;
CREATE FUNCTION writer(form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$ BEGIN INSERT INTO written VALUES (form); RETURN '["heidi"]'; END $$;
SELECT wf.register_function('finder', 'finder(jsonb)');
SELECT wf.register_function('writer', 'writer(jsonb)');
SELECT wf.deploy(format('{"key": "%s", "nodes": [
    {"id": "start", "type": "start"}, {"id": "script", "type": "script", "function": "writer"},
    {"id": "found", "type": "approval", "approvers": [{"by": "function", "function": "%s"}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "script"}, {"from": "script", "to": "found"}, {"from": "found", "to": "end"}]}', name, name)::jsonb)
    FROM (VALUES ('finder'), ('writer')) AS names (name);
SELECT what, node, person_id, rule, result, detail FROM wf.simulate('finder', 'alice') WHERE what IN ('function', 'approver', 'result');
SELECT what FROM wf.simulate('writer', 'alice');
SELECT count(*) AS written FROM written;
BEGIN TRANSACTION READ ONLY;
SELECT count(*) > 0 AS works_read_only FROM wf.simulate('leave', 'alice', '{"days": 9}');
SELECT count(*) > 0 AS works_read_only FROM wf.predict(:i);
COMMIT;
-- An error in between leaves the transaction as it was.
DO $$ BEGIN
    BEGIN PERFORM wf.simulate('writer', 'alice'); EXCEPTION WHEN OTHERS THEN NULL; END;
    INSERT INTO written VALUES ('{}');
END $$;
SELECT count(*) AS written FROM written;
CREATE TABLE before AS SELECT i.xmin::text AS made_by, i.ctid::text AS place, i.state FROM wf.instance i;
SELECT last_value AS last_instance_id FROM wf.instance_id_seq;
SELECT count(*) AS rows FROM wf.simulate('leave', 'alice', '{"days": 9}');
SELECT last_value AS last_instance_id FROM wf.instance_id_seq;
SELECT count(*) AS instances, count(b.*) AS untouched FROM wf.instance i LEFT JOIN before b ON b.made_by = i.xmin::text AND b.place = i.ctid::text AND b.state = i.state;
SELECT count(*) AS turns FROM wf.turn;

-- Who may.
CREATE ROLE regress_sim_alice LOGIN;
CREATE ROLE regress_sim_designer LOGIN;
GRANT wf_user TO regress_sim_alice;
GRANT wf_designer TO regress_sim_designer;
UPDATE wf.person SET db_role = 'regress_sim_alice' WHERE person_id = 'alice';
GRANT SELECT ON expense TO regress_sim_alice;
SET SESSION AUTHORIZATION regress_sim_alice;
SELECT what, person_id FROM wf.simulate('leave', data => '{"days": 3}') WHERE what = 'approver';
SELECT what, rule, result, detail FROM wf.simulate('expense', business_table => 'expense', business_key => '1') WHERE what = 'condition';
SELECT what FROM wf.simulate('leave', 'bob', '{"days": 3}');
SELECT count(*) FROM wf.simulate_all('leave');
SELECT count(*) FROM wf.compare_routes('leave');
SELECT what, result FROM wf.predict(:i);
SET SESSION AUTHORIZATION regress_sim_designer;
SELECT what, person_id FROM wf.simulate('leave', 'bob', '{"days": 3}') WHERE what = 'approver';
SELECT severity, code FROM wf.simulate_all('leave', '{"days": 3}', initiators => '{grace}') WHERE severity <> 'info';
SELECT count(*) AS differing FROM wf.compare_routes('leave');
SELECT what FROM wf.simulate('leave', data => '{"days": 3}');
SELECT what FROM wf.predict(:i);
RESET SESSION AUTHORIZATION;

SELECT what FROM wf.simulate('unknown', 'alice');
SELECT what FROM wf.simulate('leave', 'ghost');
SELECT what FROM wf.simulate('leave', 'alice', version => 9);
SELECT what FROM wf.simulate('expense', 'alice', business_table => 'expense');
SELECT what FROM wf.simulate('expense', 'alice', business_table => 'nowhere', business_key => '1');
SELECT what FROM wf.simulate('leave', 'alice', at => NULL);
SELECT what FROM wf.predict(999999);

DROP TABLE expense, written, before;
DROP FUNCTION finder, writer;
DROP OWNED BY regress_sim_alice, regress_sim_designer;
DROP ROLE regress_sim_alice, regress_sim_designer;
-- What is missing in the directory is said: a role without members, a department without a head, a cycle.
SELECT wf.load_directory('{"persons": [{"id": "u1", "department": "hollow"}, {"id": "u2"}], "departments": [{"id": "hollow"}], "roles": [{"id": "none"}]}') \g /dev/null
UPDATE wf.person SET manager_id = CASE person_id WHEN 'u1' THEN 'u2' ELSE 'u1' END WHERE person_id IN ('u1', 'u2');
SELECT wf.deploy('{"key": "hollow", "nodes": [{"id": "start", "type": "start"},
    {"id": "a", "type": "approval", "approvers": [{"by": "role", "role": "none"}, {"by": "department", "department": "initiator", "head": true}]},
    {"id": "b", "type": "approval", "mode": "all", "approvers": [{"by": "reporting_line", "until": {"top": true}}]},
    {"id": "end", "type": "end"}],
  "flows": [{"from": "start", "to": "a"}, {"from": "a", "to": "b"}, {"from": "b", "to": "end"}]}') \g /dev/null
SELECT what, node, person_id, detail FROM wf.simulate('hollow', 'u1') WHERE what IN ('nobody', 'approver');
SELECT code, id, message FROM wf.check_directory() WHERE id IN ('u1', 'hollow', 'none') ORDER BY code, id;
