CREATE OR REPLACE VIEW wf.timeline WITH (security_barrier) AS
SELECT i.tenant_id, i.instance_id, t.number, t.seq, t.at, t.kind,
       format(t.what, (SELECT coalesce(s.label ->> l.language, s.label ->> 'en') FROM wf.status s WHERE s.code = t.status)) AS what,
       t.actor, CASE WHEN t.actor = 'system' THEN l.system ELSE coalesce(a.name, t.actor) END AS actor_name,
       t.on_behalf_of, coalesce(b.name, t.on_behalf_of) AS on_behalf_of_name,
       t.receivers, r.names AS receiver_names,
       t.node, t.node_name, t.target_node, t.target_name, t.status, t.comment, t.waited
FROM wf.instance i
-- Gives no rows of an instance that the caller may not see.
CROSS JOIN LATERAL wf._timeline(i.tenant_id, i.instance_id) t
CROSS JOIN (SELECT CASE WHEN x.is_zh THEN 'zh' ELSE 'en' END AS language, CASE WHEN x.is_zh THEN '系统' ELSE 'System' END AS system
            FROM (SELECT coalesce(current_setting('wf_engine.language', true), '') LIKE 'zh%' AS is_zh) x) l
-- By key, one by one: a join would read all persons for a plan that expects many rows.
CROSS JOIN LATERAL (SELECT (SELECT p.name FROM wf.person p WHERE p.tenant_id = i.tenant_id AND p.person_id = t.actor) AS name) a
CROSS JOIN LATERAL (SELECT (SELECT p.name FROM wf.person p WHERE p.tenant_id = i.tenant_id AND p.person_id = t.on_behalf_of) AS name) b
CROSS JOIN LATERAL (
    SELECT array_agg(coalesce(
               (SELECT g.name FROM wf.role g WHERE g.tenant_id = i.tenant_id AND w.who LIKE 'role:%' AND g.role_id = substr(w.who, 6)),
               (SELECT g.name FROM wf.department g WHERE g.tenant_id = i.tenant_id AND w.who LIKE 'department:%' AND g.department_id = substr(w.who, 12)),
               (SELECT p.name FROM wf.person p WHERE p.tenant_id = i.tenant_id AND p.person_id = regexp_replace(w.who, '^person:', '')),
               w.who) ORDER BY w.place) AS names
    FROM unnest(t.receivers) WITH ORDINALITY AS w (who, place)) r;

COMMENT ON VIEW wf.timeline IS 'An instance as people tell it: a row for each thing that a page about it would show, by number. Visible to those who may see the instance. Ask for one instance_id.';
COMMENT ON COLUMN wf.timeline.number IS 'Order of the rows of an instance, from 1.';
COMMENT ON COLUMN wf.timeline.seq IS 'The entry of wf.history; one entry can give several rows: approved, copy sent, ended.';
COMMENT ON COLUMN wf.timeline.kind IS 'What happened, as a word that does not change: approved, transferred, ended, ...';
COMMENT ON COLUMN wf.timeline.what IS 'The same in the language of the setting wf_engine.language.';
COMMENT ON COLUMN wf.timeline.actor IS 'Who did it; system: the engine by itself; null: it followed from the row before.';
COMMENT ON COLUMN wf.timeline.on_behalf_of IS 'For whom the actor did it; null: for themselves.';
COMMENT ON COLUMN wf.timeline.receivers IS 'To whom: people and groups (role:<id>) that got the task, were added, removed, reminded or sent a copy.';
COMMENT ON COLUMN wf.timeline.target_node IS 'The node that it led to.';
COMMENT ON COLUMN wf.timeline.status IS 'Of kind ended: the code of wf.status.';
COMMENT ON COLUMN wf.timeline.comment IS 'The opinion, or the reason of an automatic decision.';
COMMENT ON COLUMN wf.timeline.waited IS 'How long the task had been open when it was acted on, or its time was over.';
