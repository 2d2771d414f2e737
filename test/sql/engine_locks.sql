-- Nobody keeps others from working by an advisory lock: those of the engine cannot be taken from SQL.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
-- All kinds that SQL can take are 1 and 2.
BEGIN;
SELECT wf.load_directory('{}') IS NOT NULL AS loaded;
SELECT wf.suspend_definition('leave') AS version;
SELECT wf.send_message('paid', 'order 7') AS taken_by;
SELECT wf.add_delegation('lena', 'grace', now() + interval '1 day', now() + interval '2 days', actor => 'lena') IS NOT NULL AS delegated;
SELECT objsubid AS kind, count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() GROUP BY objsubid;
ROLLBACK;
SET ROLE wf_user;
SELECT wf._lock('load_directory', 0);
RESET ROLE;
-- Equal ids do not double with each step.
SET statement_timeout = '10s';
SELECT count(*) FROM wf._cycle_members(array_fill('a'::text, ARRAY[5000]), array_fill('a'::text, ARRAY[5000]));
SELECT wf._who_is_in_a_cycle(array_fill('a'::text, ARRAY[5000]), array_fill('a'::text, ARRAY[5000]));
RESET statement_timeout;
-- An item that is neither a person nor a group.
SELECT wf._replace_leavers(0, ARRAY['lena']);
-- Whoever lacks a right hears of it before anything happens.
CREATE ROLE regress_nobody;
GRANT USAGE ON SCHEMA wf TO regress_nobody;
GRANT EXECUTE ON FUNCTION wf.setup, wf._schema_version(), wf._check_setup(), wf._check_encoding() TO regress_nobody;
\set VERBOSITY terse
SET ROLE regress_nobody;
SELECT wf.setup();
RESET ROLE;
DROP OWNED BY regress_nobody;
DROP ROLE regress_nobody;
-- An administrator makes partitions; they belong to whom the log belongs.
CREATE ROLE regress_keeper IN ROLE wf_admin;
SET ROLE regress_keeper;
SELECT wf.ensure_partitions('2001-01-15', 1);
RESET ROLE;
SELECT count(DISTINCT relowner) FROM pg_class WHERE oid IN ('wf.log'::regclass, 'wf.log_2001_01'::regclass);
DROP ROLE regress_keeper;
