-- Standing delegations: the agent acts for the principal, from one moment to another.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE FUNCTION pg_temp.stand_in(person text, agent text, begins interval DEFAULT '-1 hour', ends interval DEFAULT NULL, definition text DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
    INSERT INTO wf.delegation (tenant_id, person_id, agent_id, definition_key, valid_from, valid_until, created_by, created_at)
    VALUES (0, person, agent, definition, now() + begins, now() + ends, person, now())
$$;
SELECT pg_temp.deploy('all', '{"approvers": [{"by": "users", "users": ["carol", "dan"]}], "mode": "all"}');
SELECT pg_temp.deploy('one', '{"approvers": [{"by": "users", "users": ["carol"]}]}');

-- [from, until): before, within, after.
SELECT pg_temp.stand_in('carol', 'eve', '1 hour', '2 hours');
SELECT wf.start('one', actor => 'alice');
SELECT pg_temp.tasks(1);
UPDATE wf.delegation SET valid_from = now() - interval '1 hour';
SELECT wf.start('one', actor => 'alice');
SELECT pg_temp.tasks(2);
SELECT task_id, assignee, on_behalf_of FROM wf.inbox('eve');
BEGIN;
UPDATE wf.delegation SET valid_until = now();
SELECT wf.start('one', actor => 'alice') AS i \gset
SELECT pg_temp.tasks(:i);
ROLLBACK;
-- The agent decides, for the principal; the principal, who is away, does not.
SELECT pg_temp.refused($$SELECT wf.approve(2000001, actor => 'carol')$$);
SELECT wf.approve(2000001, 'for her', actor => 'eve');
SELECT seq, action, actor, on_behalf_of, comment FROM pg_temp.story(2);
SELECT actor, on_behalf_of, action FROM wf.done WHERE instance_id = 2;

-- Along a chain, to its end; the vote stays that of the first.
SELECT pg_temp.stand_in('eve', 'bob'), pg_temp.stand_in('bob', 'lena');
SELECT wf.start('one', actor => 'alice') AS i \gset
SELECT pg_temp.tasks(:i), wf.state(:i) #> '{seats,0}' AS seat;
-- In a circle it ends at the last one before it would repeat.
SELECT pg_temp.stand_in('lena', 'carol');
SELECT wf.start('one', actor => 'alice') AS i \gset
SELECT pg_temp.tasks(:i);
-- A step to the initiator is not taken, nor one to who has left, nor one to who has a seat here.
SELECT wf.start('one', actor => 'bob') AS i \gset
SELECT pg_temp.tasks(:i);
DELETE FROM wf.delegation;
SELECT pg_temp.stand_in('carol', 'gone');
SELECT wf.start('one', actor => 'alice') AS i \gset
SELECT pg_temp.tasks(:i);
DELETE FROM wf.delegation;
SELECT pg_temp.stand_in('carol', 'dan');
SELECT wf.start('all', actor => 'alice') AS i \gset
SELECT pg_temp.tasks(:i);
DELETE FROM wf.delegation;
SELECT pg_temp.stand_in('carol', 'eve'), pg_temp.stand_in('dan', 'eve');
SELECT wf.start('all', actor => 'alice') AS i \gset
SELECT pg_temp.tasks(:i);

-- One for this process goes before one for all.
DELETE FROM wf.delegation;
SELECT pg_temp.stand_in('carol', 'eve'), pg_temp.stand_in('carol', 'bob', '-2 hours', NULL, 'one'), pg_temp.stand_in('carol', 'lena', '-1 hour', NULL, 'another');
SELECT wf.start('one', actor => 'alice') AS one, wf.start('all', actor => 'alice') AS all \gset
SELECT pg_temp.tasks(:one) AS one, pg_temp.tasks(:all) AS all;
-- A transfer meets them as well.
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS i \gset
SELECT wf.transfer(:i * 1000000 + 1, 'carol', actor => 'lena');
SELECT pg_temp.tasks(:i);

-- Tasks that are open when it begins move then, and only then; those of other processes don't, nor
-- what is with somebody for advice, nor where the agent is the initiator.
TRUNCATE wf.delegation;
SELECT wf.start('one', actor => 'alice') AS one, wf.start('all', actor => 'alice') AS all, wf.start('one', actor => 'eve') AS hers, wf.start('one', actor => 'alice') AS advised \gset
SELECT wf.delegate(:advised * 1000000 + 1, 'frank', actor => 'carol');
SELECT pg_temp.stand_in('carol', 'eve', '1 hour', '1 day', 'one');
SELECT wf.run_due_jobs(), pg_temp.tasks(:one);
SELECT wf.run_due_jobs(now() + interval '2 hours');
SELECT pg_temp.tasks(:one) AS one, pg_temp.tasks(:all) AS all, pg_temp.tasks(:hers) AS hers, pg_temp.tasks(:advised) AS advised;
SELECT seq, action, actor, on_behalf_of, node, task, comment FROM pg_temp.story(:one);
SELECT swept_at > now() AS swept FROM wf.delegation;
SELECT wf.run_due_jobs(now() + interval '2 hours');
-- One that is over before anybody came by moves nothing, and is not looked at again.
SELECT pg_temp.stand_in('dan', 'eve', '-3 hours', '-2 hours');
SELECT wf.run_due_jobs();
SELECT count(*) FILTER (WHERE swept_at IS NULL) AS unswept FROM wf.delegation;
-- max_jobs counts them; only those of one cell.
SELECT pg_temp.stand_in('dan', 'bob'), pg_temp.stand_in('lena', 'bob');
SELECT wf.run_due_jobs(tenant_id => 7), wf.run_due_jobs(max_jobs => 1), wf.run_due_jobs(), wf.run_due_jobs();
SELECT pg_temp.tasks(:all);

-- The agent delegates on: what they have for others goes with it, along the chain, and stays theirs.
SELECT pg_temp.stand_in('eve', 'heidi', '-5 minutes');
SELECT wf.run_due_jobs(now() + interval '3 hours');
SELECT pg_temp.tasks(:one);
SELECT seq, action, actor, on_behalf_of, comment FROM pg_temp.story(:one);

-- The principal keeps seeing what is done for her.
CREATE ROLE regress_wf_carol LOGIN;
GRANT wf_user TO regress_wf_carol;
UPDATE wf.person SET db_role = 'regress_wf_carol' WHERE person_id = 'carol';
SET SESSION AUTHORIZATION regress_wf_carol;
SELECT instance_id, status FROM wf.instance_list WHERE instance_id IN (2, :one) ORDER BY 1;
SELECT count(*) AS her_tasks FROM wf.todo WHERE instance_id = :one;
SELECT wf.comment(:one, 'please be strict') IS NOT NULL AS may_comment;
RESET SESSION AUTHORIZATION;
DROP ROLE regress_wf_carol;
SELECT pg_temp.unsound();
