-- Without shared_preload_libraries there is no worker, and nobody misses it: test/tap/worker.pl has the one that runs.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
SELECT * FROM wf.worker;
SET ROLE wf_admin;
SELECT count(*) FROM wf.worker;
SET ROLE wf_user;
SELECT count(*) FROM wf.worker;
SELECT count(*) FROM wf._worker();
RESET ROLE;
-- Its settings are those of the server, not of a session.
SET wf_engine.databases = 'postgres';
-- What is no list of names of databases is refused, also by a reload.
ALTER SYSTEM SET wf_engine.databases = 'app,,other';
ALTER SYSTEM SET wf_engine.databases = '"app';
SELECT format('ALTER SYSTEM SET wf_engine.databases = %L', repeat('x', 64)) AS statement \gset
:statement;
SELECT format('ALTER SYSTEM SET wf_engine.databases = %L', string_agg('x' || n, ',')) AS statement FROM generate_series(1, 65) AS n \gset
:statement;
