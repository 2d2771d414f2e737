-- wf.todo_at: what wf.todo showed at a moment. A story of groups, delegations, deadlines and second thoughts is photographed after each
-- step; later each photograph has to be what the log says, also from checkpoints and with old entries away.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- The first task of the instance that the person may act on.
CREATE FUNCTION public.regress_task(instance bigint, person text) RETURNS bigint LANGUAGE sql AS $$
    SELECT min(b.task_id) FROM wf.inbox(person) b WHERE b.instance_id = instance
$$;
SELECT wf.deploy('{"key": "order", "name": "Order", "form": {"fields": [{"name": "sum", "type": "number"}, {"name": "who", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"},
              {"id": "pool", "type": "approval", "approvers": [{"by": "role", "role": "board"}], "mode": "any", "due": "PT48H"},
              {"id": "check", "type": "task", "candidates": [{"by": "department", "department": "board"}, {"by": "users", "users": ["bob"]}], "not_same_as": ["pool"]},
              {"id": "anybody", "type": "task"},
              {"id": "boss", "type": "approval", "mode": "all", "approvers": [{"by": "users", "users": ["grace", "frank"]}]},
              {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "pool"}, {"from": "pool", "to": "check"}, {"from": "check", "to": "anybody"}, {"from": "anybody", "to": "boss"},
              {"from": "boss", "to": "end"}]}') AS definition;

CREATE TABLE public.regress_photo (at timestamptz, person text, tasks jsonb);
CREATE TABLE public.regress_state (at timestamptz, instance_id bigint, state jsonb, data jsonb);
-- What each person sees in wf.todo, and all states.
CREATE PROCEDURE public.regress_photograph() LANGUAGE plpgsql AS $$
DECLARE
    _at constant timestamptz := clock_timestamp();
BEGIN
    INSERT INTO public.regress_photo
    SELECT _at, p.person_id, (SELECT jsonb_agg(to_jsonb(t) - 'tenant_id' ORDER BY t.created_at, t.task_id) FROM wf.inbox(p.person_id) b JOIN wf.todo t USING (task_id))
    FROM wf.person p WHERE p.tenant_id = 0;
    INSERT INTO public.regress_state SELECT _at, i.instance_id, wf.state(i.instance_id), i.data FROM wf.instance i;
END
$$;
CREATE FUNCTION public.regress_differences() RETURNS TABLE (what text, at timestamptz, subject text, expected jsonb, found jsonb) LANGUAGE sql AS $$
    SELECT 'todo', p.at, p.person, p.tasks, t.tasks
    FROM public.regress_photo p, LATERAL (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.created_at, t.task_id) AS tasks FROM wf.todo_at(p.person, p.at) t) t
    WHERE t.tasks IS DISTINCT FROM p.tasks
    UNION ALL
    SELECT 'state', s.at, s.instance_id::text, s.state, wf.state_at(s.instance_id, s.at) FROM public.regress_state s
    WHERE wf.state_at(s.instance_id, s.at) IS DISTINCT FROM s.state
    UNION ALL
    SELECT 'data', s.at, s.instance_id::text, s.data, wf.data_at(s.instance_id, at => s.at) FROM public.regress_state s
    WHERE wf.data_at(s.instance_id, at => s.at) IS DISTINCT FROM s.data
$$;

SELECT wf.start('order', '{"sum": 1}', title => 'Chairs', actor => 'alice') AS chairs, wf.start('order', '{"sum": 2}', title => 'Tables', actor => 'bob') AS tables \gset
SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS leave \gset
\set QUIET on
CALL public.regress_photograph();
SELECT wf.claim(public.regress_task(:chairs, 'dan'), actor => 'dan') IS NOT NULL AS claimed;
CALL public.regress_photograph();
SELECT wf.release(public.regress_task(:chairs, 'dan'), actor => 'dan') IS NOT NULL AS released;
CALL public.regress_photograph();
SELECT wf.claim(public.regress_task(:chairs, 'eve'), actor => 'eve') IS NOT NULL AS claimed;
CALL public.regress_photograph();
-- Somebody leaves the group, somebody comes.
DELETE FROM wf.role_member WHERE person_id = 'dan';
INSERT INTO wf.role_member (tenant_id, role_id, person_id) VALUES (0, 'board', 'heidi');
CALL public.regress_photograph();
SELECT wf.transfer(public.regress_task(:chairs, 'eve'), 'carol', actor => 'eve') IS NOT NULL AS transferred;
CALL public.regress_photograph();
SELECT wf.suspend(:chairs, 'wait', actor => 'root') IS NOT NULL AS suspended;
CALL public.regress_photograph();
SELECT wf.resume(:chairs, actor => 'root') IS NOT NULL AS resumed;
CALL public.regress_photograph();
SELECT wf.approve(public.regress_task(:chairs, 'carol'), actor => 'carol') IS NOT NULL AS approved;
CALL public.regress_photograph();
-- Among those who may check it is not who has signed; everybody may do what nobody was named for.
SELECT wf.complete(public.regress_task(:chairs, 'bob'), actor => 'bob') IS NOT NULL AS completed;
CALL public.regress_photograph();
SELECT wf.complete(public.regress_task(:chairs, 'heidi'), '{"who": "heidi"}', actor => 'heidi') IS NOT NULL AS completed;
CALL public.regress_photograph();
SELECT wf._checkpoint(0, :chairs) AND wf._checkpoint(0, :leave) AS kept;
CALL public.regress_photograph();
-- A delegation, by hand and standing; seats that come and go; back, and undone.
SELECT wf.delegate(public.regress_task(:chairs, 'frank'), 'lena', actor => 'frank') IS NOT NULL AS delegated;
CALL public.regress_photograph();
SELECT wf.resolve(public.regress_task(:chairs, 'lena'), 'no', actor => 'lena') IS NOT NULL AS resolved;
CALL public.regress_photograph();
SELECT wf.add_signer(public.regress_task(:chairs, 'frank'), ARRAY['eve'], 'before', actor => 'frank') IS NOT NULL AS added;
CALL public.regress_photograph();
SELECT wf.approve(public.regress_task(:leave, 'lena'), actor => 'lena') IS NOT NULL AS approved;
SELECT wf.add_delegation('frank', 'dan', now(), now() + interval '1 day', actor => 'frank') IS NOT NULL AS delegation;
SELECT wf.run_due_jobs() >= 0 AS swept;
CALL public.regress_photograph();
SELECT wf.recall(:leave, 'lead', actor => 'lena') IS NOT NULL AS recalled;
CALL public.regress_photograph();
SELECT wf.approve(public.regress_task(:chairs, 'eve'), actor => 'eve') IS NOT NULL AS approved;
CALL public.regress_photograph();
SELECT wf._checkpoint(0, :chairs) AS kept;
SELECT wf.send_back(public.regress_task(:chairs, 'grace'), 'start', 'cheaper', actor => 'grace') IS NOT NULL AS sent_back;
CALL public.regress_photograph();
SELECT wf.undo(:chairs, actor => 'grace') IS NOT NULL AS undone;
CALL public.regress_photograph();
SELECT wf.redo(:chairs, actor => 'grace') IS NOT NULL AS redone;
CALL public.regress_photograph();
SELECT wf._checkpoint(0, :chairs) AS kept;
SELECT wf.resubmit(:chairs, '{"sum": 0.50}', actor => 'alice') IS NOT NULL AS resubmitted;
CALL public.regress_photograph();
-- What was due is due later if it stood still; what has ended is nobody's, until it is woken.
SELECT wf.run_due_jobs(at => now() + interval '3 days') >= 0 AS fired;
CALL public.regress_photograph();
SELECT wf.withdraw(:tables, 'no more', actor => 'bob') IS NOT NULL AS withdrawn;
CALL public.regress_photograph();
SELECT wf.undo(:tables, actor => 'bob') IS NOT NULL AS undone;
CALL public.regress_photograph();
SELECT wf.redo(:tables, actor => 'bob') IS NOT NULL AS redone;
CALL public.regress_photograph();
SELECT wf.wake(:tables, 'pool', actor => 'root') IS NOT NULL AS woken;
UPDATE wf.person SET active = false WHERE person_id = 'eve';
CALL public.regress_photograph();
SELECT wf.jump(:chairs, 'boss', actor => 'root') IS NOT NULL AS jumped;
CALL public.regress_photograph();
-- Ended, and open again, and ended after all.
SELECT wf.withdraw(:tables, 'no more', actor => 'bob') IS NOT NULL AS withdrawn;
SELECT wf.undo(:tables, actor => 'bob') IS NOT NULL AS undone;
CALL public.regress_photograph();
SELECT wf.redo(:tables, actor => 'bob') IS NOT NULL AS redone;
CALL public.regress_photograph();
\set QUIET off
SELECT count(DISTINCT at) AS photographs, count(DISTINCT person) AS people, count(tasks) AS with_tasks FROM public.regress_photo;
SELECT i.instance_id, v.* FROM wf.instance i, wf.verify(i.instance_id) v;

-- By the log, from the checkpoints on; and without them, all of it.
SELECT count(*) AS checkpoints FROM wf.history WHERE action = 'checkpoint';
SELECT * FROM public.regress_differences();
BEGIN;
UPDATE wf.instance SET checkpoint_at = NULL;
SELECT * FROM public.regress_differences();
ROLLBACK;

-- Before the first start, and for nobody.
SELECT count(*) AS tasks FROM wf.todo_at('alice', '2000-01-01');
SELECT count(*) AS tasks FROM wf.todo_at('nobody', 'infinity');
SELECT count(*) AS tasks FROM wf.todo_at('alice', NULL);
