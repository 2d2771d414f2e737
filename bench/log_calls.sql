-- For bench/log.sh, in both databases: which calls are measured, and about which instances. The ended ones all have five entries.
\set ON_ERROR_STOP on
CREATE TABLE bench.asked AS
(SELECT 'ended' AS which, instance_id FROM wf.instance WHERE ended_at IS NOT NULL AND version = 5 ORDER BY md5(instance_id::text) LIMIT 400)
UNION ALL
(SELECT 'running', instance_id FROM wf.instance WHERE ended_at IS NULL AND version > 2 ORDER BY md5(instance_id::text) LIMIT 400);
CREATE FUNCTION bench.about(_which text, _query text) RETURNS text[] LANGUAGE sql
AS $$ SELECT array_agg(format(_query, a.instance_id) ORDER BY random()) FROM bench.asked a WHERE a.which = _which $$;
CREATE FUNCTION bench.statements(_what text) RETURNS text[] LANGUAGE sql SECURITY DEFINER AS $$
    SELECT CASE replace(_what, ' after a checkpoint', '')
    WHEN 'start' THEN (
        SELECT array_agg(format('SELECT wf.start(''purchase_1'', ''{"amount": 100, "what": "office chairs", "reason": "the old ones are broken"}'', title => ''measured'', actor => %L)',
                                'p' || 2000 + i * 17)) FROM generate_series(1, 400) AS i)
    WHEN 'approve' THEN (
        SELECT array_agg(format('SELECT wf.approve(%s, ''looks fine to me, please go on'', actor => %L)', x.task_id, x.assignee))
        FROM (SELECT t.task_id, t.assignee FROM wf.task t JOIN wf.instance i USING (tenant_id, instance_id) WHERE i.title = 'measured' ORDER BY t.task_id DESC LIMIT 400) AS x)
    WHEN 'todo' THEN array_fill('SELECT * FROM wf.todo ORDER BY created_at'::text, ARRAY[400])
    WHEN 'todo, planned' THEN array_fill('EXPLAIN SELECT * FROM wf.todo ORDER BY created_at'::text, ARRAY[400])
    WHEN 'history' THEN bench.about('ended', 'SELECT * FROM wf.history WHERE instance_id = %s ORDER BY seq')
    WHEN 'history, planned' THEN bench.about('ended', 'EXPLAIN SELECT * FROM wf.history WHERE instance_id = %s ORDER BY seq')
    WHEN 'history of a running one' THEN bench.about('running', 'SELECT * FROM wf.history WHERE instance_id = %s ORDER BY seq')
    WHEN 'progress' THEN bench.about('running', 'SELECT * FROM wf.progress WHERE instance_id = %s ORDER BY step')
    WHEN 'progress, planned' THEN bench.about('running', 'EXPLAIN SELECT * FROM wf.progress WHERE instance_id = %s ORDER BY step')
    WHEN 'timeline' THEN bench.about('ended', 'SELECT * FROM wf.timeline WHERE instance_id = %s ORDER BY number')
    WHEN 'done' THEN array_fill('SELECT * FROM wf.done ORDER BY at DESC LIMIT 20'::text, ARRAY[400])
    WHEN 'done, planned' THEN array_fill('EXPLAIN SELECT * FROM wf.done ORDER BY at DESC LIMIT 20'::text, ARRAY[400])
    WHEN 'list of done' THEN array_fill('SELECT * FROM wf.list(''done'', page_size => 20)'::text, ARRAY[400])
    WHEN 'an hour of the log' THEN array_fill(format('SELECT count(*) FROM wf.log WHERE at >= %L AND at < %L', now() - interval '10 days', now() - interval '10 days' + interval '1 hour'), ARRAY[400])
    WHEN 'an hour of the log, planned' THEN array_fill(format('EXPLAIN SELECT count(*) FROM wf.log WHERE at >= %L AND at < %L', now() - interval '10 days', now() - interval '10 days' + interval '1 hour'), ARRAY[400])
    WHEN 'metrics' THEN array_fill('SELECT * FROM wf.metrics'::text, ARRAY[7])
    WHEN 'metrics_text' THEN array_fill('SELECT wf.metrics_text()'::text, ARRAY[7])
    WHEN 'health' THEN array_fill('SELECT * FROM wf.health()'::text, ARRAY[7])
    WHEN 'partitions' THEN array_fill('SELECT * FROM wf.partitions'::text, ARRAY[7])
    WHEN 'upkeep' THEN array_fill('SELECT * FROM wf.upkeep()'::text, ARRAY[7])
    END
$$;
CREATE TABLE bench.empty (LIKE bench.measured);
