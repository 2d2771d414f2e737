CREATE OR REPLACE VIEW wf.history WITH (security_barrier) AS
SELECT i.tenant_id, i.instance_id, l.seq, l.at, l.action, l.actor, l.on_behalf_of, l.node, l.task_id, l.comment,
       wf._form_after(i.tenant_id, i.instance_id, l.seq) AS data,
       wf._node_name(i.tenant_id, i.definition_id, l.node) AS node_name, l.source, l.target, l.context,
       l.receivers, l.target_node, l.as_of
FROM wf.instance i
-- Gives no rows of an instance that the caller may not see.
CROSS JOIN LATERAL wf._entries(i.tenant_id, i.instance_id) l;

COMMENT ON VIEW wf.history IS 'What happened, one row for each accepted command, by seq. Visible to those who may see the instance.';
COMMENT ON COLUMN wf.history.data IS 'The form after this entry, without fields that are hidden from the caller.';
COMMENT ON COLUMN wf.history.source IS 'Status of the instance before.';
COMMENT ON COLUMN wf.history.target IS 'Status of the instance after.';
COMMENT ON COLUMN wf.history.context IS 'Where it came from: ip, session_user and application_name as the server knows them, and the keys of wf_engine.context.';
COMMENT ON COLUMN wf.history.receivers IS 'People and groups (role:<id>) that the action names: who got the task, was added, removed, reminded or sent a copy. Null: nobody.';
COMMENT ON COLUMN wf.history.as_of IS 'Of what wf.run_due_jobs did for another moment than its own (parameter at): that moment. Null: at.';
COMMENT ON COLUMN wf.history.target_node IS 'The node that it led to: the one that was named, or that the token stands on afterwards. Null: none, or several.';
