-- The session of the README, statement by statement, taken from the README itself so that it cannot rot.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
SET client_min_messages = error;
DROP EXTENSION IF EXISTS wf_engine CASCADE;
DROP SCHEMA IF EXISTS wf CASCADE;
RESET client_min_messages;
\setenv README :abs_srcdir/../README.md
\! sed -n '/^```sql$/,/^```$/p' "$README" | grep -v '^```' > "$PG_ABS_BUILDDIR/results/readme_session.psql"
\getenv abs_builddir PG_ABS_BUILDDIR
\set session :abs_builddir /results/readme_session.psql
\pset format unaligned
\set ECHO all
\i :session
