-- Checks of wf.health(): the tables of the host, and the server.
CREATE FUNCTION wf._check_health_bindings() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH bound AS MATERIALIZED (
        SELECT b.tenant_id, b.business_table, b.definition_key, b.options, wf._stored_table(b.business_table) AS id FROM wf.binding b),
    wanted AS (
        SELECT b.tenant_id, b.business_table, b.definition_key, b.options, b.id, w.name
        FROM bound b CROSS JOIN (VALUES ('wf_row_written'), ('wf_table_truncated'), ('wf_row_needs_approval')) AS w (name) WHERE w.name <> 'wf_row_needs_approval' OR b.options ? 'require'),
    problem AS (
        SELECT DISTINCT format('table %s is bound and not there', b.business_table) AS what, format('DELETE FROM wf.binding WHERE business_table = %L; as a superuser, since wf.unbind() cannot name it any more.', b.business_table) AS hint
        FROM bound b WHERE b.id IS NULL
        UNION
        SELECT format('%s of table %s is missing', w.name, w.business_table), format('SELECT wf.bind(%L, %L, %L, tenant_id => %s); as the owner of the table.', w.business_table, w.definition_key, w.options, w.tenant_id)
        FROM wanted w WHERE w.id IS NOT NULL AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = w.id AND t.tgname = w.name)
        UNION
        SELECT format('%s of table %s is disabled', t.tgname, t.tgrelid::regclass), format('ALTER TABLE %s ENABLE TRIGGER %I;', t.tgrelid::regclass, t.tgname)
        FROM bound b JOIN pg_trigger t ON t.tgrelid = b.id OR t.tgrelid IN (SELECT p.relid FROM pg_partition_tree(b.id) p)
        WHERE t.tgenabled IN ('D', 'R') AND t.tgfoid IN (SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'wf'::regnamespace AND p.proname IN ('_row_written', '_row_needs_approval')))
    SELECT h.status, h.message, h.hint
    FROM (SELECT coalesce(array_agg(p.what ORDER BY p.what COLLATE "C"), '{}') AS problems, (array_agg(p.hint ORDER BY p.what COLLATE "C"))[1] AS hint FROM problem p) l
    CROSS JOIN LATERAL wf._health('critical', l.problems, l.hint, format('the triggers of %s bound tables are in place', (SELECT count(DISTINCT b.business_table) FROM bound b))) h
$$;
REVOKE ALL ON FUNCTION wf._check_health_bindings FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_bindings IS 'Of wf.health(): whether rows of bound tables are watched.';

CREATE FUNCTION wf._check_health_event_triggers() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint
    FROM (SELECT coalesce(array_agg(format('event trigger %s is %s', w.name, CASE WHEN e.evtname IS NULL THEN 'missing' ELSE 'disabled' END) ORDER BY w.name), '{}') AS problems,
                 (array_agg(CASE WHEN e.evtname IS NULL THEN 'SELECT wf.setup(); as a superuser.' ELSE format('ALTER EVENT TRIGGER %I ENABLE;', w.name) END ORDER BY w.name))[1] AS hint
          FROM unnest('{wf_keep_used_columns,wf_keep_used_tables,wf_keep_partitions,wf_adopt_partitions,wf_follow_machines,wf_keep_machines}'::text[]) AS w (name)
          LEFT JOIN pg_event_trigger e ON e.evtname = w.name WHERE e.evtname IS NULL OR e.evtenabled IN ('D', 'R')) l
    CROSS JOIN LATERAL wf._health('warning', l.problems, l.hint, 'all event triggers are in place') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_event_triggers FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_event_triggers IS 'Of wf.health(): whether tables that the engine uses are protected from DDL.';

CREATE FUNCTION wf._check_health_mirrors() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH problem AS (
        SELECT m.source, m.directory_table, format('the table that wf.%s mirrors is gone', m.directory_table) AS what FROM wf.mirror m WHERE NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = m.source)
        UNION ALL
        SELECT m.source, m.directory_table, format('table %s, which wf.%s mirrors, has another owner', m.source, m.directory_table)
        FROM wf.mirror m JOIN pg_class c ON c.oid = m.source WHERE pg_get_userbyid(c.relowner) IS DISTINCT FROM m.source_owner
        UNION ALL
        SELECT m.source, m.directory_table, format('a column of table %s that wf.%s mirrors was renamed, removed or has another type', m.source, m.directory_table)
        FROM wf.mirror m JOIN pg_class c ON c.oid = m.source
        WHERE EXISTS (SELECT FROM unnest(m.source_columns) AS k LEFT JOIN pg_attribute a ON a.attrelid = m.source AND a.attname = k AND NOT a.attisdropped
                      WHERE a.atttypid IS NULL OR (k = ANY (m.source_keys) AND a.atttypid <> ALL (wf._mirror_key_types())))
        UNION ALL
        SELECT m.source, m.directory_table, format('trigger %s of table %s is %s', wf._mirror_trigger(m.directory_table, m.tenant_id, e.name), m.source, CASE WHEN t.tgenabled IS NULL THEN 'missing' ELSE 'disabled' END)
        FROM wf.mirror m JOIN pg_class c ON c.oid = m.source CROSS JOIN unnest('{insert,update,delete,truncate}'::text[]) AS e (name)
        LEFT JOIN pg_trigger t ON t.tgrelid = m.source AND t.tgname = wf._mirror_trigger(m.directory_table, m.tenant_id, e.name)
        WHERE coalesce(t.tgenabled, 'D') IN ('D', 'R'))
    SELECT h.status, h.message, h.hint
    FROM (SELECT coalesce(array_agg(p.what ORDER BY p.what COLLATE "C"), '{}') AS problems, (array_agg(p.directory_table ORDER BY p.what COLLATE "C"))[1] AS first FROM problem p) l
    CROSS JOIN LATERAL wf._health('critical', l.problems, format('SELECT source, mapping FROM wf.mirrors WHERE directory_table = %L; then, as the owner of the table, wf.mirror(%1$L, source, mapping) again, or wf.unmirror(%1$L, source).', l.first),
        'the directory follows all tables that it mirrors') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_mirrors FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_mirrors IS 'Of wf.health(): whether mirrors of the directory still follow.';

CREATE FUNCTION wf._check_health_durability() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH off AS (SELECT s.name FROM unnest('{fsync,full_page_writes,synchronous_commit}'::text[]) AS s (name) WHERE current_setting(s.name) = 'off')
    SELECT h.status, h.message, h.hint
    FROM wf._health(CASE WHEN 'synchronous_commit' = ALL (SELECT o.name FROM off o) THEN 'warning' ELSE 'critical' END, ARRAY(SELECT format('%s is off', o.name) FROM off o),
        concat((SELECT string_agg(format('ALTER SYSTEM SET %s = on; ', o.name), '') FROM off o), 'SELECT pg_reload_conf(); ',
               CASE WHEN EXISTS (SELECT FROM off o WHERE o.name <> 'synchronous_commit') THEN 'a crash of the machine can destroy the database.' ELSE 'a crash loses the last of what was answered as done.' END),
        'fsync, full_page_writes and synchronous_commit are on') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_durability FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_durability IS 'Of wf.health(): whether a crash can destroy the database, or lose what was committed. synchronous_commit is that of the session.';

CREATE FUNCTION wf._check_health_wraparound() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN a.age < 600000000 THEN 'ok' WHEN a.age < 1500000000 THEN 'warning' ELSE 'critical' END,
           format('table %s was last frozen %s transactions ago', a.name, a.age),
           CASE WHEN a.age >= 600000000 THEN format('VACUUM (FREEZE) %s; as a superuser. If it does not help, see check vacuum.', a.name) END
    FROM (SELECT c.oid::regclass AS name, greatest(age(c.relfrozenxid), mxid_age(c.relminmxid)) AS age
          FROM pg_class c WHERE c.relnamespace = ANY (ARRAY['wf'::regnamespace, to_regnamespace('wf_archive')]) AND c.relkind = 'r' ORDER BY 2 DESC, 1 LIMIT 1) AS a
$$;
REVOKE ALL ON FUNCTION wf._check_health_wraparound FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_wraparound IS 'Of wf.health(): how far the tables of the engine are from the wraparound of transaction ids.';

CREATE FUNCTION wf._check_health_vacuum(after interval DEFAULT '1 hour') RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN b.since < now() - 24 * after OR b.xids > 200000000 THEN 'critical' WHEN b.since < now() - after OR b.xids > 50000000 THEN 'warning' ELSE 'ok' END,
           concat(CASE WHEN b.since < now() - after THEN format('%s has been open since %s', b.holder, to_char(b.since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'))
                  ELSE format('vacuum is kept back by %s transactions', b.xids) END, CASE WHEN NOT s.sees_all THEN '; since when others'' transactions are open cannot be seen' END),
           CASE WHEN b.since < now() - after OR b.xids > 50000000 THEN b.hint WHEN NOT s.sees_all THEN 'GRANT pg_read_all_stats TO wf_owner; lets this check see since when.' END
    FROM wf._held_back() b CROSS JOIN (SELECT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS sees_all) AS s
$$;
REVOKE ALL ON FUNCTION wf._check_health_vacuum FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_vacuum IS 'Of wf.health(): whether a transaction keeps vacuum from removing old versions.';
