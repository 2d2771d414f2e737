-- Who may act for whom, and who sees what.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

CREATE ROLE regress_wf_lena LOGIN;
CREATE ROLE regress_wf_app LOGIN;
CREATE ROLE regress_wf_designer LOGIN;
CREATE ROLE regress_wf_stranger LOGIN;
CREATE ROLE regress_wf_admin LOGIN;
CREATE ROLE regress_wf_rest LOGIN;
GRANT wf_user TO regress_wf_lena, regress_wf_rest;
GRANT wf_app TO regress_wf_app;
GRANT wf_designer TO regress_wf_designer;
GRANT wf_admin TO regress_wf_admin;
UPDATE wf.person SET db_role = 'regress_wf_lena' WHERE person_id = 'lena';
UPDATE wf.person SET db_role = 'regress_wf_admin' WHERE person_id = 'dan';
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS alice, wf.start('leave', '{"days": 1}', actor => 'grace') AS grace;

-- A person with a database role acts as themselves, without naming themselves, and as nobody else.
SET SESSION AUTHORIZATION regress_wf_lena;
SELECT wf.current_actor();
SELECT wf.approve(1000001, actor => 'alice');
SELECT task_id, title FROM wf.todo;
SELECT task_id FROM wf.inbox();
SELECT instance_id FROM wf.instance_list;
SELECT count(*) AS steps_of_others FROM wf.progress WHERE instance_id = 2;
SELECT count(*) AS steps_of_others FROM wf._progress(0, 2);
SELECT wf.state(2);
SELECT count(*) AS entries_of_others FROM wf.history WHERE instance_id = 2;
SELECT wf.approve(1000001);
SELECT instance_id, seq, action FROM wf.history ORDER BY 1, 2;
SELECT instance_id, action FROM wf.done;
SELECT wf.deploy('{"key": "mine", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}');
SELECT wf.load_directory('{}');
SELECT wf.ensure_partitions();
SELECT wf.setup();
SELECT count(*) FROM wf.log;
SELECT count(*) FROM wf.instance;
UPDATE wf.task SET assignee = 'lena';
SELECT wf.terminate(2);

-- A trusted application names the actor; the actor''s rights count, not the application's.
SET SESSION AUTHORIZATION regress_wf_app;
SELECT count(*) AS sees_all FROM wf.instance_list;
SELECT wf.start('leave', '{"days": 1}', actor => 'bob');
SELECT wf.approve(3000001, actor => 'bob');
SELECT wf.terminate(3, actor => 'lena');
SELECT wf.approve(3000001);
SELECT wf.approve(3000001, actor => 'lena');

-- A designer deploys; an administrator by database role terminates.
SET SESSION AUTHORIZATION regress_wf_designer;
SELECT wf.deploy('{"key": "mini", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}');
SET SESSION AUTHORIZATION regress_wf_admin;
SELECT wf.terminate(2);
SELECT seq, action, actor FROM wf.history WHERE instance_id = 2 ORDER BY seq;

-- Nobody is nobody: not a member of a group, and not the engine itself.
RESET SESSION AUTHORIZATION;
SELECT wf.deploy('{"key": "group", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "role", "role": "board"}]}, {"id": "e", "type": "end"}],
                   "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}');
SELECT wf.start('group', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, actor => '');
SELECT wf.approve(:i * 1000000 + 1, actor => 'system');
SELECT wf.approve(:i * 1000000 + 1, actor => 'role:board');

-- Names of people, for everybody who uses the engine.
SET SESSION AUTHORIZATION regress_wf_lena;
SELECT name FROM wf.people WHERE person_id = 'carol';
-- The same name in another cell is another person.
RESET SESSION AUTHORIZATION;
SET wf_engine.tenant = 9;
SELECT wf.load_directory('{"persons": [{"id": "lena"}, {"id": "max", "manager": "lena"}]}') IS NOT NULL AS loaded;
SELECT wf.deploy('{"key": "tiny", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "e", "type": "end"}],
                   "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}');
SELECT wf.start('tiny', actor => 'max') AS other \gset
RESET wf_engine.tenant;
SET SESSION AUTHORIZATION regress_wf_lena;
SELECT count(*) AS tasks_of_the_other_lena FROM wf.todo WHERE tenant_id = 9;
SELECT count(*) AS of_the_other_lena FROM wf.instance_list WHERE tenant_id = 9;
SELECT wf.state(:other, tenant_id => 9);
SELECT wf.approve(:other * 1000000 + 1, tenant_id => 9);
SET wf_engine.tenant = 9;
SELECT wf.current_actor();
SELECT wf.approve(:other * 1000000 + 1);
RESET wf_engine.tenant;

-- No grant, no access.
SET SESSION AUTHORIZATION regress_wf_stranger;
SELECT wf.start('mini', actor => 'alice');

-- A claim counts only from a trusted authenticator: anybody can SET a setting.
SET SESSION AUTHORIZATION regress_wf_rest;
SET request.jwt.claims = '{"sub": "bob"}';
SELECT wf.current_actor();
SET wf_engine.authenticators = 'regress_wf_rest';
RESET SESSION AUTHORIZATION;
SET wf_engine.authenticators = 'somebody, regress_wf_rest';
SET SESSION AUTHORIZATION regress_wf_rest;
SELECT wf.current_actor();
SELECT wf.start('mini') AS i \gset
SELECT initiator FROM wf.instance_list WHERE instance_id = :i;
SELECT wf.start('mini', actor => 'alice');
SET request.jwt.claims = '[not json';
SELECT wf.current_actor();
RESET SESSION AUTHORIZATION;
RESET request.jwt.claims;

-- The caller's search_path, functions and operators don't get under the engine's.
CREATE SCHEMA evil;
CREATE FUNCTION evil.equal(bigint, bigint) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran as %', current_user; END $$;
CREATE OPERATOR evil.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = evil.equal);
CREATE FUNCTION evil.coalesce_trap(text, text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran as %', current_user; END $$;
CREATE OPERATOR evil.= (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.coalesce_trap);
GRANT USAGE ON SCHEMA evil TO PUBLIC;
SET search_path = evil, pg_catalog;
SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS i \gset
SELECT pg_catalog.count(*) FROM wf.verify(:i);
SELECT wf.comment(:i, 'still here', actor => 'alice');
RESET search_path;
DROP SCHEMA evil CASCADE;
SELECT current_user = session_user AS rights_given_back;

-- A table that the caller may not read cannot be bound, or conditions would read it for them.
CREATE TABLE secret (id integer PRIMARY KEY);
INSERT INTO secret VALUES (1);
SET SESSION AUTHORIZATION regress_wf_app;
SELECT wf.start('mini', business_table => 'secret', business_key => '1', actor => 'alice');
RESET SESSION AUTHORIZATION;
DROP TABLE secret;
RESET wf_engine.authenticators;
DROP ROLE regress_wf_lena, regress_wf_app, regress_wf_designer, regress_wf_stranger, regress_wf_admin, regress_wf_rest;
