-- Views that are planned for who asks, in the order that is asked for (src/pg/reads/planned_views.cpp): what leaks by a function, an operator with the
-- planner's statistics, a plan that was made for somebody else. Mallory is bob; the secrets are grace's. The application may use "leave" only.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
\set owner :USER
\set ECHO all

CREATE ROLE regress_wf_mallory LOGIN IN ROLE wf_user;
CREATE ROLE regress_wf_limited LOGIN IN ROLE wf_app;
CREATE ROLE regress_wf_app LOGIN IN ROLE wf_app;
CREATE ROLE regress_wf_two LOGIN NOINHERIT IN ROLE wf_user, regress_wf_app;
UPDATE wf.person SET db_role = 'regress_wf_mallory' WHERE person_id = 'bob';
SELECT wf.deploy('{"key": "hush", "nodes": [{"id": "start", "type": "start"}, {"id": "a", "type": "approval", "name": "secret", "approvers": [{"by": "users", "users": ["grace"]}]},
    {"id": "b", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "a"}, {"from": "a", "to": "b"}, {"from": "b", "to": "end"}]}') AS version;
SELECT wf.grant_app('regress_wf_limited', ARRAY['leave']);
SELECT count(wf.start('leave', '{"days": 1}', title => 'mine', actor => 'bob')) AS own FROM generate_series(1, 3) AS n;
SELECT count(wf.approve(t.task_id, comment => 'secret', actor => 'grace')) AS approved, count(wf.copy(t.i, ARRAY['grace'], comment => 'secret', actor => 'grace')) AS copied
FROM (SELECT i, i * 1000000 + 1 AS task_id FROM (SELECT wf.start('hush', '{"a": "secret"}', title => 'secret', actor => 'grace') AS i FROM generate_series(1, 40)) AS s OFFSET 0) AS t;
VACUUM ANALYZE wf.instance, wf.task, wf.log, wf.copy, wf.definition;

CREATE SCHEMA evil AUTHORIZATION regress_wf_mallory;
GRANT USAGE ON SCHEMA evil TO PUBLIC;
SET SESSION AUTHORIZATION regress_wf_mallory;
CREATE FUNCTION evil.leak(value text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$
BEGIN
    IF value ~ 'secret|grace|hush' THEN
        RAISE EXCEPTION 'leaked';
    END IF;
    RETURN true;
END
$$;
CREATE FUNCTION evil.same(value text, other text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS 'BEGIN RETURN evil.leak(value); END';
CREATE FUNCTION evil.less(value text, other text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS 'BEGIN RETURN evil.leak(value); END';
CREATE OPERATOR evil.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.same, RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE OPERATOR evil.<<< (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.less, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE FUNCTION evil.asked() RETURNS SETOF text LANGUAGE sql AS $$
    SELECT replace(replace(q.query, '{v}', v.name), '{t}', v.by)
    FROM (VALUES ('todo', 'created_at'), ('done', 'at'), ('started', 'started_at'), ('cc', 'sent_at'), ('instance_list', 'started_at')) AS v (name, by),
    (VALUES ('SELECT * FROM wf.{v} v WHERE evil.leak(v::text) ORDER BY {t} DESC LIMIT 100'),
            ('SELECT * FROM wf.{v} v WHERE evil.leak(title) AND title === ''x'' AND title <<< ''x'' ORDER BY {t} LIMIT 100'),
            ('SELECT {t} FROM wf.{v} WHERE definition_key === ''hush'' OR definition_key <<< ''x'' ORDER BY {t}, title DESC OFFSET 1 LIMIT 100'),
            ('SELECT * FROM (SELECT * FROM wf.{v} ORDER BY {t} LIMIT 100) v WHERE evil.leak(v::text)'),
            ('WITH v AS (SELECT * FROM wf.{v} ORDER BY {t} LIMIT 100) SELECT * FROM v JOIN wf.{v} w ON w.title === v.title AND evil.leak(w.title)'),
            ('SELECT * FROM wf.status s WHERE EXISTS (SELECT FROM wf.{v} v WHERE evil.leak(v::text) AND v.title === s.code ORDER BY {t} LIMIT 1)'),
            ('SELECT * FROM wf.status s, LATERAL (SELECT * FROM wf.{v} v WHERE title <<< s.code AND evil.leak(s.code || v.title) ORDER BY {t} LIMIT 3) v'),
            ('SELECT evil.leak(title), max({t}) FROM wf.{v} GROUP BY title HAVING evil.leak(title) ORDER BY 2 LIMIT 100'),
            ('SELECT DISTINCT ON ({t}) evil.leak(title) FROM wf.{v} ORDER BY {t} LIMIT 100'),
            ('SELECT * FROM wf.{v} v WHERE evil.leak(title) UNION ALL SELECT * FROM wf.{v} v WHERE title === ''x'' ORDER BY {t} LIMIT 100')) AS q (query)
$$;
CREATE FUNCTION evil.leaks(query text) RETURNS boolean LANGUAGE plpgsql SET search_path = evil, pg_catalog, pg_temp AS $$
DECLARE
    _cursor refcursor;
BEGIN
    EXECUTE query;
    IF query NOT LIKE 'EXPLAIN%' THEN
        OPEN _cursor FOR EXECUTE query;
        MOVE FORWARD ALL IN _cursor;
    END IF;
    RETURN false;
EXCEPTION WHEN raise_exception THEN
    RETURN true;
END
$$;
CREATE FUNCTION evil.look() RETURNS TABLE (asked bigint, planned_leaks bigint, leaks bigint) LANGUAGE sql
AS $$ SELECT count(*), count(*) FILTER (WHERE evil.leaks('EXPLAIN ' || q)), count(*) FILTER (WHERE evil.leaks(q)) FROM evil.asked() AS q $$;
-- All of these are asked of a new session, whose first statement is not planned by the engine, and once more.
\c - regress_wf_mallory
SELECT * FROM evil.look();
SELECT * FROM evil.look();
\c - regress_wf_limited
SELECT * FROM evil.look();
SELECT * FROM evil.look();
-- They do leak to whoever sees everything, and who reads the table: else this would prove nothing.
\c - :owner
SELECT evil.leaks('EXPLAIN SELECT FROM wf.instance WHERE title === ''x''') AS "equal", evil.leaks('EXPLAIN SELECT FROM wf.instance WHERE title <<< ''x''') AS "less",
       asked, leaks > 40 AS most
FROM evil.look();

-- ---- Plans made for somebody else ----
SET plan_cache_mode = force_generic_plan;
SET SESSION AUTHORIZATION regress_wf_app;
PREPARE todo AS SELECT count(*), bool_or(title = 'secret') AS secrets FROM (SELECT title FROM wf.todo ORDER BY created_at LIMIT 100) AS v;
PREPARE done AS SELECT count(*), bool_or(title = 'secret') AS secrets FROM (SELECT title FROM wf.done ORDER BY at DESC LIMIT 100) AS v;
PREPARE started AS SELECT count(*), bool_or(title = 'secret') AS secrets FROM (SELECT title FROM wf.started ORDER BY started_at LIMIT 100) AS v;
PREPARE cc AS SELECT count(*), bool_or(title = 'secret') AS secrets FROM (SELECT title FROM wf.cc ORDER BY sent_at LIMIT 100) AS v;
PREPARE instances AS SELECT count(*), bool_or(title = 'secret') AS secrets FROM (SELECT title FROM wf.instance_list ORDER BY started_at LIMIT 100) AS v;
EXECUTE todo;
EXECUTE done;
EXECUTE started;
EXECUTE cc;
EXECUTE instances;
SET SESSION AUTHORIZATION regress_wf_mallory;
EXECUTE todo;
EXECUTE done;
EXECUTE started;
EXECUTE cc;
EXECUTE instances;
SET SESSION AUTHORIZATION regress_wf_limited;
EXECUTE todo;
EXECUTE done;
EXECUTE instances;
-- By SET ROLE, there and back; and a cursor that is opened as the one and read as the other gives what the plan was made for or nothing, never more.
SET SESSION AUTHORIZATION regress_wf_two;
SET ROLE regress_wf_app;
EXECUTE instances;
BEGIN;
DECLARE opened CURSOR FOR SELECT title FROM wf.instance_list ORDER BY started_at DESC LIMIT 2;
SET ROLE wf_user;
FETCH ALL FROM opened;
EXECUTE instances;
DECLARE own CURSOR FOR SELECT title FROM wf.instance_list ORDER BY started_at DESC LIMIT 2;
SET ROLE regress_wf_app;
FETCH ALL FROM own;
EXECUTE instances;
COMMIT;
-- The role may not any more what it could when the plan was made, and may again.
SET SESSION AUTHORIZATION regress_wf_app;
EXECUTE instances;
RESET SESSION AUTHORIZATION;
REVOKE wf_app FROM regress_wf_app;
GRANT wf_user TO regress_wf_app;
SET SESSION AUTHORIZATION regress_wf_app;
EXECUTE instances;
RESET SESSION AUTHORIZATION;
GRANT wf_reader TO regress_wf_app;
SET SESSION AUTHORIZATION regress_wf_app;
EXECUTE instances;
RESET SESSION AUTHORIZATION;
DROP SCHEMA evil CASCADE;
SELECT wf.revoke_app('regress_wf_limited', ARRAY['leave']);
DROP OWNED BY regress_wf_mallory, regress_wf_limited, regress_wf_app, regress_wf_two;
DROP ROLE regress_wf_two, regress_wf_mallory, regress_wf_limited, regress_wf_app;
