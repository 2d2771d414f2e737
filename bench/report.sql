\pset footer off
\echo
\echo Ratios of time per call to the floor: 1 client taking turns, 8 clients in runs of their own; median of the rounds
SELECT what, clients, sync AS "synchronous_commit", round(time::numeric, 2) AS ratio,
       format('%s..%s', round(time_min::numeric, 2), round(time_max::numeric, 2)) AS "of rounds"
FROM bench.ratio
WHERE (what, base) IN (('approve_fixed', 'approve_floor'), ('approve_line', 'approve_floor'), ('start_fixed', 'start_floor'))
ORDER BY 1, 2, 3;
\echo
\echo In runs of their own: calls per second, backend CPU per call, WAL per call; medians of the rounds
SELECT what, clients, sync AS "synchronous_commit",
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY 1000000 / us)::numeric) AS "calls/s",
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY cpu_us)::numeric) AS "CPU us",
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY wal)::numeric) AS "WAL bytes"
FROM bench.result WHERE round > 0 GROUP BY 1, 2, 3
UNION ALL
SELECT what || ', right after a checkpoint', clients, sync, round((1000000 / us)::numeric), round(cpu_us::numeric), round(wal::numeric)
FROM bench.result WHERE round = 0
ORDER BY 2, 3, 1;
\echo
\echo Look-up of a reporting line among 100,000 people (us, median of the rounds)
SELECT what, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY us)::numeric, 1) AS us
FROM bench.lookup GROUP BY 1 ORDER BY 1;
\echo
\echo Targets
WITH figure (what, target, unit, value) AS (
    SELECT format('approve, fixed approvers, %s client(s), synchronous_commit %s', clients, sync), 1.1, 'x the floor''s time', time::numeric
    FROM bench.ratio WHERE (what, base) = ('approve_fixed', 'approve_floor')
    UNION ALL
    SELECT format('approve, reporting line, %s client(s), synchronous_commit %s', clients, sync), 1.3, 'x the floor''s time', time::numeric
    FROM bench.ratio WHERE (what, base) = ('approve_line', 'approve_floor')
    UNION ALL
    SELECT 'approve, fixed approvers: backend CPU', 5.5, 'x a one-row UPDATE by key',
           percentile_cont(0.5) WITHIN GROUP (ORDER BY a.cpu_us / b.cpu_us)::numeric
    FROM bench.result a JOIN bench.result b USING (round, clients, sync)
    WHERE (a.what, b.what, a.clients, a.sync) = ('approve_fixed', 'update_row', 1, 'off') AND a.round > 0
    UNION ALL
    SELECT 'approve, fixed approvers: WAL', 4096, 'bytes', percentile_cont(0.5) WITHIN GROUP (ORDER BY wal)::numeric
    FROM bench.result WHERE what = 'approve_fixed' AND clients = 1 AND round > 0
    UNION ALL
    SELECT 'updates of wf.instance that are not heap-only', 1, '%', 100 - 100.0 * n_tup_hot_upd / n_tup_upd
    FROM pg_stat_user_tables WHERE relid = 'wf.instance'::regclass
    UNION ALL
    SELECT 'reporting line among 100,000 people, ' || what, 30, 'us', percentile_cont(0.5) WITHIN GROUP (ORDER BY us)::numeric
    FROM bench.lookup WHERE what LIKE 'function%' GROUP BY what)
SELECT what, round(value, CASE WHEN target > 100 THEN 0 ELSE 2 END) AS measured, target || ' ' || unit AS "at most",
       CASE WHEN value <= target THEN 'met' ELSE 'MISSED' END AS verdict
FROM figure ORDER BY what;
