-- Pages of wf.list among 100,000 instances, of which a busy person started 2,000, acted on 5,000 and has 1,000 open tasks; first page and
-- page 100 of 10 rows, milliseconds, beside ten rows of the table by primary key. Then a page of 50 whose way leads back, with forms of
-- 160 KB and without: what a large form costs.
--   WF_CLUSTER=people scripts/cluster.sh psql -qXAt -d postgres -f bench/list.sql
\set ON_ERROR_STOP on
DROP DATABASE IF EXISTS wf_bench_list;
CREATE DATABASE wf_bench_list;
\c wf_bench_list
SET client_min_messages = warning;
CREATE EXTENSION wf_engine;
SELECT wf.setup() \g /dev/null
SELECT wf.load_directory('{"persons": [{"id": "busy"}, {"id": "boss"}], "roles": [{"id": "board", "members": ["busy"]}]}') \g /dev/null
SELECT wf.deploy('{"key": "one", "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "end"},
    {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["busy"]}]}],
    "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}') \g /dev/null
SELECT wf.start('one', actor => 'boss') AS template \gset
SELECT wf.ensure_partitions(now() - interval '11 months', 12) \g /dev/null
-- Copies of one real request over eleven months.
INSERT INTO wf.instance (tenant_id, instance_id, definition_id, title, initiator, started_at, status, version, data, state)
SELECT 0, 1000 + n, definition_id, 'request ' || n, CASE WHEN n % 50 = 0 THEN 'busy' ELSE 'person' || n % 5000 END,
       now() - interval '285 seconds' * (100000 - n), status, version, data, state
FROM wf.instance, generate_series(1, 100000) AS n WHERE instance_id = :template;
INSERT INTO wf.log (tenant_id, instance_id, seq, at, action, actor, task_id, node, source, target, events)
SELECT 0, 1000 + n, s, now() - interval '285 seconds' * (100000 - n) + s * interval '1 second',
       CASE s WHEN 1 THEN 'start' ELSE 'approve' END, CASE WHEN s = 2 AND n % 20 = 1 THEN 'busy' ELSE 'person' || (n + s) % 5000 END,
       CASE WHEN s > 1 THEN (1000 + n::bigint) * 1000000 + s END, 'sign', 'running', 'running', '\x01'
FROM generate_series(1, 100000) AS n, generate_series(1, 3) AS s;
INSERT INTO wf.task (tenant_id, task_id, instance_id, node, round, assignee, created_at)
SELECT 0, (1000 + n::bigint) * 1000000 + 1, 1000 + n, 'sign', 1, CASE WHEN n % 100 = 2 THEN 'busy' ELSE 'person' || n % 5000 END,
       now() - interval '285 seconds' * (100000 - n)
FROM generate_series(1, 100000) AS n;
INSERT INTO wf.copy SELECT 0, 1000 + n, 'busy', 'hr', 1, 'system', now() - interval '285 seconds' * (100000 - n) FROM generate_series(3, 100000, 50) AS n;
INSERT INTO wf.involved SELECT 0, 1000 + n, 'busy' FROM generate_series(4, 100000, 50) AS n;
VACUUM ANALYZE;
CREATE FUNCTION public.milliseconds(statement text, rounds integer DEFAULT 21) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    _begin timestamptz;
    _times float8[];
BEGIN
    FOR i IN 1 .. rounds LOOP
        _begin := clock_timestamp();
        EXECUTE statement;
        _times := _times || extract(epoch FROM clock_timestamp() - _begin) * 1000;
    END LOOP;
    RETURN round((SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t) FROM unnest(_times) AS t)::numeric, 2);
END
$$;
SELECT format('ten instances by primary key: %s ms', public.milliseconds(
    'SELECT * FROM wf.instance WHERE tenant_id = 0 AND instance_id = ANY (ARRAY(SELECT 5000 + 7 * n FROM generate_series(1, 10) AS n))'));
SELECT format('wf.list %s: page 1 %s ms, page 100 %s ms; finding the rows of page 1 %s ms; wf.list_count %s ms for %s rows', scope,
    public.milliseconds(format('SELECT * FROM wf.list(%L, page_size => 10, actor => %L)', scope, actor)),
    public.milliseconds(format('SELECT * FROM wf.list(%L, page_size => 10, actor => %L, after => %L)', scope, actor,
        (SELECT cursor FROM wf._list(0, coalesce(actor, 'busy'), actor IS NULL, NULL, scope, '{}', 990, NULL) WITH ORDINALITY ORDER BY ordinality DESC LIMIT 1))),
    public.milliseconds(format('SELECT * FROM wf._list(0, %L, %L, NULL, %L, ''{}'', 10, NULL)', coalesce(actor, 'busy'), actor IS NULL, scope)),
    public.milliseconds(format('SELECT wf.list_count(%L, actor => %L)', scope, actor), 5),
    wf.list_count(scope, actor => actor))
FROM (VALUES ('todo', 'busy'), ('done', 'busy'), ('started', 'busy'), ('related', 'busy'), ('related', 'person7'), ('cc', 'busy'), ('all', NULL)) AS l (scope, actor);
SELECT format('wf.list all of somebody who sees their own: which rows, page 1 %s ms', public.milliseconds(
    'SELECT * FROM wf._list(0, ''busy'', false, NULL, ''all'', ''{}'', 10, NULL)'));
SELECT format('wf.list all, of one definition, running, by text: %s ms', public.milliseconds(
    'SELECT * FROM wf.list(''all'', ''{"definition": "one", "finished": false, "text": "request 9"}'', page_size => 10, actor => NULL)'));

-- A condition asks for one field of the form, a rule for another, and the summary shows a third.
SELECT wf.load_directory('{"persons": [{"id": "small"}, {"id": "large"}]}') \g /dev/null
SELECT wf.deploy('{"key": "rework", "summary": ["title"],
    "form": {"fields": [{"name": "n", "type": "number"}, {"name": "title", "type": "text"}, {"name": "who", "type": "text"}, {"name": "files", "type": "list"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "end"}, {"id": "enough", "type": "exclusive"},
        {"id": "offer", "type": "approval", "approvers": [{"by": "form_field", "field": "who"}]},
        {"id": "check", "type": "approval", "approvers": [{"by": "users", "users": ["boss"]}]}],
    "flows": [{"from": "start", "to": "offer"}, {"from": "offer", "to": "check"}, {"from": "check", "to": "enough"},
        {"from": "enough", "to": "end", "when": "n > 100"}, {"from": "enough", "to": "offer", "default": true}]}') \g /dev/null
SELECT count(wf.start('rework', jsonb_build_object('n', 0, 'title', 'x', 'who', who, 'files', files), actor => 'boss'))
FROM generate_series(1, 50),
    (VALUES ('small', '[]'::jsonb),
        ('large', (SELECT jsonb_agg(jsonb_build_object('name', 'file ' || i, 'sha', md5(i::text))) FROM generate_series(1, 2500) AS i))) AS f (who, files) \g /dev/null
VACUUM ANALYZE;
SELECT format('a way that leads back, page of 50, forms of %s KB / without: %s / %s ms, ratio %s', kb, large, small, round(large / small, 2))
FROM (SELECT (SELECT max(length(data::text)) / 1024 FROM wf.instance WHERE data ? 'files') AS kb,
             public.milliseconds('SELECT * FROM wf.list(''todo'', actor => ''large'')') AS large,
             public.milliseconds('SELECT * FROM wf.list(''todo'', actor => ''small'')') AS small) AS l;
SELECT format('wf.predict with such a form / without: %s / %s ms; unpacking all forms of the page, by itself: %s ms',
    public.milliseconds(format('SELECT * FROM wf.predict(%s)', large)), public.milliseconds(format('SELECT * FROM wf.predict(%s)', small)),
    public.milliseconds(format('SELECT count(data -> ''n'') FROM wf.instance WHERE instance_id = ANY (%L)', page)))
FROM (SELECT max(instance_id) FILTER (WHERE data ->> 'who' = 'large') AS large, max(instance_id) FILTER (WHERE data ->> 'who' = 'small') AS small,
             array_agg(instance_id) FILTER (WHERE data ->> 'who' = 'large') AS page
      FROM wf.instance WHERE data ? 'who') AS i;
