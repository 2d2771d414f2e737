-- What the catalog says of every function of the engine, those to come included: lists that are empty, or written down.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
CREATE TEMP VIEW engine_function AS
SELECT p.*, l.lanname, p.oid::regprocedure::text AS signature FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang
WHERE p.pronamespace = 'wf'::regnamespace;
-- Names are looked up where the function says, or are bound when it is made. A procedure that ends transactions cannot say it; it only calls
-- functions, with the rights of its caller.
SELECT signature FROM engine_function
WHERE prokind <> 'p' AND (prosecdef OR lanname NOT IN ('c', 'internal', 'sql')) AND NOT coalesce(proconfig @> ARRAY['search_path=pg_catalog, pg_temp'], false);
SELECT signature FROM engine_function WHERE lanname = 'sql' AND prosqlbody IS NULL AND NOT coalesce(proconfig @> ARRAY['search_path=pg_catalog, pg_temp'], false) ORDER BY 1;
-- Their bodies name the schema of every table, view and function of the engine.
SELECT f.signature, c.relname FROM engine_function f JOIN pg_catalog.pg_class c ON c.relnamespace = 'wf'::regnamespace AND c.relkind IN ('r', 'p', 'v')
WHERE f.lanname IN ('sql', 'plpgsql') AND f.proname !~ '^_(migrate_\d+|refresh_views)$' AND replace(f.prosrc, 'DISTINCT FROM', '') ~ ('\m(FROM|JOIN|UPDATE|INTO|TABLE|ONLY)\s+' || c.relname || '\M(?!\()(?!\s*:?=)')
  AND f.prosrc !~ ('\m' || c.relname || '\s*(\([^()]*\))?\s+AS\s*(MATERIALIZED\s*)?\(')
ORDER BY 1, 2;
SELECT DISTINCT f.signature, g.proname FROM engine_function f JOIN engine_function g ON g.proname ~ '^_'
WHERE f.lanname IN ('sql', 'plpgsql') AND f.prosrc ~ ('(^|[^.\w%])' || g.proname || '\s*\(') ORDER BY 1, 2;
-- Everything belongs to whom the extension, or the tables, belong to.
SELECT signature, proowner::regrole FROM engine_function
WHERE proowner NOT IN (SELECT extowner FROM pg_catalog.pg_extension WHERE extname = 'wf_engine' UNION SELECT relowner FROM pg_catalog.pg_class WHERE oid = 'wf.instance'::regclass);
SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'wf'::regnamespace AND relowner <> (SELECT relowner FROM pg_catalog.pg_class WHERE oid = 'wf.instance'::regclass);
-- Nothing is for everybody.
SELECT signature FROM engine_function WHERE has_function_privilege('public', oid, 'EXECUTE');
SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'wf'::regnamespace AND relkind IN ('r', 'p', 'v') AND has_table_privilege('public', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER');
SELECT has_schema_privilege('public', 'wf', 'USAGE, CREATE') AS schema_for_everybody;
-- Arguments of types that anybody could forge, and functions that are called without arguments checked.
SELECT signature FROM engine_function WHERE proargtypes::oid[] && ARRAY['internal'::regtype, 'cstring'::regtype]::oid[];
SELECT signature FROM engine_function WHERE proleakproof;
-- SECURITY DEFINER: these and no others.
SELECT proname FROM engine_function WHERE prosecdef ORDER BY proname COLLATE "C";
-- For the engine alone, but granted to users because views call them: these and no others.
SELECT proname FROM engine_function WHERE proname ~ '^_' AND has_function_privilege('wf_user', oid, 'EXECUTE') ORDER BY proname COLLATE "C";
-- A text with a backslash that means another one where standard_conforming_strings is off.
SELECT signature FROM engine_function f JOIN pg_catalog.pg_language l ON l.oid = f.prolang
WHERE l.lanname IN ('sql', 'plpgsql') AND regexp_replace(prosrc, $$E'([^'\\]|\\.|'')*'$$, '', 'g') ~ '\\' ORDER BY 1;
-- Room on pages, and when they are vacuumed.
SELECT relname, array_to_string(reloptions, ' ') AS options FROM pg_catalog.pg_class
WHERE relnamespace = 'wf'::regnamespace AND relkind = 'r' AND reloptions IS NOT NULL ORDER BY relname COLLATE "C";
-- What may be left out or done twice, because it changes nothing: these and no others.
SELECT provolatile AS volatility, proparallel AS parallel, string_agg(proname, ' ' ORDER BY proname COLLATE "C") AS functions
FROM engine_function WHERE provolatile <> 'v' GROUP BY 1, 2 ORDER BY 1, 2;
-- Every number that the engine gives is the same one for a client that reads JSON: none is above 2^53 - 1, those of tasks, jobs and start
-- events included, which are a million times that of their instance or definition.
SELECT s.seqrelid::regclass AS counts_too_far FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
WHERE c.relnamespace = 'wf'::regnamespace AND s.seqmax > CASE WHEN c.relname IN ('instance_id_seq', 'definition_definition_id_seq') THEN (9007199254740991 - 999999) / 1000000 ELSE 9007199254740991 END;
SELECT count(*) > 10 AS there_are_some FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid WHERE c.relnamespace = 'wf'::regnamespace;
