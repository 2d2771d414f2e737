-- Every example of the reference and of the how-to pages runs: those of a page in order, in the company that docs/reference/sql/README.md
-- ends with. A page is named, and below it what PostgreSQL says of an example that fails, with its line in results/reference_examples.psql.
\set ECHO none
\set QUIET on
\getenv abs_srcdir PG_ABS_SRCDIR
\getenv abs_builddir PG_ABS_BUILDDIR
SET client_min_messages = error;
DROP EXTENSION IF EXISTS wf_engine CASCADE;
DROP SCHEMA IF EXISTS wf CASCADE;
CREATE EXTENSION wf_engine;
DO $$ BEGIN PERFORM wf.setup(); END $$;
-- Other tests leave tables in public.
DROP SCHEMA IF EXISTS examples CASCADE;
CREATE SCHEMA examples;
SET search_path = examples;
\! cd "$PG_ABS_SRCDIR/../docs" && awk -v part=examples -f "$PG_ABS_SRCDIR/sql/pages.awk" "$PWD"/reference/sql/README.md "$PWD"/reference/sql/[a-z]*.md "$PWD"/reference/*.md "$PWD"/how-to/*.md > "$PG_ABS_BUILDDIR/results/reference_examples.psql"
\set examples :abs_builddir /results/reference_examples.psql
\set ON_ERROR_ROLLBACK on
\set QUIET on
\set SHOW_CONTEXT never
\o /dev/null
\i :examples
\o
