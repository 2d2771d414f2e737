-- examples/: the directory has everybody whom the processes name, and each of them finds its approvers.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = warning;
DROP EXTENSION wf_engine CASCADE;
DROP SCHEMA IF EXISTS wf CASCADE;
CREATE EXTENSION wf_engine;
SELECT wf.setup() \g /dev/null
\set directory `cat "$PG_ABS_SRCDIR/../examples/directory.json"`
\set leave `cat "$PG_ABS_SRCDIR/../examples/leave.json"`
\set expense `cat "$PG_ABS_SRCDIR/../examples/expense.json"`
\set purchase `cat "$PG_ABS_SRCDIR/../examples/purchase_zh.json"`
\set ECHO all
SELECT key, value ->> 'added' AS added FROM jsonb_each(wf.load_directory(:'directory'));
SELECT * FROM wf.check_directory() WHERE severity <> 'info';
SELECT severity, code, path FROM unnest(ARRAY[:'leave', :'expense', :'purchase']::jsonb[]) AS d, wf.validate(d);
SELECT d ->> 'key' AS key, wf.deploy(d) AS version FROM unnest(ARRAY[:'leave', :'expense', :'purchase']::jsonb[]) AS d;
SELECT d.key, s.what, s.node, s.person_id, s.detail
FROM (VALUES ('leave', '{"days": 9, "kind": "annual"}'::jsonb), ('expense', '{"amount": 700, "department": "IT", "kind": "goods"}'), ('purchase_zh', '{"amount": 700, "kind": "goods"}'))
    AS d (key, data), wf.simulate(d.key, 'alice', d.data) AS s
WHERE s.what IN ('approver', 'nobody', 'result') ORDER BY d.key, s.step, s.person_id;
