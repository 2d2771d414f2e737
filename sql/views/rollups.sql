CREATE OR REPLACE VIEW wf.rollups WITH (security_barrier) AS
SELECT r.subject, r.is_month, r.period, r.tenant_id, r.definition_id, d.key AS definition_key, d.version AS definition_version,
       r.name, r.other, r.counts, r.buckets, r.is_recent
FROM (SELECT s.subject, s.is_month, s.period, s.tenant_id, s.definition_id, s.name, s.other, s.counts, s.buckets, false AS is_recent
      FROM wf.rollup s
      WHERE (s.definition_id = ANY ((SELECT wf._reported_definitions())::bigint[])) IS NOT FALSE
        AND ((SELECT wf._sees_all()) OR s.tenant_id = (SELECT wf.current_tenant()))
      UNION ALL
      SELECT t.subject, t.is_month, t.period, t.tenant_id, t.definition_id, t.name, t.other, t.counts, t.buckets, true
      FROM wf._recent_sums() t
      WHERE (SELECT wf._sees_all()) OR t.tenant_id = (SELECT wf.current_tenant())) r
LEFT JOIN wf.definition d ON d.tenant_id = r.tenant_id AND d.definition_id = r.definition_id;

COMMENT ON VIEW wf.rollups IS 'The sums behind the reports, of the definitions that the caller administers; wf_admin, wf_reader, wf_app and superusers see all. As wf.rollup, and what has come since: wf.stat_instances() and its like read it for people.';
COMMENT ON COLUMN wf.rollups.subject IS 'What it counts: status, origin, node, work, person, department, flow or variant.';
COMMENT ON COLUMN wf.rollups.is_month IS 'Of a month, not of a day: there is a row for each.';
COMMENT ON COLUMN wf.rollups.definition_key IS 'The definition; null: all of them together (person).';
COMMENT ON COLUMN wf.rollups.counts IS 'How many, and sums of durations in microseconds, by subject.';
COMMENT ON COLUMN wf.rollups.buckets IS 'Durations by size: bucket, count, bucket, count, ...';
COMMENT ON COLUMN wf.rollups.is_recent IS 'Counted just now from the log, as wf.maintain() has not added it yet.';

CREATE OR REPLACE VIEW wf.rollup_state WITH (security_barrier) AS
SELECT c.rolled_until, c.begun_at, CASE WHEN (SELECT wf._sees_all()) THEN c.entries END AS entries, c.time_zone FROM wf.rollup_cursor c;
COMMENT ON VIEW wf.rollup_state IS 'How far the log has been added to the sums behind the reports.';
COMMENT ON COLUMN wf.rollup_state.rolled_until IS 'All entries from before this moment have.';
COMMENT ON COLUMN wf.rollup_state.begun_at IS 'Entries from before this moment have not: they had left the log; -infinity: none had.';
COMMENT ON COLUMN wf.rollup_state.entries IS 'How many have; null to whoever does not see all.';
COMMENT ON COLUMN wf.rollup_state.time_zone IS 'Where the days of the reports begin and end.';
