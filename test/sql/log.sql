-- The log: append-only, partitioned by month, and never without a partition.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT partattrs, partstrat FROM pg_partitioned_table WHERE partrelid = 'wf.log'::regclass;
-- This month and three ahead, named by month, without a default partition.
SELECT count(*) AS partitions, bool_and(inhrelid::regclass::text ~ '^wf.log_\d{4}_\d\d$') AS named_by_month
FROM pg_inherits WHERE inhparent = 'wf.log'::regclass;
SELECT to_regclass('wf.log_' || to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')) IS NOT NULL AS has_this_month;
SELECT format('wf.log_%s', to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')) AS partition \gset

-- Nobody changes it: not its owner, not on a partition, not as a replica.
\set VERBOSITY terse
UPDATE wf.log SET actor = 'mallory';
DELETE FROM wf.log;
TRUNCATE wf.log;
\set VERBOSITY sqlstate
UPDATE :partition SET actor = 'mallory';
DELETE FROM :partition;
TRUNCATE :partition;
SET session_replication_role = replica;
UPDATE wf.log SET actor = 'mallory';
DELETE FROM :partition;
TRUNCATE wf.log;
TRUNCATE :partition;
RESET session_replication_role;
SELECT count(*) FROM wf.log;
\set VERBOSITY default

-- The first of a month without anybody having prepared it: the first command makes the partition, and those ahead.
DO $$
DECLARE _partition regclass;
BEGIN
    FOR _partition IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'wf.log'::regclass LOOP
        EXECUTE format('DROP TABLE %s', _partition);
    END LOOP;
END $$;
DELETE FROM wf.instance;
\c -
SELECT count(*) AS partitions FROM pg_inherits WHERE inhparent = 'wf.log'::regclass;
BEGIN;
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
ROLLBACK;
-- Rolled back with its maker; the next one makes it again.
SELECT count(*) AS partitions FROM pg_inherits WHERE inhparent = 'wf.log'::regclass;
DO $$
BEGIN
    PERFORM wf.start('leave', '{"days": 1}', actor => 'alice');
    RAISE EXCEPTION 'no';
EXCEPTION WHEN OTHERS THEN
    PERFORM wf.start('leave', '{"days": 2}', actor => 'alice');
END $$;
SELECT count(*) AS partitions FROM pg_inherits WHERE inhparent = 'wf.log'::regclass;
SELECT action, data FROM wf.history;
-- When the month ahead is missing, it is made before it is needed.
SELECT format('wf.log_%s', to_char(now() AT TIME ZONE 'UTC' + interval '1 month', 'YYYY_MM')) AS next \gset
DROP TABLE :next;
\c -
SELECT wf.start('leave', '{"days": 3}', actor => 'alice') > 0 AS started;
SELECT to_regclass(:'next') IS NOT NULL AS made_ahead;
-- New partitions are as closed as the first ones.
SELECT count(*) AS truncate_triggers FROM pg_trigger WHERE tgrelid = :'next'::regclass AND tgname = 'append_only_truncate' AND tgenabled = 'A';
SELECT wf.ensure_partitions('2030-05-17', 2), wf.ensure_partitions('2030-05-01', 2);
SET timezone = 'UTC';
SELECT pg_get_expr(relpartbound, oid) AS bounds FROM pg_class WHERE relname LIKE 'log\_2030%' AND relispartition AND relkind = 'r' ORDER BY relname;

-- Time never goes back within an instance, and the history finds its partitions by it.
SELECT bool_and(ordered) FROM (SELECT at >= lag(at, 1, '-infinity') OVER (PARTITION BY instance_id ORDER BY seq) AS ordered FROM wf.log) t;

-- Where a command came from: the setting wf_engine.context. What the server knows is in context.sql.
SET wf_engine.context = '{"request": "8f14", "device": "phone"}';
SELECT wf.start('leave', '{"days": 1}', actor => 'bob') AS i \gset
SELECT context - ARRAY['ip', 'session_user', 'application_name'] AS context FROM wf.history WHERE instance_id = :i;
RESET wf_engine.context;
SELECT wf.comment(:i, 'no context', actor => 'bob');
SELECT seq, context - ARRAY['ip', 'session_user', 'application_name'] AS context FROM wf.history WHERE instance_id = :i ORDER BY seq;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;

-- In any time zone the partition of a month is found by UTC: nobody looks for another one.
\c -
SET timezone = 'America/Los_Angeles';
SET track_functions = 'all';
BEGIN;
SELECT wf.start('leave', '{"days": 1}', actor => 'bob') > 0 AS started;
SELECT coalesce(pg_stat_get_xact_function_calls('wf.ensure_partitions'::regproc), 0) AS partitions_wanted;
COMMIT;

-- A log that has lost entries (an archived partition, or worse) is an error and no crash; wf.verify says what is missing.
SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena');
SELECT wf.approve(:i * 1000000 + 2, actor => 'frank');
ALTER TABLE wf.log DISABLE TRIGGER append_only;
DELETE FROM wf.log WHERE instance_id = :i AND seq = 2;
SELECT * FROM wf.verify(:i);
\set VERBOSITY sqlstate
SELECT wf.replay(:i);
SELECT wf.state_at(:i, now());
SELECT * FROM wf.progress WHERE instance_id = :i;
DELETE FROM wf.log WHERE instance_id = :i AND seq = 1;
SELECT * FROM wf.verify(:i);
SELECT wf.replay(:i);
-- Work goes on: the snapshot has the state.
SELECT wf.approve(:i * 1000000 + 3, actor => 'grace');
DELETE FROM wf.log WHERE instance_id = :i;
SELECT * FROM wf.verify(:i);
-- Entries that speak of what never was.
INSERT INTO wf.log (tenant_id, instance_id, seq, at, action, actor, source, target, events)
SELECT 0, :i, n, clock_timestamp(), 'approve', 'mallory', 'running', 'running',
    -- SeatApproved, seat 77, by mallory; NodeCompleted, token 99
    (ARRAY['\x0122034d0e'::bytea || 'mallory', '\x01050163'])[n]
FROM generate_series(1, 2) n;
SELECT * FROM wf.verify(:i);
SELECT wf.replay(:i);
SELECT * FROM wf.progress WHERE instance_id = :i;
UPDATE wf.log SET events = '\x017f' WHERE instance_id = :i;
SELECT wf.replay(:i);
UPDATE wf.log SET events = '"nothing"' WHERE instance_id = :i;
SELECT wf.replay(:i);
