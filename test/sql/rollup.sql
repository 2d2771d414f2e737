-- The sums behind the reports: each entry once, equal to a recount, and what leaves the log stays counted.
\i test/sql/company.psql
-- Instance 1 is approved by lena; copies of it take 1 to 100 hours from January to March, and stand still until then.
SELECT wf.start('leave', '{"days": 2}', actor => 'alice') AS one \gset
SELECT count(wf.approve(:one * 1000000 + 1, actor => 'lena')) AS approved;
DO $$ BEGIN
    PERFORM wf.ensure_partitions('2026-01-01'), wf.ensure_partitions('2026-02-01'), wf.ensure_partitions('2026-03-01');
    INSERT INTO wf.instance
    SELECT (jsonb_populate_record(i, jsonb_build_object('instance_id', 1000 + n, 'started_at', timestamptz '2026-01-01 10:00+00' + n * interval '17 hours',
                                                        'ended_at', timestamptz '2026-01-01 10:00+00' + n * interval '18 hours'))).*
    FROM wf.instance i, generate_series(1, 100) AS n WHERE i.instance_id = 1;
    INSERT INTO wf.log
    SELECT (jsonb_populate_record(l, jsonb_build_object('instance_id', 1000 + n, 'at', timestamptz '2026-01-01 10:00+00' + n * interval '17 hours' + (l.seq - 1) * n * interval '1 hour'))).*
    FROM wf.log l, generate_series(1, 100) AS n WHERE l.instance_id = 1;
END $$;
SELECT tableoid::regclass AS partition, count(*) AS entries FROM wf.log WHERE at < '2026-06-01' GROUP BY 1 ORDER BY 1;

-- Before anything is rolled up the reports are right: all is tail.
SELECT started, ended, completed, average, p50 BETWEEN interval '49.5 hours' AND interval '50.5 hours' AS p50, p90 BETWEEN interval '89.1 hours' AND interval '90.9 hours' AS p90
FROM wf.stat_instances('leave', until_day => '2026-06-01');
SELECT started, ended FROM wf.stat_instances('leave', until_day => '2026-06-01', tail => false);

-- Step by step, however small the steps; never beyond the end of a partition.
SELECT wf._roll_up(10) AS entries FROM generate_series(1, 4);
SELECT * FROM wf.recount();
CREATE FUNCTION pg_temp.all_steps() RETURNS bigint LANGUAGE sql VOLATILE AS $$ SELECT sum(wf._roll_up(30)) FROM generate_series(1, 20) $$;
SELECT pg_temp.all_steps() + 45 AS entries;
SELECT entries FROM wf.rollup_state;
SELECT * FROM wf.recount();
SELECT wf._roll_up();
SELECT as_of, count(*) FROM wf.rollup_life WHERE as_of < '2026-06-01' GROUP BY 1 ORDER BY 1;
SELECT by, r.* FROM unnest('{definition,version,department,month}'::text[]) AS by
CROSS JOIN LATERAL (SELECT definition_version, department_id, period, started, ended, completed, failed, average FROM wf.stat_instances('leave', ARRAY[by], until_day => '2026-06-01', tail => false)) r;

-- Months and days give the same, and so does the tail.
SELECT sum(started) AS by_days FROM wf.stat_instances('leave', '{day}', '2026-01-20', '2026-03-03');
SELECT started, ended FROM wf.stat_instances('leave', from_day => '2026-01-20', until_day => '2026-03-03');
SELECT (SELECT count(*) FROM wf.instance WHERE started_at >= '2026-01-20' AND started_at < '2026-03-03') AS started,
       (SELECT count(*) FROM wf.instance WHERE ended_at >= '2026-01-20' AND ended_at < '2026-03-03') AS ended;

-- A recount that begins at the end of a partition.
SELECT * FROM wf.recount('2026-02-14');
-- What somebody changes in them is found.
UPDATE wf.rollup SET counts[1] = 7 WHERE subject = 'flow' AND is_month AND period = '2026-03-01' AND name = 'lead';
SELECT subject, is_month, period, name, other, rolled_up, recounted FROM wf.recount('2026-02-14');
SELECT subject, is_month, period, name, other, rolled_up, recounted FROM wf.recount();
UPDATE wf.rollup r SET counts[1] = (SELECT sum(d.counts[1]) FROM wf.rollup d WHERE d.subject = 'flow' AND NOT d.is_month AND d.period >= '2026-03-01' AND d.period < '2026-04-01' AND d.name = 'lead')
WHERE subject = 'flow' AND is_month AND period = '2026-03-01' AND name = 'lead';
SELECT * FROM wf.recount();

-- January leaves the log: no sum is lower, and the rest is still proven.
SELECT count(*) AS archived FROM wf.archive('2026-02-01');
SELECT count(*) AS entries FROM wf.log WHERE at < '2026-02-01 00:00+00';
SELECT period, started, ended FROM wf.stat_instances('leave', '{month}', until_day => '2026-06-01');
SELECT * FROM wf.recount();
SELECT wf.attach_archive('wf_archive.log_2026_01') AS back;
SELECT * FROM wf.recount();
SELECT period, started, ended FROM wf.stat_instances('leave', '{month}', until_day => '2026-06-01');

-- wf.upkeep() says when it is due: an hour after the last time.
SELECT step, target FROM wf.upkeep() WHERE step = 'roll up';
UPDATE wf.rollup_cursor SET rolled_until = rolled_until - interval '2 hours';
SELECT step, target, statement FROM wf.upkeep() WHERE step = 'roll up';
UPDATE wf.rollup_cursor SET rolled_until = rolled_until + interval '2 hours';
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT step, target FROM wf.upkeep() WHERE step = 'roll up';
SELECT wf._roll_up();
ROLLBACK;

-- By the zone of those who read them.
SELECT period FROM wf._tally('-infinity', '2026-01-10', NULL, 'Asia/Shanghai') WHERE subject = 'status' AND name = 'completed' AND NOT is_month ORDER BY 1;
SELECT period FROM wf._tally('-infinity', '2026-01-10', NULL, 'America/Los_Angeles') WHERE subject = 'status' AND name = 'completed' AND NOT is_month ORDER BY 1;
SELECT wf._tally('-infinity', 'infinity', NULL, 'nowhere');
