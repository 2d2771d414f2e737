-- Checks of wf.health(): the engine's own tables.
CREATE FUNCTION wf._check_health_tables() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN v.present = wf._schema_version() THEN 'ok' ELSE 'critical' END,
           format('the tables have version %s, the extension works with %s', coalesce(v.present::text, 'none'), wf._schema_version()),
           CASE WHEN coalesce(v.present, 0) < wf._schema_version() THEN 'SELECT wf.setup(); as a superuser.'
                WHEN v.present > wf._schema_version() THEN 'Install the version of the extension that made the tables, or a later one.' END
    FROM (SELECT max(m.version) AS present FROM wf.migration m) AS v
$$;
REVOKE ALL ON FUNCTION wf._check_health_tables FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_tables IS 'Of wf.health(): whether the tables are those that the library works with.';

CREATE FUNCTION wf._check_health_owner() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint
    FROM wf._health('warning',
        ARRAY(SELECT format('%s belongs to %s', c.oid::regclass, c.relowner::regrole) FROM pg_class c
              WHERE c.relnamespace = 'wf'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') AND c.relowner <> 'wf_owner'::regrole ORDER BY c.relname COLLATE "C")
        || ARRAY(SELECT format('%s belongs to %s', a.id, c.relowner::regrole) FROM wf._archived_tables() a JOIN pg_class c ON c.oid = a.id WHERE c.relowner <> 'wf_owner'::regrole ORDER BY 1)
        || ARRAY(SELECT format('the owner of schema %I can drop what is archived there', s.name)
                 FROM (SELECT p.archive_schema AS name FROM wf._log_policies() p UNION SELECT a.schema_name FROM wf.log_archive a WHERE a.attached_at IS NULL) s
                 WHERE wf._is_foreign_schema(s.name) ORDER BY s.name)
        || ARRAY(SELECT 'wf_owner is a superuser' FROM pg_roles r WHERE r.rolname = 'wf_owner' AND r.rolsuper),
        'SELECT wf.setup(); as a superuser gives all of schema wf to wf_owner. Elsewhere: ALTER TABLE or ALTER SCHEMA ... OWNER TO wf_owner. ALTER ROLE wf_owner NOSUPERUSER;', 'all belongs to wf_owner, a plain role') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_owner FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_owner IS 'Of wf.health(): whether the engine owns its tables, with few rights.';

CREATE FUNCTION wf._archived_tables() RETURNS TABLE (id regclass)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.oid FROM wf.log_archive a JOIN pg_class c ON c.relname = a.table_name AND c.relnamespace = to_regnamespace(quote_ident(a.schema_name))
    WHERE a.detached_at IS NOT NULL AND a.attached_at IS NULL AND a.file IS NULL
$$;
REVOKE ALL ON FUNCTION wf._archived_tables() FROM PUBLIC;
COMMENT ON FUNCTION wf._archived_tables() IS 'The tables that hold entries that have left a log.';

CREATE FUNCTION wf._check_health_partition_now() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint
    FROM wf._health('critical',
        ARRAY(SELECT format('wf.%I has no partition for entries of now', p.log) FROM wf._log_policies() p
              WHERE NOT EXISTS (SELECT FROM wf._log_partitions(p.log) l WHERE now() >= l.from_at AND now() < l.until_at AND NOT l.is_detaching) ORDER BY 1),
        'CALL wf.maintain(); makes it, and so does the next entry, while it waits.', 'wf.log and wf.state_log have a partition for entries of now') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_partition_now FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_partition_now IS 'Of wf.health(): whether there is a partition for the next entry.';

CREATE FUNCTION wf._check_health_partitions_ahead() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    -- Of the log that has fewer.
    SELECT CASE WHEN p.ahead > 0 THEN 'ok' ELSE 'warning' END,
           format('%s partitions of wf.%I begin later than now, %s should', p.ahead, p.log, p.premake),
           CASE WHEN p.ahead = 0 THEN 'CALL wf.maintain(); and let it run daily.' END
    FROM wf._log_policies() o
    CROSS JOIN LATERAL (SELECT o.log, o.premake, count(*) AS ahead FROM wf._log_partitions(o.log) l WHERE l.from_at > now()) AS p
    ORDER BY p.ahead, p.log LIMIT 1
$$;
REVOKE ALL ON FUNCTION wf._check_health_partitions_ahead FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_partitions_ahead IS 'Of wf.health(): whether partitions of the log are made before they are needed.';

CREATE FUNCTION wf._check_health_default_partition() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.status, h.message, h.hint
    FROM (SELECT l.relation::regclass AS name FROM wf._log_partitions() l WHERE l.from_at IS NULL LIMIT 1) AS d
    RIGHT JOIN (SELECT) AS one ON true
    CROSS JOIN LATERAL wf._health('warning', CASE WHEN d.name IS NULL THEN '{}' ELSE ARRAY[format('%s is a default partition of wf.log', d.name)] END,
        format('As a superuser: BEGIN; ALTER TABLE wf.log DETACH PARTITION %1$s; SELECT wf.ensure_partitions(min(at)) FROM %1$s; INSERT INTO wf.log SELECT * FROM %1$s; COMMIT; what is in it keeps the partition of its month from being made.', d.name),
        'wf.log has no default partition') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_default_partition FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_default_partition IS 'Of wf.health(): a default partition keeps others from being made.';

CREATE FUNCTION wf._check_health_upkeep() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH latest AS MATERIALIZED (SELECT DISTINCT ON (u.step, u.target) u.step, u.target, u.error FROM wf.upkeep_done u WHERE u.at > now() - interval '7 days' ORDER BY u.step, u.target, u.at DESC),
    failed AS (SELECT array_agg(format('%s of %s failed: %s', l.step, l.target, l.error) ORDER BY l.step, l.target) AS list FROM latest l WHERE l.error IS NOT NULL),
    late AS (SELECT array_agg(format('%s of %s is due', d.step, d.target)) AS list
             FROM (SELECT u.step, u.target FROM wf.upkeep() u WHERE NOT EXISTS (SELECT FROM wf.upkeep_done o WHERE o.at > now() - interval '2 days')) d)
    SELECT h.status, h.message, h.hint
    FROM failed f CROSS JOIN late l
    CROSS JOIN LATERAL wf._health('warning', coalesce(f.list, '{}') || coalesce(l.list, '{}'),
        CASE WHEN f.list IS NULL THEN 'CALL wf.maintain(); has not run for two days: let it run daily.' ELSE 'Remove the cause, then CALL wf.maintain(); its record is wf.upkeep_done.' END,
        'nothing failed in the last seven days, and nothing has been due for long') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_upkeep FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_upkeep IS 'Of wf.health(): whether wf.maintain() runs and succeeds.';

CREATE FUNCTION wf._check_health_append_only() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH queues AS MATERIALIZED (SELECT array_agg(format('wf.%I', q.queue)::regclass) AS ids FROM wf.state_queue q),
    entries AS MATERIALIZED (
        SELECT a.id FROM wf._archived_tables() a
        UNION SELECT unnest(ARRAY['wf.purged', 'wf.state_seal', 'wf.state_purged']::regclass[])
        UNION SELECT unnest(q.ids) FROM queues q
        UNION SELECT t.relid FROM (SELECT unnest(ARRAY['wf.log', 'wf.state_log']::regclass[]) AS id UNION SELECT a.id FROM wf._archived_tables() a) r CROSS JOIN pg_partition_tree(r.id) t),
    missing AS (
        SELECT e.id::regclass AS name, w.name AS trigger, w.event, w.level, t.tgenabled
        FROM entries e
        CROSS JOIN (VALUES ('append_only', 'UPDATE OR DELETE', 'ROW'), ('append_only_truncate', 'TRUNCATE', 'STATEMENT')) AS w (name, event, level)
        JOIN pg_class c ON c.oid = e.id AND c.relkind IN ('r', 'p')
        LEFT JOIN pg_trigger t ON t.tgrelid = e.id AND t.tgname = w.name AND t.tgfoid = 'wf._refuse_log_change()'::regprocedure
        WHERE t.tgenabled IS DISTINCT FROM 'A'
          -- Queues are emptied as a whole when they have been moved.
          AND NOT (w.event = 'TRUNCATE' AND e.id = ANY ((SELECT q.ids FROM queues q)::regclass[]))),
    list AS (SELECT coalesce(array_agg(format('%s of %s %s', m.trigger, m.name, CASE WHEN m.tgenabled IS NULL THEN 'is missing' ELSE 'is not ENABLE ALWAYS' END) ORDER BY m.name::text, m.trigger), '{}') AS problems,
                    (array_agg(CASE WHEN m.tgenabled IS NULL THEN format('CREATE TRIGGER %s BEFORE %s ON %s FOR EACH %s EXECUTE FUNCTION wf._refuse_log_change(); ', m.trigger, m.event, m.name, m.level) ELSE '' END || format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %s;', m.name, m.trigger) ORDER BY m.name::text, m.trigger))[1] AS hint
             FROM missing m)
    SELECT h.status, h.message, h.hint FROM list l CROSS JOIN LATERAL wf._health('critical', l.problems, l.hint || ' Then CALL wf.verify_log(); finds what was changed meanwhile.',
        'wf.log, its partitions and what was archived are append-only') h
$$;
REVOKE ALL ON FUNCTION wf._check_health_append_only FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_append_only IS 'Of wf.health(): whether the log refuses changes, on replicas too.';

CREATE FUNCTION wf._check_health_chain() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN v.problems > 0 THEN 'critical' ELSE 'ok' END,
           CASE WHEN v.at IS NULL THEN 'the log has not been verified'
                ELSE format('the log was verified on %s, with %s differences', to_char(v.at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), v.problems) END,
           CASE WHEN v.problems > 0 OR v.at IS NULL THEN 'CALL wf.verify_log(); reads the whole log: call it when it suits. SELECT * FROM wf.verify_problem; shows what it has found.' END
    FROM (SELECT) AS one
    LEFT JOIN (SELECT r.at, r.problems FROM wf.verify_run r WHERE r.ended_at IS NOT NULL OR r.problems > 0 ORDER BY r.verify_id DESC LIMIT 1) AS v ON true
$$;
REVOKE ALL ON FUNCTION wf._check_health_chain FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_chain IS 'Of wf.health(): what was found when the log was last verified.';
