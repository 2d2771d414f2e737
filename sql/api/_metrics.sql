-- Nothing here reads what grows with the instances: each number comes from an index, from the server's statistics, or from at most 20,000 rows.
CREATE FUNCTION wf._task_metrics() RETURNS TABLE (name text, labels jsonb, value double precision, help text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    WITH open AS MATERIALIZED (SELECT t.created_at FROM wf.task t LIMIT 20000),
    sums AS (SELECT count(*) AS tasks, min(s.created_at) AS oldest FROM open s)
    SELECT m.name, '{}'::jsonb, m.value::double precision, m.help
    FROM sums s CROSS JOIN LATERAL (VALUES
        ('wf_open_tasks', CASE WHEN s.tasks < 20000 THEN s.tasks ELSE greatest(20000, (SELECT c.reltuples FROM pg_class c WHERE c.oid = 'wf.task'::regclass)) END,
            'Open tasks. From 20,000 on an estimate.'),
        ('wf_oldest_task_age_seconds', coalesce(extract(epoch FROM now() - s.oldest), 0),
            'How long the oldest open task has been waiting. From 20,000 open tasks on the oldest of 20,000 of them.'),
        ('wf_overdue_tasks', (SELECT count(*) FROM (SELECT FROM wf.task t WHERE t.due_at < now() LIMIT 10000) AS overdue),
            'Open tasks whose due_at has passed. At most 10,000 are counted.'),
        ('wf_held_instances', (SELECT count(*) FROM (SELECT FROM wf.held LIMIT 10000) AS held),
            'Instances with a node that nobody can go on with. At most 10,000 are counted.'),
        ('wf_instances', (SELECT greatest(c.reltuples, 0) FROM pg_class c WHERE c.oid = 'wf.instance'::regclass),
            'Instances, running and ended. An estimate.')) AS m (name, value, help)
$$;
REVOKE ALL ON FUNCTION wf._task_metrics() FROM PUBLIC;
COMMENT ON FUNCTION wf._task_metrics IS 'Of wf.metrics: tasks and instances.';

-- What should be running by now, and is not: the oldest due time of each kind, and how many are due since before then.
CREATE FUNCTION wf._due_jobs() RETURNS TABLE (kind text, due bigint, late bigint, oldest timestamptz)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH due AS MATERIALIZED (
        (SELECT 'timer' AS kind, greatest(j.due_at, j.retry_at) AS due_at FROM wf.job j
         WHERE j.kind IN ('timer', 'start') AND greatest(j.due_at, j.retry_at) <= now() ORDER BY greatest(j.due_at, j.retry_at), j.job_id LIMIT 10000)
        UNION ALL
        (SELECT 'command', greatest(j.due_at, j.retry_at) FROM wf.job j
         WHERE j.kind = 'command' AND greatest(j.due_at, j.retry_at) <= now() ORDER BY greatest(j.due_at, j.retry_at), j.job_id LIMIT 10000)
        UNION ALL
        (SELECT 'service', greatest(s.due_at, s.leased_until)
         FROM (SELECT j.due_at, j.leased_until, j.tries_left FROM wf.job j WHERE j.kind = 'service' LIMIT 10000) s
         WHERE s.due_at <= now() AND coalesce(s.leased_until, now()) <= now() AND s.tries_left > 0))
    SELECT k.kind, count(d.kind), count(d.kind) FILTER (WHERE d.due_at < now() - interval '5 minutes'), min(d.due_at)
    FROM unnest('{timer,command,service}'::text[]) AS k (kind)
    LEFT JOIN due d ON d.kind = k.kind
    GROUP BY k.kind
$$;
REVOKE ALL ON FUNCTION wf._due_jobs() FROM PUBLIC;
COMMENT ON FUNCTION wf._due_jobs IS 'Jobs that could run now, by kind; late: for more than five minutes. Of each kind at most 10,000 are looked at. For wf.metrics and wf.health().';

CREATE FUNCTION wf._job_metrics() RETURNS TABLE (name text, labels jsonb, value double precision, help text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    SELECT m.name, jsonb_build_object('kind', d.kind), m.value::double precision, m.help
    FROM wf._due_jobs() d CROSS JOIN LATERAL (VALUES
        ('wf_due_jobs', d.due, 'Jobs that could run now, by kind: timer, command (wf.enqueue), service (for workers). Of each at most 10,000 are looked at.'),
        ('wf_late_jobs', d.late, 'Jobs that could have run for more than five minutes. Of each kind at most 10,000 are looked at.'),
        ('wf_oldest_job_age_seconds', coalesce(extract(epoch FROM now() - d.oldest), 0), 'For how long the job that is due longest could have run. Of services at most 10,000 are looked at.'))
        AS m (name, value, help)
    UNION ALL
    SELECT m.name, '{}'::jsonb, m.value::double precision, m.help
    FROM (SELECT count(*) FILTER (WHERE j.kind = 'service' AND j.tries_left = 0) AS incidents, count(*) AS total
          FROM (SELECT f.kind, f.tries_left FROM wf.job f WHERE f.error IS NOT NULL LIMIT 10000) j) AS failed
    CROSS JOIN LATERAL (VALUES
        ('wf_failed_jobs', failed.total - failed.incidents, 'Jobs that failed the last time and will be tried again. At most 10,000 are counted.'),
        ('wf_incidents', failed.incidents, 'Services without tries left: they wait for wf.retry_job. At most 10,000 are counted.')) AS m (name, value, help)
    UNION ALL
    SELECT m.name, '{}'::jsonb, m.value::double precision, m.help
    FROM wf._outbox_lag() o CROSS JOIN LATERAL (VALUES
        ('wf_outbox_rows', o.notifications, 'Notifications in wf.outbox. From 10,000 on an estimate.'),
        ('wf_outbox_lag_seconds', coalesce(extract(epoch FROM now() - o.oldest), 0), 'How long the oldest row of wf.outbox has been there.')) AS m (name, value, help)
$$;
REVOKE ALL ON FUNCTION wf._job_metrics() FROM PUBLIC;
COMMENT ON FUNCTION wf._job_metrics IS 'Of wf.metrics: jobs and notifications.';

-- Its rows are numbered as they come, so of each cell the first is the oldest.
CREATE FUNCTION wf._outbox_lag() RETURNS TABLE (notifications double precision, oldest timestamptz)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE first AS (
        (SELECT o.tenant_id, o.created_at FROM wf.outbox o ORDER BY o.tenant_id, o.outbox_id LIMIT 1)
        UNION ALL
        SELECT n.tenant_id, n.created_at
        FROM first f CROSS JOIN LATERAL (SELECT o.tenant_id, o.created_at FROM wf.outbox o WHERE o.tenant_id > f.tenant_id ORDER BY o.tenant_id, o.outbox_id LIMIT 1) n)
    SELECT CASE WHEN c.rows < 10000 THEN c.rows ELSE greatest(10000, (SELECT p.reltuples FROM pg_class p WHERE p.oid = 'wf.outbox'::regclass)) END,
           (SELECT min(f.created_at) FROM (SELECT first.created_at FROM first LIMIT 1000) f)
    FROM (SELECT count(*) AS rows FROM (SELECT FROM wf.outbox LIMIT 10000) AS few) AS c
$$;
REVOKE ALL ON FUNCTION wf._outbox_lag() FROM PUBLIC;
COMMENT ON FUNCTION wf._outbox_lag IS 'How many rows wf.outbox has (from 10,000 on an estimate), and since when the oldest. For wf.metrics and wf.health().';

-- A partition is only added to, so its last pages are its newest entries. If more came in five minutes than these hold, the rate is that of the time they span.
CREATE FUNCTION wf._entries_per_minute(partition oid) RETURNS double precision
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _first bigint := greatest(pg_relation_size(partition) / current_setting('block_size')::bigint - 100, 0);
    _entries bigint;
    _since timestamptz;
BEGIN
    IF partition IS NULL OR (SELECT c.relkind FROM pg_class c WHERE c.oid = partition) <> 'r' THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT count(*) FILTER (WHERE at > now() - interval ''5 minutes''), min(at) FROM %s WHERE ctid >= %L', partition::regclass, format('(%s,0)', _first))
    INTO _entries, _since;
    RETURN _entries * 60 / CASE WHEN _first = 0 THEN 300 ELSE least(300, greatest(1, extract(epoch FROM now() - _since))) END;
END
$$;
REVOKE ALL ON FUNCTION wf._entries_per_minute(oid) FROM PUBLIC;
COMMENT ON FUNCTION wf._entries_per_minute IS 'How many log entries a minute there were in the last five, by the partition of now; null: there is none, or it is not a table. For wf.metrics.';

CREATE FUNCTION wf._log_metrics() RETURNS TABLE (name text, labels jsonb, value double precision, help text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    WITH part AS MATERIALIZED (SELECT l.relation, l.from_at, l.until_at, pg_total_relation_size(l.relation) AS bytes, pg_stat_get_tuples_inserted(l.relation) AS inserted FROM wf._log_partitions() l),
    sums AS (SELECT count(*) AS partitions, count(*) FILTER (WHERE p.from_at > now()) AS ahead, sum(p.bytes) AS bytes, sum(p.inserted) AS inserted FROM part p),
    upkeep AS (SELECT DISTINCT ON (u.step, u.target) u.at, u.error FROM wf.upkeep_done u WHERE u.at > now() - interval '7 days' ORDER BY u.step, u.target, u.at DESC),
    verified AS (SELECT r.at, r.problems FROM wf.verify_run r WHERE r.ended_at IS NOT NULL ORDER BY r.verify_id DESC LIMIT 1)
    SELECT m.name, '{}'::jsonb, m.value::double precision, m.help
    FROM sums s CROSS JOIN LATERAL (VALUES
        ('wf_log_partitions', s.partitions, 'Partitions of wf.log.'),
        ('wf_log_partitions_ahead', s.ahead, 'Partitions of wf.log that begin later than now.'),
        ('wf_log_bytes', s.bytes, 'Size of wf.log with its indexes.'),
        ('wf_log_entries_total', s.inserted, 'Log entries that were written, as the server''s statistics count them: with those that were rolled back, without partitions that have left.'),
        ('wf_log_entries_per_minute', wf._entries_per_minute((SELECT p.relation FROM part p WHERE now() >= p.from_at AND now() < p.until_at)), 'Log entries a minute in the last five minutes. An estimate from the last pages if these hold less.'),
        ('wf_upkeep_failed_steps', (SELECT count(u.error) FROM upkeep u), 'Steps of wf.maintain() that failed the last time they were tried, in the last seven days.'),
        ('wf_upkeep_age_seconds', extract(epoch FROM now() - (SELECT max(u.at) FROM wf.upkeep_done u)), 'How long ago wf.maintain() last had something to do. Missing: it never had.'),
        ('wf_verify_problems', (SELECT v.problems FROM verified v), 'Differences that were found when the log was last verified (wf.verify_log, wf.verify_all). Missing: it never was. Instances are not verified for a scrape.'),
        ('wf_verify_age_seconds', (SELECT extract(epoch FROM now() - v.at) FROM verified v), 'How long ago the log was last verified, all of it. Missing: never.')) AS m (name, value, help)
    WHERE m.value IS NOT NULL
$$;
REVOKE ALL ON FUNCTION wf._log_metrics() FROM PUBLIC;
COMMENT ON FUNCTION wf._log_metrics IS 'Of wf.metrics: the log and its upkeep.';

CREATE FUNCTION wf._server_metrics() RETURNS TABLE (name text, labels jsonb, value double precision, help text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    SELECT m.name, jsonb_build_object('table', t.name), m.value::double precision, m.help
    FROM unnest('{instance,task,job,outbox}'::text[]) AS t (name) CROSS JOIN LATERAL (SELECT to_regclass('wf.' || t.name) AS id) r CROSS JOIN LATERAL (VALUES
        ('wf_table_bytes', pg_total_relation_size(r.id), 'Size of a table of the engine with its indexes.'),
        ('wf_table_dead_rows', pg_stat_get_dead_tuples(r.id), 'Old versions of rows that wait for vacuum, as the server''s statistics count them.'),
        ('wf_table_updates_total', pg_stat_get_tuples_updated(r.id), 'Updates of rows, as the server''s statistics count them.'),
        ('wf_table_hot_updates_total', pg_stat_get_tuples_hot_updated(r.id), 'Updates of rows that wrote no index, as the server''s statistics count them.')) AS m (name, value, help)
    UNION ALL
    SELECT m.name, '{}'::jsonb, m.value::double precision, m.help
    FROM wf._held_back() h CROSS JOIN LATERAL (VALUES
        ('wf_table_age_xids', (SELECT max(age(c.relfrozenxid)) FROM pg_class c WHERE c.relnamespace = 'wf'::regnamespace AND c.relkind = 'r'),
            'Transactions since the oldest table of the engine was frozen: PostgreSQL stops shortly before 2,147,483,648.'),
        ('wf_held_back_xids', h.xids, 'Transactions since the oldest that somebody may still see: vacuum removes nothing that is younger.'),
        ('wf_oldest_transaction_seconds', extract(epoch FROM now() - h.since), 'For how long the oldest transaction of this database has been open. Without pg_read_all_stats for wf_owner only its own.'),
        ('wf_tables_version', (SELECT max(v.version) FROM wf.migration v), 'Version of the tables.')) AS m (name, value, help)
    WHERE m.value IS NOT NULL
    UNION ALL
    SELECT m.name, jsonb_build_object('slot', s.slot_name), m.value::double precision, m.help
    FROM wf._slots() s CROSS JOIN LATERAL (VALUES
        ('wf_slot_unread_bytes', s.unread_bytes, 'WAL that the consumer of a replication slot has not confirmed yet.'),
        ('wf_slot_kept_bytes', s.kept_bytes, 'WAL that the server keeps for a replication slot.'),
        ('wf_slot_read', s.is_read::integer, 'Whether somebody reads a replication slot now.')) AS m (name, value, help)
    WHERE m.value IS NOT NULL
$$;
REVOKE ALL ON FUNCTION wf._server_metrics() FROM PUBLIC;
COMMENT ON FUNCTION wf._server_metrics IS 'Of wf.metrics: what the server says of the engine''s tables.';

-- A part that fails, or waits for a lock, keeps nobody from seeing the others.
CREATE FUNCTION wf._metrics() RETURNS TABLE (name text, labels jsonb, value double precision, help text)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 60 SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
DECLARE
    _part text;
BEGIN
    FOREACH _part IN ARRAY '{task,job,log,server}'::text[] LOOP
        name := 'wf_metrics_failed';
        labels := jsonb_build_object('part', _part);
        value := 0;
        help := 'Whether a part of the metrics could not be read: then numbers of that part are missing, and a warning, also in the server''s log, says why.';
        BEGIN
            RETURN QUERY EXECUTE format('SELECT m.name, m.labels, m.value, m.help FROM wf.%I() m', format('_%s_metrics', _part));
        EXCEPTION WHEN OTHERS THEN
            value := 1;
            RAISE WARNING USING ERRCODE = SQLSTATE, MESSAGE = format('the metrics of part %s cannot be read: %s', _part, SQLERRM);
        END;
        RETURN NEXT;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION wf._metrics() FROM PUBLIC;
COMMENT ON FUNCTION wf._metrics() IS 'What the view wf.metrics shows.';
