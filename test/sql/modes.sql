-- The modes of an approval: any, all, sequential, vote.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

CREATE FUNCTION pg_temp.key(mode text, need text) RETURNS text LANGUAGE sql AS $$
    SELECT mode || translate(coalesce(need, ''), '/%', '__')
$$;
CREATE FUNCTION pg_temp.deploy(mode text, need text DEFAULT NULL) RETURNS integer LANGUAGE sql AS $$
    SELECT wf.deploy(jsonb_build_object('key', pg_temp.key(mode, need), 'nodes', jsonb_build_array(
            jsonb_build_object('id', 's', 'type', 'start'),
            jsonb_strip_nulls(jsonb_build_object('id', 'sign', 'type', 'approval', 'mode', mode,
                'vote', CASE WHEN need IS NOT NULL THEN jsonb_build_object('need', need) END,
                'approvers', '[{"by": "users", "users": ["carol", "dan", "eve"]}]'::jsonb)),
            jsonb_build_object('id', 'e', 'type', 'end')),
        'flows', '[{"from": "s", "to": "sign"}, {"from": "sign", "to": "e"}]'::jsonb))
$$;
-- Starts one, lets people vote in this order (+ approves, - rejects), and tells what became of it.
CREATE FUNCTION pg_temp.try(key text, VARIADIC votes text[] DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _instance bigint := wf.start(key, actor => 'alice');
    _vote text;
    _story text := '';
    _task bigint;
BEGIN
    FOREACH _vote IN ARRAY votes LOOP
        SELECT t.task_id INTO _task FROM wf.todo t WHERE t.instance_id = _instance AND t.assignee = substr(_vote, 2);
        IF _task IS NULL THEN
            _story := _story || substr(_vote, 2) || ' has no task; ';
        ELSIF left(_vote, 1) = '+' THEN
            PERFORM wf.approve(_task, actor => substr(_vote, 2));
        ELSE
            PERFORM wf.reject(_task, actor => substr(_vote, 2));
        END IF;
    END LOOP;
    IF EXISTS (SELECT FROM wf.verify(_instance)) THEN
        RAISE EXCEPTION 'replay differs';
    END IF;
    RETURN _story || (SELECT status FROM wf.instance_list WHERE instance_id = _instance)
        || coalesce(', open: ' || (SELECT string_agg(assignee, ' ' ORDER BY task_id) FROM wf.todo WHERE instance_id = _instance), '');
END $$;
SELECT pg_temp.deploy('any'), pg_temp.deploy('all'), pg_temp.deploy('sequential'), pg_temp.deploy('vote', '2'), pg_temp.deploy('vote', '2/3'),
       pg_temp.deploy('vote', '60%'), pg_temp.deploy('vote', '100%');

-- any (或签): everybody has a task; the first approval decides, and only all rejections reject.
SELECT pg_temp.try('any'), pg_temp.try('any', '+dan'), pg_temp.try('any', '-dan'), pg_temp.try('any', '-dan', '+eve'), pg_temp.try('any', '-dan', '-eve', '-carol');
-- all (会签): everybody has a task; the first rejection decides.
SELECT pg_temp.try('all'), pg_temp.try('all', '+dan', '+eve'), pg_temp.try('all', '+dan', '+eve', '+carol'), pg_temp.try('all', '+dan', '-eve');
-- sequential (顺签): one after the other.
SELECT pg_temp.try('sequential'), pg_temp.try('sequential', '+dan', '+carol'), pg_temp.try('sequential', '+carol', '+dan', '+eve'), pg_temp.try('sequential', '+carol', '-dan', '+eve');
-- vote (票签): by count, by fraction, by per cent; over as soon as it is decided, either way.
SELECT need, pg_temp.try(pg_temp.key('vote', need), '+dan') AS one, pg_temp.try(pg_temp.key('vote', need), '+dan', '-eve') AS split, pg_temp.try(pg_temp.key('vote', need), '+dan', '+eve') AS two,
       pg_temp.try(pg_temp.key('vote', need), '-dan', '-eve') AS against
FROM unnest(ARRAY['2', '2/3', '60%', '100%']) need;
