-- wf.setup and the extension: what belongs to it, what stays without it.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- Tables are not members of the extension: pg_dump dumps them, and DROP EXTENSION keeps them.
SELECT count(*) AS member_tables FROM pg_depend d JOIN pg_class c ON c.oid = d.objid
WHERE d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'wf_engine') AND d.deptype = 'e' AND c.relkind IN ('r', 'p', 'v');
-- No column uses a type or a default of the extension.
SELECT a.attrelid::regclass, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
JOIN pg_depend d ON d.objid = a.atttypid AND d.deptype = 'e' WHERE c.relnamespace = 'wf'::regnamespace AND a.attnum > 0;
-- Running it again changes nothing.
SELECT wf.setup() AS version, wf.setup() AS again;
SELECT version, applied_by = session_user AS by_me FROM wf.migration;
SELECT code, label ->> 'en' AS label, label ->> 'zh' AS zh, is_final, counts_as_failure FROM wf.status ORDER BY is_final, code COLLATE "C";

-- The engine works as a role that can do nothing else. Nothing of the extension that runs with its owner's rights is a superuser's.
SELECT rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls,
       EXISTS (SELECT FROM pg_auth_members m WHERE r.oid IN (m.roleid, m.member)) AS in_roles
FROM pg_roles r WHERE rolname = 'wf_owner';
SELECT c.oid::regclass AS not_its_own FROM pg_class c WHERE c.relnamespace = 'wf'::regnamespace AND c.relowner <> 'wf_owner'::regrole AND c.relkind <> 'c'
UNION ALL
SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'wf'::regnamespace AND p.prosecdef AND p.proowner <> 'wf_owner'::regrole;
SELECT n.nspname AS "may create in" FROM pg_namespace n WHERE has_schema_privilege('wf_owner', n.oid, 'CREATE') AND n.nspname <> 'public' AND n.nspname !~ '^pg_toast' ORDER BY 1;
-- It makes the partitions and the sequences of serial numbers.
SET ROLE wf_owner;
SELECT wf.ensure_partitions('2002-01-15', 1);
RESET ROLE;
SELECT relowner::regrole FROM pg_class WHERE oid = 'wf.log_2002_01'::regclass;

-- Every object has a comment.
SELECT 'function ' || p.oid::regprocedure AS without_comment FROM pg_proc p
WHERE p.pronamespace = 'wf'::regnamespace AND obj_description(p.oid, 'pg_proc') IS NULL
UNION ALL
SELECT c.relkind::text || ' ' || c.oid::regclass FROM pg_class c
WHERE c.relnamespace = 'wf'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') AND obj_description(c.oid, 'pg_class') IS NULL
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'i')
UNION ALL
SELECT 'column ' || c.oid::regclass || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'wf'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
  AND col_description(c.oid, a.attnum) IS NULL;

-- Every public function's comment has an example, except what only views and setup use.
SELECT p.proname FROM pg_proc p
WHERE p.pronamespace = 'wf'::regnamespace AND p.proname NOT LIKE '\_%' AND obj_description(p.oid, 'pg_proc') NOT LIKE '%Example: %';

-- Dropping the extension keeps what was recorded; creating it again finds it.
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SET client_min_messages = error;
DROP EXTENSION wf_engine CASCADE;
RESET client_min_messages;
SELECT count(*) AS log_entries FROM wf.log;
\set VERBOSITY terse
DELETE FROM wf.log;
\set VERBOSITY default
CREATE EXTENSION wf_engine;
SELECT wf.setup();
SELECT wf.approve(1000001, actor => 'lena');
SELECT * FROM wf.verify(1);

-- Without setup, or with newer tables, every entry point says so.
DO $$ BEGIN UPDATE wf.migration SET version = 99 WHERE version = wf._schema_version(); END $$;
SELECT wf.setup();
\c -
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SET client_min_messages = error;
DROP SCHEMA wf CASCADE;
CREATE EXTENSION wf_engine;
RESET client_min_messages;
SELECT wf.start('leave', actor => 'alice');
\set VERBOSITY sqlstate
SELECT wf.current_actor();
SELECT wf.validate('{}');

-- What stands in the way of a migration is told in some lines, and nothing is half done.
\c -
\set VERBOSITY default
\set SHOW_CONTEXT always
DROP EXTENSION wf_engine CASCADE;
DROP SCHEMA wf CASCADE;
CREATE EXTENSION wf_engine;
CREATE TABLE wf.task (x integer);
SELECT wf.setup();
SELECT string_agg(relname, ', ') AS tables FROM pg_class WHERE relnamespace = 'wf'::regnamespace AND relkind IN ('r', 'p', 'v');
DROP TABLE wf.task;
-- Whoever is no superuser is refused at once, whatever they own.
CREATE ROLE regress_owner;
GRANT ALL ON SCHEMA wf TO regress_owner;
GRANT CREATE ON DATABASE :"DBNAME" TO regress_owner;
SET ROLE regress_owner;
SELECT wf.setup();
RESET ROLE;
SELECT string_agg(relname, ', ') AS tables FROM pg_class WHERE relnamespace = 'wf'::regnamespace AND relkind IN ('r', 'p', 'v');
REVOKE ALL ON SCHEMA wf FROM regress_owner;
REVOKE ALL ON DATABASE :"DBNAME" FROM regress_owner;
SELECT wf.setup();
GRANT USAGE ON SCHEMA wf TO regress_owner;
GRANT wf_admin TO regress_owner;
SET ROLE regress_owner;
SELECT wf.setup();
RESET ROLE;
REVOKE USAGE ON SCHEMA wf FROM regress_owner;
DROP ROLE regress_owner;
