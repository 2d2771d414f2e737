-- Delegations: who may make and end them, what one would move and what speaks against it. (Who gets a task: see the engine.)
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET timezone = 'UTC';
\set ECHO all

-- A person for themselves; now and until further notice, or half-open from one moment until before another.
SELECT wf.add_delegation('lena', 'bob', actor => 'lena') AS open_end;
SELECT wf.add_delegation('lena', 'dan', '2030-07-01', '2030-08-01', 'leave', actor => 'lena') AS holiday;
SELECT delegation_id, person_id, agent_id, definition_key, valid_from <= now() AS begun, valid_until, is_valid, created_by FROM wf.delegations ORDER BY 1;
-- For one process and for all is not a contradiction; two for the same at the same time are one. Ends meet.
SELECT wf.add_delegation('lena', 'eve', '2030-07-31', '2030-09-01', 'leave', actor => 'lena');
SELECT wf.add_delegation('lena', 'eve', '2030-08-01', '2030-09-01', 'leave', actor => 'lena') IS NOT NULL AS ends_meet;
SELECT wf.add_delegation('lena', 'eve', now() + interval '1 year', actor => 'lena');
-- An administrator for others, by directory role or by database role; nobody else.
SELECT wf.add_delegation('dan', 'eve', actor => 'root') IS NOT NULL AS by_admin;
SELECT wf.add_delegation('dan', 'eve', actor => 'bob');
SELECT wf.add_delegation('carol', 'dan') IS NOT NULL AS by_superuser;
SELECT person_id, created_by FROM wf.delegations WHERE person_id IN ('dan', 'carol') ORDER BY person_id COLLATE "C";
-- What makes no sense.
SELECT wf.add_delegation('lena', 'lena', actor => 'lena');
SELECT wf.add_delegation('lena', 'ghost', actor => 'lena');
SELECT wf.add_delegation('lena', 'gone', actor => 'lena');
SELECT wf.add_delegation('bob', 'eve', '2030-01-02', '2030-01-01', actor => 'bob');
SELECT wf.add_delegation('bob', 'eve', '2030-01-02', '2030-01-02', actor => 'bob');
SELECT wf.add_delegation('bob', 'eve', '-infinity', actor => 'bob');
SELECT wf.add_delegation('bob', 'eve', definition => 'nope', actor => 'bob');
SELECT wf.add_delegation('bob', NULL, actor => 'bob');
SELECT wf.add_delegation('bob', 'eve', NULL, actor => 'bob');
-- Ended: now, later, or before it has begun; what is over is over.
SELECT wf.end_delegation(2, '2030-07-15', actor => 'lena');
SELECT valid_until FROM wf.delegations WHERE delegation_id = 2;
SELECT wf.end_delegation(2, '2030-07-20', actor => 'lena');
SELECT wf.end_delegation(2, actor => 'lena');
SELECT count(*) AS removed_before_it_began FROM wf.delegations WHERE delegation_id = 2;
SELECT wf.end_delegation(1, '2000-01-01', actor => 'bob');
SELECT wf.end_delegation(1, '2000-01-01', actor => 'lena');
SELECT valid_until <= now() AS ended_now, is_valid FROM wf.delegations WHERE delegation_id = 1;
\set VERBOSITY sqlstate
SELECT wf.end_delegation(1, actor => 'lena');
\set VERBOSITY default
SELECT wf.end_delegation(99, actor => 'lena');

-- What a delegation would move, and what speaks against it.
DELETE FROM wf.delegation;
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS i1, wf.start('leave', '{"days": 2}', actor => 'bob') AS i2 \gset
SELECT wf.deploy('{"key": "pair", "nodes": [{"id": "s", "type": "start"}, {"id": "sign", "type": "approval", "mode": "all", "approvers": [{"by": "users", "users": ["lena", "dan", "eve"]}]},
    {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "sign"}, {"from": "sign", "to": "e"}]}');
SELECT wf.start('pair', '{}', actor => 'alice', title => 'Contract') AS i3 \gset
SELECT wf.approve(task_id, actor => 'eve') FROM wf.todo WHERE instance_id = :i3 AND assignee = 'eve';
SELECT * FROM wf.delegation_preview('lena', 'bob');
SELECT instance_id, conflict FROM wf.delegation_preview('lena', 'dan');
SELECT instance_id, conflict FROM wf.delegation_preview('lena', 'eve');
SELECT instance_id, conflict FROM wf.delegation_preview('lena', 'eve', definition => 'leave');
SELECT instance_id, conflict FROM wf.delegation_preview('lena', 'gone', definition => 'pair');
SELECT instance_id, conflict FROM wf.delegation_preview('lena', 'bob', '2020-01-01', '2020-02-01', 'pair');
SELECT wf.add_delegation('bob', 'carol', actor => 'bob') IS NOT NULL AND wf.add_delegation('carol', 'lena', definition => 'pair', actor => 'carol') IS NOT NULL AS made;
-- A cycle, though for one of the processes only.
SELECT instance_id, definition_key, conflict FROM wf.delegation_preview('lena', 'bob') WHERE instance_id IN (:i1, :i3);
SELECT wf._agent_chain(0, 'lena', 'pair', now()) AS lena, wf._agent_chain(0, 'bob', 'leave', now()) AS leave, wf._agent_chain(0, 'bob', 'pair', now()) AS pair;
SELECT wf.delegation_preview('lena', 'lena');
SELECT count(*) AS nothing_has_changed FROM wf.delegations;

-- Everybody sees and changes their own.
CREATE ROLE regress_wf_lena LOGIN;
CREATE ROLE regress_wf_carol LOGIN;
CREATE ROLE regress_wf_root LOGIN;
CREATE ROLE regress_wf_admin LOGIN;
GRANT wf_user TO regress_wf_lena, regress_wf_carol, regress_wf_root;
GRANT wf_admin TO regress_wf_admin;
UPDATE wf.person SET db_role = 'regress_wf_' || person_id WHERE person_id IN ('lena', 'carol', 'root');
SET SESSION AUTHORIZATION regress_wf_lena;
SELECT person_id, agent_id FROM wf.delegations ORDER BY person_id COLLATE "C";
SELECT wf.add_delegation('lena', 'heidi', definition => 'pair') IS NOT NULL AS own;
SELECT wf.add_delegation('dan', 'lena');
SELECT wf.add_delegation('dan', 'lena', actor => 'dan');
SELECT count(*) FROM wf.delegation;
SELECT count(*) AS own_tasks FROM wf.delegation_preview('lena', 'heidi');
SELECT * FROM wf.delegation_preview('dan', 'heidi');
SELECT wf._delegation_preview('dan', 'heidi', now(), NULL, NULL, 0);
SELECT wf._add_delegation('dan', 'lena', now(), NULL, NULL, 'dan', 0);
SET SESSION AUTHORIZATION regress_wf_carol;
SELECT person_id, agent_id FROM wf.delegations ORDER BY person_id COLLATE "C";
SELECT delegation_id AS bobs FROM wf.delegations WHERE person_id = 'bob' \gset
SELECT wf.end_delegation(:bobs);
SET SESSION AUTHORIZATION regress_wf_root;
SELECT count(*) AS of_others FROM wf.delegation_preview('dan', 'heidi');
SELECT wf.end_delegation(:bobs);
SET SESSION AUTHORIZATION regress_wf_admin;
SELECT count(*) AS sees_all FROM wf.delegations;
SELECT wf.add_delegation('eve', 'heidi') IS NOT NULL AS by_database_role;
RESET SESSION AUTHORIZATION;
\set VERBOSITY sqlstate
SELECT wf.add_delegation('lena', 'lena', actor => 'lena');
SELECT wf.add_delegation('lena', 'ghost', actor => 'lena');
SELECT wf.add_delegation('eve', 'dan', actor => 'eve');
SELECT wf.add_delegation('dan', 'eve', definition => 'nope', actor => 'dan');
SELECT wf.add_delegation('dan', 'eve', actor => 'bob');
SELECT wf.end_delegation(99, actor => 'lena');
SELECT wf.end_delegation(99, actor => NULL);
SELECT wf.add_delegation(NULL, 'eve', actor => 'bob');
SELECT * FROM wf.delegation_preview('dan', 'heidi', '2030-01-02', '2030-01-01');
\set VERBOSITY default
DROP OWNED BY regress_wf_lena, regress_wf_carol, regress_wf_root, regress_wf_admin;
DROP ROLE regress_wf_lena, regress_wf_carol, regress_wf_root, regress_wf_admin;
