-- pg_restore --disable-triggers leaves every trigger as an ordinary one, or disabled, if it was interrupted. Those that keep the
-- log also work when session_replication_role is replica. A host's own ENABLE ALWAYS stays.
CREATE FUNCTION wf._mend_triggers() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _statement text;
    m wf.mirror;
BEGIN
    -- The logs first, and what was archived: of their triggers none may be missing. Those of partitions: wf._adopt_partitions().
    FOR _statement IN
        SELECT format('CREATE TRIGGER %s BEFORE %s ON %s FOR EACH %s EXECUTE FUNCTION wf._refuse_log_change()', w.name, w.event, e.id, w.level)
        FROM (SELECT unnest(ARRAY['wf.log', 'wf.purged', 'wf.state_log', 'wf.state_seal', 'wf.state_purged']::regclass[]) AS id UNION SELECT a.id FROM wf._archived_tables() a) e
        CROSS JOIN (VALUES ('append_only', 'UPDATE OR DELETE', 'ROW'), ('append_only_truncate', 'TRUNCATE', 'STATEMENT')) AS w (name, event, level)
        WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = e.id AND t.tgname = w.name)
        UNION ALL
        SELECT format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON wf.%I FOR EACH ROW EXECUTE FUNCTION wf._refuse_log_change()', q.queue)
        FROM wf.state_queue q WHERE NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = format('wf.%I', q.queue)::regclass AND t.tgname = 'append_only')
    LOOP
        EXECUTE _statement;
    END LOOP;
    FOR _statement IN
        SELECT format('ALTER TABLE ONLY %s ENABLE %s TRIGGER %I', t.tgrelid::regclass, CASE WHEN x.is_always THEN 'ALWAYS' END, t.tgname)
        FROM pg_trigger t
        JOIN pg_proc p ON p.oid = t.tgfoid AND p.pronamespace = 'wf'::regnamespace
        CROSS JOIN LATERAL (SELECT p.proname IN ('_refuse_log_change', '_state_machine', '_machine_hooks', '_state_changed')) AS x (is_always)
        WHERE NOT t.tgisinternal AND CASE WHEN x.is_always THEN t.tgenabled <> 'A' ELSE t.tgenabled IN ('D', 'R') END
        ORDER BY t.tgrelid, t.tgname
    LOOP
        EXECUTE _statement;
    END LOOP;
    -- Of a table that was restored without them.
    FOR m IN
        SELECT r.* FROM wf.mirror r JOIN pg_class c ON c.oid = r.source
        WHERE 4 > (SELECT count(*) FROM unnest(ARRAY['insert', 'update', 'delete', 'truncate']) AS event
                   JOIN pg_trigger t ON t.tgrelid = r.source AND t.tgname = wf._mirror_trigger(r.directory_table, r.tenant_id, event))
    LOOP
        PERFORM wf._drop_mirror_triggers(m.directory_table, m.source, m.tenant_id);
        PERFORM wf._create_mirror_triggers(m.directory_table, m.source, m.tenant_id);
    END LOOP;
END
$$;
COMMENT ON FUNCTION wf._mend_triggers() IS 'Enables the triggers of the engine that a restore has left disabled or weaker, and makes those of the log, of what was archived and of mirrors that are missing. For wf.setup().';
REVOKE ALL ON FUNCTION wf._mend_triggers() FROM PUBLIC;
