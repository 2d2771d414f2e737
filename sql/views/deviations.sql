CREATE OR REPLACE VIEW wf.deviations WITH (security_barrier) AS
SELECT l.tenant_id, l.instance_id, d.key AS definition_key, d.version AS definition_version, l.seq, l.at,
       CASE WHEN l.action IN ('jump', 'wake') THEN 'jump'
            WHEN l.action IN ('undo', 'redo', 'restore') THEN 'restored'
            WHEN l.action IN ('terminate', 'suspend', 'resume', 'refresh_approvers', 'retry_job', 'replace_leavers', 'hold') THEN 'intervention'
            WHEN l.action = 'redact' THEN 'redacted'
            ELSE 'direct_change' END AS kind,
       l.action, l.actor, l.on_behalf_of, l.node, l.comment, l.source, l.target
FROM wf.log l
JOIN wf.instance i ON i.tenant_id = l.tenant_id AND i.instance_id = l.instance_id
JOIN wf.definition d ON d.tenant_id = i.tenant_id AND d.definition_id = i.definition_id
WHERE (l.action IN ('jump', 'wake', 'undo', 'redo', 'restore', 'terminate', 'suspend', 'resume', 'refresh_approvers', 'retry_job', 'replace_leavers', 'hold', 'redact')
       OR i.business_table IS NOT NULL AND (l.action = 'set_data' OR wf._follows_row(l.events)))
  AND (d.definition_id = ANY ((SELECT wf._reported_definitions())::bigint[])) IS NOT FALSE
  AND ((SELECT wf._sees_all()) OR l.tenant_id = (SELECT wf.current_tenant()));

COMMENT ON VIEW wf.deviations IS 'What auditors ask for: where an instance did not just go its way. Of the definitions that the caller administers; wf_admin, wf_reader, wf_app and superusers see all. Ask for a stretch of time (at). No instance ever moves to another version of its definition, so there is no such row.';
COMMENT ON COLUMN wf.deviations.kind IS 'jump (put on another node, or woken after its end), restored (an earlier state is back), intervention (by an administrator, or because somebody left or nobody was found), direct_change (the business row was changed without a decision, and the form followed it), redacted.';
COMMENT ON COLUMN wf.deviations.action IS 'The verb of the log entry.';
COMMENT ON COLUMN wf.deviations.source IS 'Status before.';
COMMENT ON COLUMN wf.deviations.target IS 'Status after.';
