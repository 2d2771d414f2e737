-- Managers of definitions and of departments; who may start.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
CREATE FUNCTION pg_temp.process(key text, department text DEFAULT NULL, name text DEFAULT 'x') RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_strip_nulls(jsonb_build_object('key', key, 'department', department, 'name', name)) ||
        '{"nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "e", "type": "end"}],
          "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}'
$$;
\set ECHO all
CREATE ROLE regress_wf_heidi LOGIN;
CREATE ROLE regress_wf_nobody LOGIN;
GRANT wf_user TO regress_wf_heidi, regress_wf_nobody;
UPDATE wf.person SET db_role = 'regress_wf_heidi' WHERE person_id = 'heidi';
SELECT wf.deploy(pg_temp.process('expense')) AS expense, wf.deploy(pg_temp.process('laptop', 'dev')) AS laptop, wf.deploy(pg_temp.process('bonus', 'people')) AS bonus;
SELECT wf.start('expense', actor => 'alice') AS expense, wf.start('laptop', actor => 'alice') AS laptop, wf.start('bonus', actor => 'alice') AS bonus \gset

-- Without a grant nothing.
SET SESSION AUTHORIZATION regress_wf_heidi;
SELECT wf.deploy(pg_temp.process('expense', name => 'mine'));
SELECT wf.deploy(pg_temp.process('new'));
SELECT wf.grant_definition('expense', 'person:heidi');
SELECT wf.terminate(:expense);
SET SESSION AUTHORIZATION regress_wf_nobody;
SELECT wf.deploy(pg_temp.process('new'));
RESET SESSION AUTHORIZATION;

-- A manager of one definition deploys it and administers its instances, and those of no other.
SELECT wf.grant_definition('expense', 'role:hr');
SET SESSION AUTHORIZATION regress_wf_heidi;
SELECT wf.deploy(pg_temp.process('expense', name => 'better')) AS version;
SELECT wf.deploy(pg_temp.process('laptop', 'dev', 'better'));
SELECT wf.transfer(:expense * 1000000 + 1, 'bob') AS version;
SELECT wf.transfer(:laptop * 1000000 + 1, 'bob');
SELECT wf.terminate(:laptop);
SELECT wf.approve(:expense * 1000000 + 1);
SELECT definition_key FROM wf.instance_list;
SELECT wf.terminate(:expense) AS version;
RESET SESSION AUTHORIZATION;
SELECT wf.revoke_definition('expense', 'role:hr') AS revoked, wf.revoke_definition('expense', 'role:hr') AS again;

-- A manager of a department: its definitions, and no way to make another one its.
SELECT wf.grant_department('people', 'person:heidi');
SET SESSION AUTHORIZATION regress_wf_heidi;
SELECT wf.deploy(pg_temp.process('bonus', 'people', 'better')) AS version;
SELECT wf.deploy(pg_temp.process('hiring', 'people')) AS version;
SELECT wf.deploy(pg_temp.process('laptop', 'people', 'taken over'));
SELECT wf.deploy(pg_temp.process('bonus', 'dev', 'given away'));
SELECT wf.deploy(pg_temp.process('expense'));
SELECT wf.terminate(:laptop);
SELECT wf.terminate(:bonus) AS version;
SELECT wf.suspend_definition('bonus') AS version;
SELECT wf.suspend_definition('laptop');
SELECT definition_key FROM wf.instance_list;
RESET SESSION AUTHORIZATION;
-- What is suspended cannot be started, until it is resumed.
SELECT wf.start('bonus', actor => 'alice');
SELECT wf.suspend_definition('bonus');
SELECT wf.resume_definition('bonus') AS version;
SELECT wf.resume_definition('bonus');
SELECT wf.start('bonus', actor => 'alice') IS NOT NULL AS started;
SELECT wf.revoke_department('people', 'person:heidi') AS revoked;
SET SESSION AUTHORIZATION regress_wf_heidi;
SELECT wf.deploy(pg_temp.process('bonus', 'people', 'again'));
SELECT count(*) AS sees FROM wf.instance_list;
RESET SESSION AUTHORIZATION;
-- The department has to exist.
SELECT wf.deploy(pg_temp.process('x', 'nowhere'));

-- An application names the manager.
SELECT wf.grant_definition('expense', 'person:heidi');
SELECT wf.terminate(wf.start('expense', actor => 'alice'), actor => 'heidi') AS version;
SELECT wf.terminate(wf.start('expense', actor => 'alice'), actor => 'bob');

-- Starting is open to all, until it is granted to somebody.
SELECT wf.start('laptop', actor => 'carol') IS NOT NULL AS started;
SELECT wf.grant_definition('laptop', 'department:dev', 'start');
SELECT wf.start('laptop', actor => 'carol');
-- wf.startable says the same.
SELECT p.id, s.allowed, s.reason FROM unnest(ARRAY['alice', 'carol', 'root']) AS p (id), wf.startable(actor => p.id) s WHERE s.definition_key = 'laptop' ORDER BY p.id;
SELECT wf.start('laptop', actor => 'alice') IS NOT NULL AS of_the_department, wf.start('laptop', actor => 'root') IS NOT NULL AS administrator;
SELECT wf.grant_department('dev', 'person:carol');
SELECT wf.start('laptop', actor => 'carol') IS NOT NULL AS manager;
SELECT wf.revoke_definition('laptop', 'department:dev', 'start') AS revoked;
SELECT wf.start('laptop', actor => 'dan') IS NOT NULL AS open_again;

-- Wrong arguments.
SELECT wf.grant_definition('laptop', 'ann');
SELECT wf.grant_definition('laptop', 'person:nobody');
SELECT wf.grant_definition('laptop', 'person:bob', 'delete');
SELECT wf.grant_definition('', 'person:bob');
SELECT wf.grant_department('nowhere', 'person:bob');
SELECT definition_key, grantee, permission FROM wf.definition_grant ORDER BY 1, 2, 3;
DROP ROLE regress_wf_heidi, regress_wf_nobody;
