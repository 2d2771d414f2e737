-- Who acts: queued commands, tokens and names that are nobody's. Mallory is bob; she wants to be lena.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
\set owner :USER
\set ECHO all

CREATE ROLE regress_wf_mallory LOGIN;
CREATE ROLE regress_wf_lena LOGIN;
CREATE ROLE regress_wf_app LOGIN;
CREATE ROLE regress_wf_admin LOGIN;
GRANT wf_user TO regress_wf_mallory, regress_wf_lena;
GRANT wf_app TO regress_wf_app;
GRANT wf_admin TO regress_wf_admin;
UPDATE wf.person SET db_role = 'regress_wf_mallory' WHERE person_id = 'bob';
UPDATE wf.person SET db_role = 'regress_wf_lena' WHERE person_id = 'lena';
UPDATE wf.person SET db_role = 'regress_wf_admin' WHERE person_id = 'dan';
-- In cell 7 bob is somebody else, and paul's superior; and dan's session runs the queue.
SELECT wf.load_directory('{"persons": [{"id": "bob"}, {"id": "paul", "manager": "bob"}, {"id": "17", "db_role": "regress_wf_admin"}, {"id": "pia", "manager": "17"}]}', 7) IS NOT NULL AS loaded;
SELECT wf.deploy('{"key": "pay", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "reporting_line", "level": 1}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}', tenant_id => 7) AS version;
SELECT wf.start('pay', actor => 'paul', tenant_id => 7) AS other \gset
SELECT wf.start('leave', '{"days": 3}', title => 'wanted', actor => 'bob') AS wanted \gset

-- ---- Queued commands stay in their cell, and name nobody whom the caller could not name directly ----
\c - regress_wf_mallory
\set VERBOSITY terse
SET client_min_messages = error;
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'approve', 'task_id', :other * 1000000 + 1, 'tenant_id', 7)));
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'approve', 'task_id', :other * 1000000 + 1, 'tenant_id', '7')));
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'approve', 'task_id', :other * 1000000 + 1, 'tenant_id', ' 7 ')));
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'approve', 'task_id', :other * 1000000 + 1)), tenant_id => 7);
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'approve', 'task_id', :wanted * 1000000 + 1, 'actor', 'lena')));
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'approve', 'task_id', :wanted * 1000000 + 1, 'actor', 17)));
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'comment', 'instance_id', :wanted, 'comment', 'own', 'tenant_id', 0, 'actor', 'bob'))) IS NOT NULL AS own_cell_and_name;
\c - :owner
-- As an older version may have left one behind: when it runs the actor counts in the cell of the job only, and the
-- session that runs it is nobody: not dan, not 17.
UPDATE wf.job SET payload = jsonb_set(payload, '{commands}', jsonb_build_array(jsonb_build_object('command', 'approve', 'task_id', :other * 1000000 + 1, 'tenant_id', 7))) WHERE kind = 'command';
\c - regress_wf_admin
SELECT wf.run_due_jobs();
\c - :owner
SELECT actor, error FROM wf.jobs;
SELECT wf.start('pay', actor => 'pia', tenant_id => 7) AS pia \gset
UPDATE wf.job SET retry_at = NULL, payload = jsonb_set(payload, '{commands}', jsonb_build_array(jsonb_build_object('command', 'approve', 'task_id', :pia * 1000000 + 1, 'tenant_id', 7, 'actor', 17))) WHERE kind = 'command';
\c - regress_wf_admin
SELECT wf.run_due_jobs();
\c - :owner
SELECT actor, error FROM wf.jobs;
DELETE FROM wf.job WHERE kind = 'command';
SELECT status FROM wf.instance WHERE tenant_id = 7;

-- ---- What is called from inside of a queued command is not called by its actor: here by a trigger on a bound table ----
CREATE SCHEMA shop;
GRANT USAGE, CREATE ON SCHEMA shop TO regress_wf_mallory;
SELECT wf.deploy('{"key": "order", "form": {"fields": [{"name": "amount", "type": "number"}]},
    "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "fields": {"amount": "write"}}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}') AS version;
SET ROLE regress_wf_mallory;
CREATE TABLE shop.orders (id integer PRIMARY KEY, amount numeric, status text);
CREATE TABLE shop.said (who text, answer text);
CREATE FUNCTION shop.trap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    _answer text := 'approved';
BEGIN
    BEGIN
        PERFORM wf.approve(NEW.id * 1000000::bigint + 1, 'with pleasure', actor => 'lena');
    EXCEPTION WHEN OTHERS THEN
        _answer := SQLSTATE;
    END;
    INSERT INTO shop.said VALUES (coalesce(wf.current_actor(), 'nobody'), _answer);
    RETURN NEW;
END
$$;
CREATE TRIGGER trap BEFORE UPDATE ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.trap();
INSERT INTO shop.orders VALUES (:wanted, 1);
RESET ROLE;
SELECT wf.bind('shop.orders', 'order', '{"data": {"amount": "amount"}, "status": {"column": "status", "codes": {"completed": "ok"}}}') IS NOT NULL AS bound;
SELECT wf.start('order', business_table => 'shop.orders', business_key => :'wanted', actor => 'bob') AS bait \gset
TRUNCATE shop.said;
\c - regress_wf_lena
SELECT wf.enqueue(jsonb_build_array(jsonb_build_object('command', 'approve', 'task_id', :bait * 1000000 + 1, 'data', jsonb_build_object('amount', 2)))) IS NOT NULL AS queued;
\c - regress_wf_admin
SELECT wf.run_due_jobs();
\c - :owner
SELECT error FROM wf.jobs;
SELECT DISTINCT who, answer FROM shop.said;
SELECT action, actor FROM wf.history WHERE instance_id IN (:wanted, :bait) ORDER BY instance_id, seq;

-- ---- A queued command runs with the rights that whoever queued it has when it runs ----
CREATE FUNCTION pg_temp.queued_by(db_role text, who text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SET SESSION AUTHORIZATION %I', db_role);
    PERFORM wf.enqueue('[{"command": "comment", "instance_id": 2, "comment": "late"}]', actor => who);
    RESET SESSION AUTHORIZATION;
END
$$;
SELECT :wanted AS "is 2";
GRANT wf_app TO regress_wf_lena;
SELECT pg_temp.queued_by('regress_wf_app', 'bob'), pg_temp.queued_by('regress_wf_mallory', 'bob'), pg_temp.queued_by('regress_wf_lena', 'bob');
REVOKE wf_app FROM regress_wf_lena;
UPDATE wf.person SET active = false WHERE person_id = 'bob';
SELECT wf.run_due_jobs();
SELECT count(*) AS left_behind, min(error) AS error FROM wf.jobs WHERE actor = 'bob';
UPDATE wf.person SET active = true, db_role = NULL WHERE person_id = 'bob';
SELECT wf.run_due_jobs(at => now() + interval '1 hour');
SELECT payload ->> 'role' AS role, error FROM wf.job WHERE kind = 'command' ORDER BY 1;
UPDATE wf.person SET db_role = 'regress_wf_mallory' WHERE person_id = 'bob';
SELECT wf.run_due_jobs(at => now() + interval '1 day');
SELECT payload ->> 'role' AS role, error FROM wf.job WHERE kind = 'command' ORDER BY 1;
DELETE FROM wf.job WHERE kind = 'command';
-- Commands that queue commands: still hers, and still in her cell.
SET SESSION AUTHORIZATION regress_wf_mallory;
SELECT wf.enqueue('[{"command": "enqueue", "commands": [{"command": "comment", "instance_id": 2, "comment": "nested"}]}]') IS NOT NULL AS queued,
       wf.enqueue('[{"command": "enqueue", "commands": [{"command": "comment", "instance_id": 2, "comment": "nested", "tenant_id": 7}]}]') IS NOT NULL AS queued,
       wf.enqueue('[{"command": "enqueue", "commands": [{"command": "comment", "instance_id": 2, "comment": "nested", "actor": "dan"}]}]') IS NOT NULL AS queued;
\c - regress_wf_admin
SELECT wf.run_due_jobs() > 0 AS run;
SELECT wf.run_due_jobs(at => now() + interval '1 s') AS again;
\c - :owner
SET client_min_messages = error;
SELECT count(*), min(actor) AS actor FROM wf.history WHERE comment = 'nested';
SELECT error FROM wf.jobs ORDER BY error COLLATE "C";
DELETE FROM wf.job WHERE kind = 'command';
-- By SET ROLE: the login role must still have that role.
GRANT regress_wf_app TO regress_wf_mallory;
SET SESSION AUTHORIZATION regress_wf_mallory;
SET ROLE regress_wf_app;
SELECT wf.enqueue('[{"command": "comment", "instance_id": 2, "comment": "late"}]', actor => 'lena') IS NOT NULL AS queued;
RESET ROLE;
RESET SESSION AUTHORIZATION;
REVOKE regress_wf_app FROM regress_wf_mallory;
SELECT wf.run_due_jobs();
SELECT error FROM wf.jobs;
DELETE FROM wf.job WHERE kind = 'command';

-- ---- Tokens: of one cell, of people who are there, and of no group ----
CREATE ROLE regress_wf_web LOGIN;
GRANT wf_user TO regress_wf_web;
SET wf_engine.authenticators = 'regress_wf_web';
CREATE FUNCTION pg_temp.who(claims text, tenant bigint) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('request.jwt.claims', claims, true), set_config('wf_engine.tenant', tenant::text, true);
    RETURN coalesce(wf.current_actor(), 'nobody');
END
$$;
SET SESSION AUTHORIZATION regress_wf_web;
BEGIN;
SELECT claims, pg_temp.who(claims, 0) AS "cell 0", pg_temp.who(claims, 7) AS "cell 7"
FROM (VALUES ('{"sub": "bob"}'), ('{"sub": "bob", "tenant": 7}'), ('{"sub": "bob", "tenant": "7"}'), ('{"sub": "bob", "tenant": "x"}'), ('{"sub": "bob", "tenant": [0, 7]}'),
             ('{"sub": "bob", "tenant": null}'), ('{"sub": "bob", "tenant": 0.5}'), ('{"sub": "gone"}'), ('{"sub": "stranger"}'), ('{"sub": "system"}'), ('{"sub": "everyone"}'), ('{"sub": "role:board"}'),
             ('{"sub": "department:dev"}'), ('{"sub": "person:bob"}'), ('{"sub": 17, "tenant": 7}'), ('{"sub": ""}')) AS t (claims);
SET LOCAL wf_engine.tenant = 0;
SET LOCAL request.jwt.claims = '{"sub": "bob"}';
SELECT wf.approve(:other * 1000000 + 1, tenant_id => 7);
ROLLBACK;
RESET SESSION AUTHORIZATION;
-- Without the claim an authenticator's tokens are of the cell that its setting says.
SET wf_engine.authenticator_tenant = 7;
SET SESSION AUTHORIZATION regress_wf_web;
SET wf_engine.authenticator_tenant = 0;
BEGIN;
SELECT pg_temp.who('{"sub": "bob"}', 0) AS "cell 0", pg_temp.who('{"sub": "bob"}', 7) AS "cell 7", pg_temp.who('{"sub": "bob", "tenant": 0}', 7) AS "the claim counts";
ROLLBACK;
RESET SESSION AUTHORIZATION;
-- Groups act nowhere, and are nobody in the directory.
SELECT wf.comment(:wanted, 'hello', actor => 'everyone');
SELECT wf.start('leave', '{"days": 1}', actor => 'role:hr');
\set VERBOSITY default
SELECT wf.load_directory('{"persons": [{"id": "system"}, {"id": "everyone"}, {"id": "role:hr"}, {"id": "person:bob"}, {"id": "systematic"}]}');
\set VERBOSITY terse
INSERT INTO wf.person (tenant_id, person_id, name, active, attributes) VALUES (0, 'role:hr', 'x', true, '{}');

-- ---- Who stands in for whom: a designer repeats what there is, no more ----
INSERT INTO wf.delegation (tenant_id, person_id, agent_id, valid_from, created_by, created_at) VALUES (0, 'grace', 'frank', '2031-01-01', 'grace', now());
GRANT wf_designer TO regress_wf_mallory;
SET SESSION AUTHORIZATION regress_wf_mallory;
SELECT wf.load_directory('{"delegations": [{"person": "grace", "agent": "frank", "from": "2031-01-01"}]}') -> 'delegations' AS repeated;
\set VERBOSITY default
SELECT wf.load_directory('{"delegations": [{"person": "lena", "agent": "bob", "from": "2020-01-01"}, {"person": "grace", "agent": "bob", "from": "2031-01-01"},
    {"person": "grace", "agent": "frank", "from": "2031-01-01", "definition": "leave"}, {"person": "grace", "agent": "frank", "from": "2031-01-02"}]}');
SELECT wf.load_directory('{"delegations": [{"person": "grace", "agent": "frank", "from": "2031-01-01", "until": "2032-01-01"}]}');
\set VERBOSITY terse
RESET SESSION AUTHORIZATION;
REVOKE wf_designer FROM regress_wf_mallory;
DELETE FROM wf.delegation WHERE person_id = 'grace';

-- ---- A cell that is not a number is an error, not cell 0 ----
SET wf_engine.tenant = 'seven';
\c
SET wf_engine.tenant = 'seven';
SELECT wf.current_tenant();
SELECT wf.approve(:wanted * 1000000 + 1, actor => 'lena');
SET wf_engine.tenant = '7';
SELECT wf.current_tenant();

RESET wf_engine.tenant;
SET client_min_messages = error;
SELECT wf.unbind('shop.orders');
DROP SCHEMA shop CASCADE;
DROP OWNED BY regress_wf_mallory, regress_wf_lena, regress_wf_app, regress_wf_admin, regress_wf_web;
DROP ROLE regress_wf_mallory, regress_wf_lena, regress_wf_app, regress_wf_admin, regress_wf_web;
