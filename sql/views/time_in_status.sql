CREATE OR REPLACE VIEW wf.time_in_status WITH (security_barrier) AS
WITH visit AS (
    SELECT h.tenant_id, h.instance_id, h.target AS status, h.at AS entered, lead(h.at) OVER (PARTITION BY h.tenant_id, h.instance_id ORDER BY h.seq) AS gone
    FROM (SELECT i.tenant_id, i.instance_id, l.seq, l.at, l.source, l.target FROM wf.instance i CROSS JOIN LATERAL wf._entries(i.tenant_id, i.instance_id) l) h
    WHERE h.seq = 1 OR h.source <> h.target)
SELECT v.tenant_id, v.instance_id, v.status, min(v.entered) AS first_entry, max(v.gone) AS last_exit, max(v.entered) FILTER (WHERE v.gone IS NULL) AS since,
       count(*) AS visits, sum(coalesce(v.gone, now()) - v.entered) AS total
FROM visit v GROUP BY v.tenant_id, v.instance_id, v.status;

COMMENT ON VIEW wf.time_in_status IS 'How long instances were in each status: one row for each instance and status that it has been in. Ask with an instance_id. Visible to those who may see the instance.';
COMMENT ON COLUMN wf.time_in_status.first_entry IS 'When it came into it first.';
COMMENT ON COLUMN wf.time_in_status.last_exit IS 'When it left it last; null: never.';
COMMENT ON COLUMN wf.time_in_status.since IS 'Since when it is in it now; null: it is not.';
COMMENT ON COLUMN wf.time_in_status.visits IS 'How often it came into it.';
COMMENT ON COLUMN wf.time_in_status.total IS 'How long it was in it altogether, until now; 0: it only passed through.';
