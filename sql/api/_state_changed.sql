-- A member of the extension, as wf._row_written().
CREATE FUNCTION wf._state_changed() RETURNS trigger
LANGUAGE c
AS 'MODULE_PATHNAME', 'wf_state_changed';
COMMENT ON FUNCTION wf._state_changed() IS 'Trigger function of tracked tables: writes wf.state_log. Argument: the tracked_id.';

-- A table and what is below it, partitions and tables that inherit.
CREATE FUNCTION wf._table_tree(table_id oid) RETURNS TABLE (relation oid)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE tree (relation) AS (
        SELECT _table_tree.table_id
        UNION SELECT i.inhrelid FROM pg_inherits i JOIN tree ON i.inhparent = tree.relation WHERE NOT i.inhdetachpending)
    SELECT c.oid FROM tree JOIN pg_class c ON c.oid = tree.relation WHERE c.relkind IN ('r', 'p')
$$;
COMMENT ON FUNCTION wf._table_tree IS 'A table, its partitions and the tables that inherit from it.';
REVOKE ALL ON FUNCTION wf._table_tree(oid) FROM PUBLIC;

-- By their name they come first: what a trigger of the host does to the row is logged after what it follows from. Statement triggers
-- fire for the table that a statement names only, so each table of a tree has its own; PostgreSQL copies row
-- triggers to partitions, not to tables that inherit.
CREATE FUNCTION wf._track_triggers(tracked_id bigint) RETURNS TABLE (relation oid, trigger_name name, definition text, is_copy boolean, present_as "char")
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT m.relation, format('0_wf_track_%s%s', t.tracked_id, w.suffix),
           format('%s ON %s%s EXECUTE FUNCTION wf._state_changed(%L)', w.event, m.relation::regclass, w.level, t.tracked_id), w.suffix = '' AND c.relispartition AND m.relation <> t.table_id,
           -- One with a condition, or for other events, is none.
           (SELECT p.tgenabled FROM pg_trigger p
            WHERE p.tgrelid = m.relation AND p.tgname = format('0_wf_track_%s%s', t.tracked_id, w.suffix) AND p.tgfoid = 'wf._state_changed()'::regprocedure
              AND p.tgtype = w.type AND p.tgqual IS NULL AND p.tgattr::text = '' AND p.tgargs = convert_to(t.tracked_id::text, 'UTF8') || decode('00', 'hex'))
    FROM wf.tracked t
    CROSS JOIN wf._table_tree(t.table_id) m
    JOIN pg_class c ON c.oid = m.relation
    CROSS JOIN LATERAL (SELECT coalesce(t.options ->> 'mode', 'row') <> 'statement' AS by_row) r
    JOIN (VALUES ('', 29, 'AFTER INSERT OR UPDATE OR DELETE', ' FOR EACH ROW'),
                 ('_truncate', 34, 'BEFORE TRUNCATE', ' FOR EACH STATEMENT'),
                 ('_moved', 16, 'AFTER UPDATE', ' FOR EACH STATEMENT'),
                 ('_insert', 4, 'AFTER INSERT', ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'),
                 ('_update', 16, 'AFTER UPDATE', ' REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT'),
                 ('_delete', 8, 'AFTER DELETE', ' REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT')) AS w (suffix, type, event, level)
        ON CASE w.suffix WHEN '_truncate' THEN true WHEN '' THEN r.by_row WHEN '_moved' THEN r.by_row AND c.relkind = 'p' ELSE NOT r.by_row END
    WHERE t.tracked_id = _track_triggers.tracked_id AND t.untracked_at IS NULL
$$;
COMMENT ON FUNCTION wf._track_triggers IS 'The triggers that a tracked column needs. is_copy: PostgreSQL makes it with that of the partitioned table.';
REVOKE ALL ON FUNCTION wf._track_triggers(bigint) FROM PUBLIC;

CREATE FUNCTION wf._track_statements(tracked_id bigint) RETURNS TABLE (statement text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH wanted AS MATERIALIZED (SELECT w.* FROM wf._track_triggers(tracked_id) w),
    steps AS (
        SELECT 1 AS step, p.tgrelid AS relation, p.tgname, format('DROP TRIGGER %I ON %s', p.tgname, p.tgrelid::regclass) AS statement
        FROM pg_trigger p
        WHERE p.tgfoid = 'wf._state_changed()'::regprocedure AND p.tgname ~ format('^0_wf_track_%s(_|$)', tracked_id) AND p.tgparentid = 0
          AND NOT EXISTS (SELECT FROM wanted w WHERE w.relation = p.tgrelid AND w.trigger_name = p.tgname AND w.present_as IS NOT NULL)
        UNION ALL
        SELECT 2, w.relation, w.trigger_name, format('CREATE TRIGGER %I %s', w.trigger_name, w.definition) FROM wanted w WHERE w.present_as IS NULL AND NOT w.is_copy
        UNION ALL
        SELECT 3, w.relation, w.trigger_name, format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', w.relation::regclass, w.trigger_name)
        FROM wanted w WHERE w.present_as IS DISTINCT FROM 'A' AND (w.present_as IS NOT NULL OR NOT w.is_copy))
    SELECT s.statement FROM steps s ORDER BY s.step, s.relation, s.tgname
$$;
COMMENT ON FUNCTION wf._track_statements IS 'What has to be done for a tracked column to have the triggers that it needs, and no others.';
REVOKE ALL ON FUNCTION wf._track_statements(bigint) FROM PUBLIC;

-- A restored table has another oid, and pg_dump knows nothing of copies that PostgreSQL would make.
CREATE FUNCTION wf._restore_tracking() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _statement text;
BEGIN
    -- It has another name than the event trigger has heard of, and still is the one with the trigger.
    UPDATE wf.tracked t SET table_name = format('%I.%I', n.nspname, c.relname)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = t.table_id AND t.untracked_at IS NULL AND format('%I.%I', n.nspname, c.relname) <> t.table_name
      AND EXISTS (SELECT FROM pg_trigger p WHERE p.tgrelid = c.oid AND p.tgname = format('0_wf_track_%s_truncate', t.tracked_id) AND p.tgfoid = 'wf._state_changed()'::regprocedure);
    -- 0: it is not there. What was untracked stays with those who see everything: nobody knows whether a table of its name is the same.
    UPDATE wf.tracked t SET table_id = CASE WHEN t.untracked_at IS NULL THEN coalesce(wf._stored_table(t.table_name), 0) ELSE 0 END
    WHERE NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = t.table_id AND format('%I.%I', n.nspname, c.relname) = t.table_name)
      AND t.table_id <> CASE WHEN t.untracked_at IS NULL THEN coalesce(wf._stored_table(t.table_name), 0) ELSE 0 END;
    FOR _statement IN SELECT s.statement FROM wf.tracked t CROSS JOIN wf._track_statements(t.tracked_id) s WHERE t.untracked_at IS NULL LOOP
        EXECUTE _statement;
    END LOOP;
END
$$;
COMMENT ON FUNCTION wf._restore_tracking() IS 'Finds tracked tables again after a restore, and makes triggers of theirs that are missing or weaker. For wf.setup().';
REVOKE ALL ON FUNCTION wf._restore_tracking() FROM PUBLIC;
