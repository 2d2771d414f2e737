-- The tutorials, word for word: each block of SQL runs in a session of its own, and what the page shows under it is compared with what psql
-- prints, except for blank lines and blanks at the end. A difference is shown as diff does it, the page first; so is an error that no page shows.
\set ECHO none
\set QUIET on
\getenv abs_srcdir PG_ABS_SRCDIR
SET client_min_messages = error;
DROP EXTENSION IF EXISTS wf_engine CASCADE;
DROP SCHEMA IF EXISTS wf CASCADE;
DROP TABLE IF EXISTS expense;
\setenv PGDATABASE :DBNAME
\setenv PGUSER :USER
\setenv PGHOST :HOST
\setenv PGPORT :PORT
\! rm -rf "$PG_ABS_BUILDDIR/results/tutorial" && mkdir -p "$PG_ABS_BUILDDIR/results/tutorial"
\! awk -v directory="$PG_ABS_BUILDDIR/results/tutorial" -f "$PG_ABS_SRCDIR/sql/blocks.awk" "$PG_ABS_SRCDIR/../docs/tutorial/first-approval.md" "$PG_ABS_SRCDIR/../docs/tutorial/second-approval.md"
\! cd "$PG_ABS_BUILDDIR/results/tutorial" && for block in *.sql; do psql -X < $block 2>&1 | sed 's/ *$//; /^$/d' > ${block%.sql}.server; done
\! cd "$PG_ABS_BUILDDIR/results/tutorial" && for page in *.page; do sed 's/ *$//; /^$/d' $page | diff -U 5 - ${page%.page}.server; done
\! cd "$PG_ABS_BUILDDIR/results/tutorial" && for server in *.server; do [ -e ${server%.server}.page ] || grep -H ERROR $server; done
\! cd "$PG_ABS_BUILDDIR/results/tutorial" && echo "outputs that were compared: $(ls *.page | wc -l)"
DROP EXTENSION wf_engine CASCADE;
DROP SCHEMA wf CASCADE;
DROP TABLE expense;
