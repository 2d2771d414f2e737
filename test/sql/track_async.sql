-- wf.track, asynchronously: what is logged does not depend on it, nor what is read.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = error;
DROP SCHEMA IF EXISTS tracking CASCADE;
CREATE SCHEMA tracking;
SET search_path = tracking;
\set VERBOSITY terse
\set mode async
\set changes :abs_srcdir /sql/tracking.psql
\i :changes
