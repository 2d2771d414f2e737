-- Every function of the public API says its parameters in one order, and the library takes them as they are declared.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS wf_engine;
CREATE TEMP VIEW parameter AS
SELECT p.oid, p.proname AS function, p.prorettype = 'bigint'::regtype AND p.provolatile = 'v' AS is_command, a.place, a.name, format_type(p.proargtypes[a.place - 1], NULL) AS type,
    a.place > p.pronargs - p.pronargdefaults AS is_optional, p.pronargs,
    CASE WHEN a.place > p.pronargs - p.pronargdefaults THEN pg_get_function_arg_default(p.oid, a.place::integer) END AS fallback
FROM pg_proc p, unnest(p.proargnames[:p.pronargs]) WITH ORDINALITY AS a (name, place)
WHERE p.pronamespace = 'wf'::regnamespace AND p.proname NOT LIKE '\_%' AND p.prorettype <> 'trigger'::regtype;

-- There is something to check.
SELECT count(DISTINCT function) > 100 AS functions, count(*) > 400 AS parameters FROM parameter;

-- The tail comes last, in this order: actor, request_id, expected_version, tenant_id.
CREATE TEMP TABLE tail (name text, place integer, type text);
INSERT INTO tail VALUES ('actor', 1, 'text'), ('request_id', 2, 'text'), ('expected_version', 3, 'bigint'), ('tenant_id', 4, 'bigint');
SELECT p.function, p.name AS "not in its place" FROM parameter p JOIN tail t USING (name)
WHERE EXISTS (SELECT FROM parameter o LEFT JOIN tail ot ON ot.name = o.name WHERE o.oid = p.oid
              AND ((o.place > p.place AND coalesce(ot.place, 0) < t.place) OR (o.place < p.place AND ot.place > t.place)));

-- A command takes all four.
SELECT p.function, string_agg(t.name, ', ' ORDER BY t.place) AS "does not take" FROM parameter p CROSS JOIN tail t
WHERE p.place = 1 AND (p.is_command AND (p.name IN ('task_id', 'instance_id', 'job_id') OR p.function = 'start') OR p.function IN ('send_message', 'send_signal'))
    AND NOT EXISTS (SELECT FROM parameter o WHERE o.oid = p.oid AND o.name = t.name)
GROUP BY p.function ORDER BY p.function;

-- What is the same has the same type and the same default everywhere: null, which costs a caller nothing to plan, and which stands for the
-- session's person and cell.
SELECT p.function, p.name, p.type, p.fallback FROM parameter p JOIN tail t USING (name)
WHERE p.type <> t.type OR p.fallback IS DISTINCT FROM 'NULL::' || t.type
ORDER BY p.function;
SELECT name, string_agg(DISTINCT type, ', ' ORDER BY type) AS types FROM parameter
WHERE name NOT IN ('definition', 'business_table', 'table_name') GROUP BY name HAVING count(DISTINCT type) > 1 ORDER BY name;

-- Before the tail: comment, data, chosen, resume, where they may be left away.
SELECT p.function, p.name, o.name AS "stands before" FROM parameter p JOIN parameter o USING (oid)
WHERE p.is_optional AND o.is_optional AND o.place < p.place
    AND array_position(ARRAY['comment', 'data', 'chosen', 'resume'], p.name) < array_position(ARRAY['comment', 'data', 'chosen', 'resume'], o.name);

-- What it is about comes first.
SELECT function, name, place FROM parameter p
WHERE NOT is_optional AND place > 1 AND name IN ('task_id', 'task_ids', 'instance_id', 'instance_ids', 'job_id', 'delegation_id')
ORDER BY function;

-- A declaration of another version is refused, and nothing is read as what it is not.
CREATE SCHEMA probe;
CREATE FUNCTION probe.approve(task_id bigint, data jsonb, comment text, chosen jsonb, actor text, request_id text, expected_version bigint, tenant_id bigint)
RETURNS bigint LANGUAGE c AS '$libdir/wf_engine', 'wf_approve';
SELECT probe.approve(1, '{}', 'fine', NULL, 'bob', NULL, NULL, 0);
CREATE FUNCTION probe.approve(task_id bigint, comment text, data text) RETURNS bigint LANGUAGE c AS '$libdir/wf_engine', 'wf_approve';
SELECT probe.approve(1, 'fine', '{}');
CREATE FUNCTION probe.approve(task_id bigint, comment text) RETURNS bigint LANGUAGE c AS '$libdir/wf_engine', 'wf_approve';
SELECT probe.approve(1, 'fine');
CREATE FUNCTION probe.is_somebody(tenant_id bigint, more text) RETURNS boolean LANGUAGE c AS '$libdir/wf_engine', 'wf_is_somebody';
SELECT probe.is_somebody(0, 'text');
DROP SCHEMA probe CASCADE;

-- Every error of a function in SQL says what to do, except one that is caught and told in other words at once.
SELECT p.proname, left(m[1], 100) AS error
FROM pg_proc p CROSS JOIN LATERAL regexp_matches(p.prosrc, E'(RAISE (?!WARNING|NOTICE|INFO|LOG|DEBUG)[^;].*?);[ ]*(?:\n|$)', 'g') AS m
WHERE p.pronamespace = 'wf'::regnamespace AND m[1] !~ 'HINT' AND m[1] <> 'RAISE datetime_field_overflow'
ORDER BY 1, 2;
