-- Many steps of a roll-up in one statement: each is planned for what is open by then, not for what was open at the first.
\i test/sql/company.psql
SELECT wf.start('leave', '{"days": 2}', actor => 'alice') AS one \gset
-- Copies of it, begun in April and never acted on.
DO $$ BEGIN
    PERFORM wf.ensure_partitions('2026-04-01');
    INSERT INTO wf.instance
    SELECT (jsonb_populate_record(i, jsonb_build_object('instance_id', 1000 + n, 'started_at', timestamptz '2026-04-01 10:00+00' + n * interval '1 minute'))).*
    FROM wf.instance i, generate_series(1, 3000) AS n WHERE i.instance_id = 1;
    INSERT INTO wf.log
    SELECT (jsonb_populate_record(l, jsonb_build_object('instance_id', 1000 + n, 'at', timestamptz '2026-04-01 10:00+00' + n * interval '1 minute'))).*
    FROM wf.log l, generate_series(1, 3000) AS n WHERE l.instance_id = 1;
END $$;
VACUUM ANALYZE wf.rollup_life;
-- Nothing is open at the first step. Later ones do not go through all that is.
SELECT wf._roll_up(300) AS entries, pg_stat_get_xact_numscans('wf.rollup_life'::regclass) AS scans_so_far INTO TEMPORARY step FROM generate_series(1, 9);
SELECT entries, scans_so_far - lag(scans_so_far) OVER (ORDER BY scans_so_far) AS scans FROM step;
SELECT count(*) AS open FROM wf.rollup_life WHERE as_of = 'infinity';
SELECT * FROM wf.recount();
