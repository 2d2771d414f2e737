-- Whoever may read all rows of a table, and all columns, may read what they were. Where a policy hides rows, the entries of gone
-- rows have nothing left to ask it about, so only those see them who see everything.
CREATE OR REPLACE VIEW wf.state_history WITH (security_barrier) AS
WITH visible AS MATERIALIZED (
    SELECT t.tracked_id, t.table_name, t.column_name FROM wf.tracked t
    WHERE wf._sees_all()
       -- Still the same table: after a restore, until wf.setup() has found it, the oid may be anybody's.
       OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE c.oid = t.table_id AND n.nspname = (parse_ident(t.table_name))[1] AND c.relname = (parse_ident(t.table_name))[2])
          AND has_table_privilege(t.table_id, 'SELECT') AND NOT row_security_active(t.table_id))
SELECT v.table_name, v.column_name, l.key, l.seq, l.at, l.action, l.source, l.target, l.former_key, l.actor, l.reason, l.transition, l.context, l.kept, l.row_count
FROM wf.state_entries l
JOIN visible v USING (tracked_id);

COMMENT ON VIEW wf.state_history IS 'What wf.track() has logged, of the tables that the caller may SELECT as a whole.';
