CREATE OR REPLACE VIEW wf.todo WITH (security_barrier) AS
-- An arm for those who see everything, and one for the others: a condition for both could use no index. Which one it is, is asked once, before the
-- first row. What the second one needs is found by a function, for planning it would cost the first as much as all else.
-- In a FROM, for PostgreSQL takes a view that is a UNION ALL apart, and with it its barrier.
SELECT x.tenant_id, x.task_id, x.instance_id, x.definition_key, x.title, x.node, x.node_name, x.round, x.assignee, x.candidates,
       x.created_at, x.due_at, x.claimed_at, x.business_table, x.business_key, x.on_behalf_of, x.excluded_owners, x.remaining
FROM (
    SELECT t.tenant_id, t.task_id, t.instance_id, d.key AS definition_key, i.title, t.node,
           wf._node_name(t.tenant_id, i.definition_id, t.node) AS node_name,
           t.round, t.assignee, t.candidates, t.created_at, t.due_at, t.claimed_at, i.business_table, i.business_key, t.on_behalf_of,
           t.excluded_owners, t.remaining
    FROM wf.task t
    JOIN wf.instance i USING (tenant_id, instance_id)
    JOIN wf.definition d USING (tenant_id, definition_id)
    WHERE wf._sees_all() AND t.round >= 0 AND (i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[])) IS NOT FALSE
    UNION ALL
    SELECT m.tenant_id, m.task_id, m.instance_id, m.definition_key, m.title, m.node, wf._node_name(m.tenant_id, m.definition_id, m.node),
           m.round, m.assignee, m.candidates, m.created_at, m.due_at, m.claimed_at, m.business_table, m.business_key, m.on_behalf_of,
           m.excluded_owners, m.remaining
    FROM wf._my_tasks() m
    WHERE NOT wf._sees_all()) x;

COMMENT ON VIEW wf.todo IS 'Open tasks: one row each. Superusers, wf_app, wf_admin and wf_reader see all, others what they may act on, and what belongs to definitions that they administer.';
COMMENT ON COLUMN wf.todo.assignee IS 'Who has to act; null while any candidate may. With candidates: the person who has claimed it.';
COMMENT ON COLUMN wf.todo.candidates IS 'Those of whom one may act while nobody has claimed it: person:<id>, role:<id>, department:<id>, everyone.';
COMMENT ON COLUMN wf.todo.excluded_owners IS 'Those of the candidates who may not act, because of on_self, not_same_as or except; null: nobody.';
COMMENT ON COLUMN wf.todo.due_at IS 'When it should be done; null: there is no deadline, or its clock stands still.';
COMMENT ON COLUMN wf.todo.remaining IS 'While its clock stands still (suspended; with a calendar, returned too): how much time is left, by the calendar if it has one; else null.';
COMMENT ON COLUMN wf.todo.node_name IS 'In the language of the setting wf_engine.language.';
COMMENT ON COLUMN wf.todo.on_behalf_of IS 'The person for whom the assignee acts, by a standing delegation or for advice; null: for themselves.';
