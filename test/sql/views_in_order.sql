-- The first rows of a view in some order: the same as without the planner's part in it (src/pg/reads/planned_views.cpp), and out of an index.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
\set owner :USER
\set ECHO all

CREATE ROLE regress_wf_lena LOGIN IN ROLE wf_user;
UPDATE wf.person SET db_role = 'regress_wf_lena' WHERE person_id = 'lena';
-- Some at nearly the same time.
SELECT count(wf.start('leave', '{"days": 1}', title => 'at once', actor => 'bob')) AS started FROM generate_series(1, 5) AS n;
SELECT format($$SELECT wf.start('leave', '{"days": 1}', title => 'no %s', actor => '%s') IS NOT NULL AS started$$, n, (ARRAY['bob', 'lena'])[n % 2 + 1]) FROM generate_series(1, 6) AS n \gexec
SELECT count(wf.copy(instance_id, ARRAY['lena', 'eve'], actor => initiator)) AS copied FROM wf.instance_list;
SELECT count(wf.approve(task_id, actor => 'lena')) AS approved FROM (SELECT task_id FROM wf.todo WHERE 'person:lena' = ANY (candidates) OR assignee = 'lena' ORDER BY task_id LIMIT 5) AS t;
CREATE FUNCTION public.regress_no_sort(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    _line text;
    _sorts boolean := false;
BEGIN
    FOR _line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        _sorts := _sorts OR _line LIKE '%Sort%';
    END LOOP;
    RETURN NOT _sorts;
END
$$;
CREATE TABLE public.regress_order (view text, by text);
GRANT SELECT ON public.regress_order TO PUBLIC;
INSERT INTO public.regress_order VALUES ('todo', 'created_at'), ('done', 'at'), ('started', 'started_at'), ('cc', 'sent_at'), ('instance_list', 'started_at');
-- Each page of three rows, by one statement that asks for the page and one that numbers all rows.
CREATE FUNCTION public.regress_pages(view text, by text, id text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    _order text;
    _page text;
    _all text;
    _different bigint := 0;
BEGIN
    FOREACH _order IN ARRAY ARRAY['%1$s, %2$s', '%1$s DESC, %2$s DESC', '%1$s DESC NULLS LAST, %2$s', '%2$s DESC', 'title, %1$s, %2$s', 'definition_key, %2$s'] LOOP
        _order := format(_order, by, id);
        FOR _skipped IN 0 .. 9 BY 3 LOOP
            EXECUTE format('SELECT array_agg(v::text) FROM (SELECT * FROM wf.%I ORDER BY %s LIMIT 3 OFFSET %s) AS v', view, _order, _skipped) INTO _page;
            EXECUTE format('SELECT array_agg(v::text ORDER BY n) FROM (SELECT v, row_number() OVER (ORDER BY %s) AS n FROM wf.%I AS v) AS v WHERE n BETWEEN %s + 1 AND %3$s + 3', _order, view, _skipped) INTO _all;
            _different := _different + (_page IS DISTINCT FROM _all)::integer;
        END LOOP;
    END LOOP;
    RETURN _different;
END
$$;
SET enable_sort = off;
SET jit = off;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT view, regress_pages(view, by, CASE view WHEN 'todo' THEN 'task_id' WHEN 'done' THEN 'task_id' WHEN 'cc' THEN 'instance_id, recipient' ELSE 'instance_id' END) AS different,
       regress_no_sort(format('SELECT * FROM wf.%I ORDER BY %s LIMIT 3', view, by)) AS in_order, regress_no_sort(format('SELECT title FROM wf.%I WHERE title <> ''x'' ORDER BY %s DESC LIMIT 3 OFFSET 3', view, by)) AS in_order_of_some
FROM regress_order;
-- In a subquery, a WITH, an expression; a condition that is no condition of an index.
SELECT regress_no_sort('SELECT * FROM (SELECT * FROM wf.todo ORDER BY created_at LIMIT 3) AS v JOIN wf.status ON true') AS subquery,
       regress_no_sort('WITH v AS MATERIALIZED (SELECT * FROM wf.todo ORDER BY created_at LIMIT 3) SELECT FROM v') AS "with",
       regress_no_sort('SELECT ARRAY(SELECT task_id FROM wf.todo ORDER BY created_at LIMIT 3)') AS expression,
       regress_no_sort('SELECT * FROM wf.todo WHERE title || node ~ ''x'' ORDER BY created_at LIMIT 3') AS filtered,
       regress_no_sort('SELECT DISTINCT node FROM wf.todo ORDER BY node LIMIT 3') AS "distinct";
SELECT title FROM wf.started ORDER BY started_at FETCH FIRST 1 ROW WITH TIES;
-- What the planner makes a join of need not keep the order, so it is not moved there. A value that is asked for once leaves it.
SET enable_hashjoin = off;
SET enable_nestloop = off;
CREATE FUNCTION public.regress_last(condition text) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    _ids bigint[];
BEGIN
    EXECUTE format('SELECT ARRAY(SELECT instance_id FROM wf.instance_list l WHERE %s ORDER BY started_at DESC, instance_id DESC LIMIT 3)', condition) INTO _ids;
    RETURN _ids;
END
$$;
SELECT name, regress_last(condition) = regress_last('true') AS same
FROM (VALUES ('IN', 'instance_id IN (SELECT DISTINCT i.instance_id FROM wf.instance i ORDER BY 1)'),
             ('EXISTS', 'EXISTS (SELECT FROM wf.instance i WHERE i.instance_id = l.instance_id)'),
             ('NOT EXISTS', 'title IS NOT NULL AND NOT EXISTS (SELECT FROM wf.held i WHERE i.instance_id = l.instance_id)')) AS c (name, condition);
RESET enable_hashjoin;
RESET enable_nestloop;
SELECT regress_no_sort('SELECT * FROM wf.todo WHERE tenant_id = (SELECT wf.current_tenant()) ORDER BY created_at LIMIT 3') AS asked_once;
DROP FUNCTION regress_last;
\c - regress_wf_lena
SET enable_sort = off;
SET jit = off;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT wf.current_actor();
SELECT view, regress_pages(view, by, CASE view WHEN 'todo' THEN 'task_id' WHEN 'done' THEN 'task_id' WHEN 'cc' THEN 'instance_id, recipient' ELSE 'instance_id' END) AS different,
       regress_no_sort(format('SELECT * FROM wf.%I ORDER BY %s LIMIT 3', view, by)) AS in_order
FROM regress_order;
\c - :owner
DROP FUNCTION regress_pages, regress_no_sort;
DROP TABLE regress_order;
DROP ROLE regress_wf_lena;
