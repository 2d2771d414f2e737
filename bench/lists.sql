-- For bench/lists.sh, which fills the database and says who asks. A line: who, what, first call in the session, first page, page 100 (milliseconds; the last two the
-- least of :rounds), and the memory of the process in the end.
SET client_min_messages = error;
SET jit = off;
SELECT current_user <> 'bench_app' AND current_user <> 'bench_admin' AS is_person \gset
CREATE FUNCTION pg_temp.once(statement text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    _begin timestamptz := clock_timestamp();
    _row record;
BEGIN
    FOR _row IN EXECUTE statement LOOP END LOOP;
    RETURN round((extract(epoch FROM clock_timestamp() - _begin) * 1000)::numeric, 2);
END
$$;
CREATE FUNCTION pg_temp.least_of(statement text, rounds integer) RETURNS numeric LANGUAGE sql AS
$$ SELECT min(pg_temp.once(statement)) FROM generate_series(1, rounds) $$;
-- The cursor of the 1,980th row, by pages of 1,980: what a program has got by then.
CREATE FUNCTION pg_temp.cursor_of(list text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _cursor text;
BEGIN
    EXECUTE format('SELECT (array_agg(cursor ORDER BY ordinality DESC))[1] FROM %s WITH ORDINALITY', replace(list, 'page_size => 20', 'page_size => 1980')) INTO _cursor;
    RETURN _cursor;
END
$$;
CREATE TEMP TABLE asked (place integer GENERATED ALWAYS AS IDENTITY, list text);
INSERT INTO asked (list)
SELECT format('wf.list(%L, %L, page_size => 20)', l.scope, l.filter)
FROM (VALUES ('todo', '{}'), ('done', '{}'), ('started', '{}'), ('cc', '{}'), ('related', '{}'), ('all', '{}'), ('all', '{"status": "rejected"}'), ('all', '{"status": "completed"}'),
    ('all', '{"status": "withdrawn"}'), ('all', '{"definition": "purchase_3"}'), ('all', '{"nodes": "lead"}'), ('all', '{"nodes": "nowhere"}'), ('all', '{"initiator": "p2500"}'),
    ('all', '{"finished": true}'), ('all', jsonb_build_object('started_from', now() - interval '150 days', 'started_to', now() - interval '140 days')::text),
    ('all', '{"text": "request 77777"}')) AS l (scope, filter)
WHERE :'is_person' OR l.scope = 'all';
SELECT format('%s | %s | %s | %s | %s', current_user, list, pg_temp.once('SELECT * FROM ' || list), pg_temp.least_of('SELECT * FROM ' || list, :rounds),
    pg_temp.least_of(format('SELECT * FROM %s', replace(list, 'page_size => 20', format('page_size => 20, after => %L', pg_temp.cursor_of(list)))), :rounds))
FROM asked ORDER BY place;
SELECT format('%s | %s | %s | %s | %s', current_user, c.call, pg_temp.once('SELECT * FROM ' || c.call), pg_temp.least_of('SELECT * FROM ' || c.call, :rounds),
    CASE WHEN c.call LIKE '%LIMIT 20' THEN pg_temp.least_of(format('SELECT * FROM %s OFFSET 1980', c.call), :rounds) END)
FROM (VALUES ('wf.list_count(''todo'')', true), ('wf.list_count(''done'')', true), ('wf.list_count(''related'')', true), ('wf.list_count(''all'')', false),
    ('wf.list_count(''all'', ''{"status": "rejected"}'')', false), ('wf.inbox(page_size => 20)', true), ('wf.todo ORDER BY created_at LIMIT 20', false),
    ('wf.todo WHERE due_at < now() ORDER BY due_at LIMIT 20', false), ('wf.started ORDER BY started_at DESC LIMIT 20', false), ('wf.cc ORDER BY sent_at DESC LIMIT 20', false),
    ('wf.done ORDER BY at DESC LIMIT 20', false), ('wf.instance_list ORDER BY started_at DESC LIMIT 20', false),
    (format('wf.instance_list WHERE instance_id = %s', (SELECT max(instance_id) FROM wf.list('all', page_size => 5))), false),
    (format('wf.todo WHERE instance_id = %s', (SELECT max(instance_id) FROM wf.list('all', page_size => 5))), false),
    (format('wf.next_tasks(%s)', (SELECT max(instance_id) FROM wf.list('all', page_size => 5))), false),
    (format('wf.history WHERE instance_id = %s ORDER BY seq', (SELECT max(instance_id) FROM wf.list('all', page_size => 5))), false)) AS c (call, of_persons)
WHERE :'is_person' OR NOT c.of_persons;
SELECT format('%s | memory contexts %s MB', current_user, round(sum(total_bytes) / 1e6, 1)) FROM pg_backend_memory_contexts;
