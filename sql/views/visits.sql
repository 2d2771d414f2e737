CREATE OR REPLACE VIEW wf.visits WITH (security_barrier) AS
SELECT v.tenant_id, v.instance_id, v.definition_id, v.seq, v.place, v.at, v.token,
       first_value(v.entered) OVER (PARTITION BY v.tenant_id, v.instance_id, v.token ORDER BY v.seq, v.place) AS node,
       CASE WHEN v.entered IS NULL THEN 'complete' ELSE 'start' END AS lifecycle, v.outcome, v.actor, v.on_behalf_of
FROM (SELECT l.tenant_id, l.instance_id, i.definition_id, l.seq, e.place, l.at, e.token, e.node AS entered, e.outcome, l.actor, l.on_behalf_of
      FROM wf.instance i
      JOIN wf.log l ON l.tenant_id = i.tenant_id AND l.instance_id = i.instance_id AND l.at >= i.started_at
      CROSS JOIN LATERAL wf._node_visits(l.events) e
      WHERE (i.definition_id = ANY ((SELECT wf._reported_definitions())::bigint[])) IS NOT FALSE
        AND ((SELECT wf._sees_all()) OR i.tenant_id = (SELECT wf.current_tenant()))) v;

COMMENT ON VIEW wf.visits IS 'Each coming of a token to a node, and each leaving: the list of events that process miners want. Of the definitions that the caller administers; wf_admin, wf_reader, wf_app and superusers see all. Ask for instances (tenant_id, instance_id). wf.export_xes() and wf.export_ocel() write it to files.';
COMMENT ON COLUMN wf.visits.place IS 'Of the event in its log entry; seq and place together give the order.';
COMMENT ON COLUMN wf.visits.token IS 'A visit is one token on one node.';
COMMENT ON COLUMN wf.visits.node IS 'The node; null: its beginning has left the log.';
COMMENT ON COLUMN wf.visits.lifecycle IS 'start or complete.';
COMMENT ON COLUMN wf.visits.outcome IS 'Of an approval: approved or rejected; of a call the status of the called instance; else empty.';
COMMENT ON COLUMN wf.visits.actor IS 'Who gave the command that it followed from; system for automatic decisions.';
