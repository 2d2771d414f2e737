-- Votes: weights, veto, one who decides alone, all votes first.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE FUNCTION pg_temp.vote(key text, vote jsonb) RETURNS void LANGUAGE sql AS $$
    SELECT pg_temp.deploy(key, jsonb_build_object('mode', 'vote', 'vote', vote, 'abstain', true, 'approvers', '[{"by": "users", "users": ["carol", "dan", "eve"]}]'::jsonb))
$$;
-- Starts one, lets people vote in this order (+ approves, - rejects, 0 abstains), and tells what became of it.
CREATE FUNCTION pg_temp.try(key text, VARIADIC votes text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _instance bigint := wf.start(key, actor => 'alice');
    _vote text;
    _task bigint;
    _story text := '';
BEGIN
    FOREACH _vote IN ARRAY votes LOOP
        SELECT t.task_id INTO _task FROM wf.todo t WHERE t.instance_id = _instance AND t.assignee = substr(_vote, 2);
        IF _task IS NULL THEN
            _story := _story || substr(_vote, 2) || ' has no task; ';
        ELSIF left(_vote, 1) = '+' THEN
            PERFORM wf.approve(_task, actor => substr(_vote, 2));
        ELSIF left(_vote, 1) = '-' THEN
            PERFORM wf.reject(_task, actor => substr(_vote, 2));
        ELSE
            PERFORM wf.abstain(_task, actor => substr(_vote, 2));
        END IF;
    END LOOP;
    RETURN _story || pg_temp.tasks(_instance);
END $$;

-- Weights: carol has as many votes as the others together, and one more.
SELECT pg_temp.vote('weights', '{"need": "60%", "weights": {"carol": 3}}');
SELECT pg_temp.try('weights', '+carol') AS three_of_five, pg_temp.try('weights', '+dan', '+eve') AS two_of_five, pg_temp.try('weights', '-carol') AS against;
SELECT pg_temp.vote('count', '{"need": 4, "weights": {"carol": 3}}');
SELECT pg_temp.try('count', '+carol') AS three, pg_temp.try('count', '+carol', '+eve') AS four, pg_temp.try('count', '-dan', '-eve') AS against;
-- Veto: her rejection ends it at once; that of others does not.
SELECT pg_temp.vote('veto', '{"need": 1, "veto": ["carol"]}');
SELECT pg_temp.try('veto', '-carol') AS by_carol, pg_temp.try('veto', '-dan') AS by_dan, pg_temp.try('veto', '-dan', '+carol') AS outvoted;
SELECT pg_temp.vote('veto_all', '{"need": 1, "veto": true}');
SELECT pg_temp.try('veto_all', '-eve');
-- Pass: one approval is enough.
SELECT pg_temp.vote('pass', '{"need": "100%", "pass": ["dan"]}');
SELECT pg_temp.try('pass', '+dan') AS by_dan, pg_temp.try('pass', '+carol') AS by_carol;
-- Everybody votes before it is decided; a veto still counts.
SELECT pg_temp.vote('collect', '{"need": 1, "collect_all": true}');
SELECT pg_temp.try('collect', '+carol') AS one, pg_temp.try('collect', '+carol', '-dan') AS two, pg_temp.try('collect', '+carol', '-dan', '-eve') AS three,
    pg_temp.try('collect', '-carol', '-dan', '-eve') AS against, pg_temp.try('collect', '+carol', '0dan', '0eve') AS abstained;
SELECT pg_temp.vote('collect_veto', '{"need": 1, "collect_all": true, "veto": ["carol"]}');
SELECT pg_temp.try('collect_veto', '-carol') AS one, pg_temp.try('collect_veto', '-carol', '+dan', '+eve') AS all_votes;
-- The share is of all votes: whoever abstains has had theirs.
SELECT pg_temp.vote('share', '{"need": "2/3"}');
SELECT pg_temp.try('share', '0carol', '+dan', '+eve') AS enough, pg_temp.try('share', '0carol', '+dan', '-eve') AS too_few, pg_temp.try('share', '0carol', '0dan') AS hopeless;
SELECT pg_temp.unsound();
