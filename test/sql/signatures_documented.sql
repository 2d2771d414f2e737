-- The SQL reference says of every public function what the catalog says: its parameters with their types and defaults, in their order, and its
-- result. A row is what one of the two does not have, or has otherwise; the catalog's side can be copied into the page.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET intervalstyle = postgres;
\pset footer off
\set QUIET on
\set ECHO all
CREATE TEMP TABLE documented (page text, name text, signature text);
\copy documented FROM PROGRAM 'awk -v part=signatures -f "$PG_ABS_SRCDIR/sql/pages.awk" "$PG_ABS_SRCDIR"/../docs/reference/sql/*.md'
CREATE TEMP VIEW provided AS
SELECT p.proname AS name, format('wf.%s(%s)', p.proname, pg_get_function_arguments(p.oid)) || coalesce(' RETURNS ' || pg_get_function_result(p.oid), '') AS signature
FROM pg_catalog.pg_proc p WHERE p.pronamespace = 'wf'::regnamespace AND p.proname !~ '^_' AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype);
-- There is something to compare.
SELECT count(*) > 100 AS documented, (SELECT count(*) > 100 FROM provided) AS provided FROM documented;
-- Nothing is missing, unknown or different. Where lines are broken does not matter.
SELECT d.page, name, p.signature AS catalog, d.signature AS documentation
FROM provided p FULL JOIN (SELECT page, name, replace(replace(regexp_replace(signature, '\s+', ' ', 'g'), '( ', '('), ' )', ')') AS signature FROM documented) d USING (name)
WHERE p.signature IS DISTINCT FROM d.signature ORDER BY name;
SELECT name, count(*) FROM documented GROUP BY name HAVING count(*) > 1;
-- Each has an example, which reference_examples runs; but a procedure that commits cannot run there.
CREATE TEMP TABLE exampled (page text, name text);
\copy exampled FROM PROGRAM 'awk -v part=exampled -f "$PG_ABS_SRCDIR/sql/pages.awk" "$PG_ABS_SRCDIR"/../docs/reference/sql/*.md'
SELECT name FROM documented WHERE name NOT IN (SELECT name FROM exampled) AND signature ~ 'RETURNS' ORDER BY name;
-- The index has each of them once.
CREATE TEMP TABLE listed (page text, name text);
\copy listed FROM PROGRAM 'awk -v part=index -f "$PG_ABS_SRCDIR/sql/pages.awk" "$PG_ABS_SRCDIR"/../docs/reference/sql/README.md'
SELECT name, l.times FROM documented FULL JOIN (SELECT name, count(*) AS times FROM listed GROUP BY name) l USING (name)
WHERE l.times IS DISTINCT FROM 1 OR documented.name IS NULL ORDER BY name;
-- The columns of the views, in their order.
CREATE TEMP TABLE described (page text, name text, columns text);
\copy described FROM PROGRAM 'awk -v part=columns -f "$PG_ABS_SRCDIR/sql/pages.awk" "$PG_ABS_SRCDIR/../docs/reference/views.md"'
SELECT count(*) > 8 AS described FROM described;
SELECT name, a.columns AS catalog, regexp_replace(d.columns, '\s+', ' ', 'g') AS documentation
FROM described d LEFT JOIN (
    SELECT attrelid, string_agg(attname, ', ' ORDER BY attnum) AS columns FROM pg_catalog.pg_attribute WHERE attnum > 0 AND NOT attisdropped GROUP BY attrelid) a
    ON a.attrelid = to_regclass('wf.' || name)
WHERE a.columns IS DISTINCT FROM regexp_replace(d.columns, '\s+', ' ', 'g') ORDER BY name;
-- The settings, their defaults and who may set them. Test runs may have set wf_engine.row_access.
CREATE TEMP TABLE set_out (page text, name text, fallback text, set_by text);
\copy set_out FROM PROGRAM 'awk -v part=settings -f "$PG_ABS_SRCDIR/sql/pages.awk" "$PG_ABS_SRCDIR/../docs/reference/settings.md"'
SELECT name, p.fallback AS server, d.fallback AS documentation, p.set_by, d.set_by AS documented_set_by
FROM (SELECT substr(name, 11) AS name, CASE context WHEN 'user' THEN 'anybody' ELSE context END AS set_by,
             coalesce(nullif(CASE name WHEN 'wf_engine.row_access' THEN boot_val ELSE current_setting(name) END, ''), '(empty)') AS fallback
      FROM pg_settings WHERE name LIKE 'wf\_engine.%') p
FULL JOIN set_out d USING (name)
WHERE p.fallback IS DISTINCT FROM d.fallback OR p.set_by IS DISTINCT FROM d.set_by ORDER BY name;
