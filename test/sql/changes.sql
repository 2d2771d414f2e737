-- wf._changes: what is new in the log, by the order in which transactions are over. test/isolation/specs/changes_in_doubt.spec: none is overtaken.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf._changes() - 'after' AS nothing_yet;
SELECT wf._changes() ->> 'after' AS place \gset
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT wf.start('leave', '{"days": 1}', actor => 'bob');
SELECT wf.approve(1000001, actor => 'lena');
SELECT wf._changes(:'place') ->> 'after' AS later \gset
CREATE FUNCTION pg_temp.told(place text, most integer DEFAULT 1000) RETURNS TABLE (tenant_id text, instance_id text, seq text) LANGUAGE sql AS $$
    SELECT c ->> 1, c ->> 2, c ->> 3 FROM jsonb_array_elements(wf._changes(place, most) -> 'changes') WITH ORDINALITY AS e (c, n) ORDER BY n
$$;
SELECT * FROM pg_temp.told(:'place');
-- Not twice, and what is rolled back not at all.
SELECT * FROM pg_temp.told(:'later');
BEGIN;
SELECT wf.withdraw(2, actor => 'bob');
ROLLBACK;
SELECT * FROM pg_temp.told(:'later');
-- Within a subtransaction, too.
BEGIN;
SAVEPOINT s;
SELECT wf.comment(2, 'soon', actor => 'bob');
RELEASE s;
COMMIT;
SELECT * FROM pg_temp.told(:'later');
-- Each carries its transaction, so that who has been told a part can leave it out.
SELECT count(*) FILTER (WHERE (c ->> 0)::bigint < split_part(:'later', '-', 1)::bigint) AS told, count(*) FROM jsonb_array_elements(wf._changes(:'place') -> 'changes') c;
-- More than was asked for, a place too old, one of another server: read again.
SELECT wf._changes(:'place', 2) -> 'changes' AS too_many;
SELECT wf._changes(split_part(:'place', '-', 1) || '-0') -> 'changes' AS too_old;
SELECT wf._changes('999999999999-' || split_part(:'place', '-', 2)) -> 'changes' AS elsewhere;
SELECT wf._changes('yesterday');
SELECT wf._changes('1-1; DROP TABLE wf.log');
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT wf._changes();
ROLLBACK;
-- The end of the log is found without reading all of it.
SELECT count(*) AS "partitions without it" FROM wf._log_partitions() p
WHERE NOT EXISTS (SELECT FROM pg_index x WHERE x.indrelid = p.relation AND pg_get_indexdef(x.indexrelid) ~ 'USING brin \(at\)');
-- For wf_reader, and nobody else.
SET ROLE wf_reader;
SELECT wf._changes() ? 'after' AS allowed;
SET ROLE wf_app;
SELECT wf._changes();
RESET ROLE;
