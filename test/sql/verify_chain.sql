-- What somebody with all rights did to the log behind its triggers is found, and where.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, 'fine', '{"days": 8}', actor => 'lena');
SELECT wf.comment(:i, 'one', actor => 'alice');
SELECT wf.comment(:i, 'two', actor => 'alice');
SELECT wf.approve(:i * 1000000 + 2, actor => 'frank');
SELECT wf.start('leave', '{"days": 1}', actor => 'bob') AS other \gset
SELECT wf.withdraw(:other, actor => 'bob');
SELECT count(*) AS entries, count(DISTINCT hash) AS hashes, min(length(hash)) AS bytes FROM wf.log;
SELECT i.log_hash = l.hash AS same FROM wf.instance i JOIN wf.log l ON l.instance_id = i.instance_id AND l.seq = i.version;
SELECT * FROM wf.verify_chain(:i);
SELECT * FROM wf.verify_all();

-- Each of these in a transaction that is rolled back: what is found.
CREATE FUNCTION pg_temp.after(crime text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        ALTER TABLE wf.log DISABLE TRIGGER USER;
        EXECUTE crime;
        RETURN QUERY SELECT format('instance %s entry %s: %s', a.instance_id, a.seq, a.problem) FROM wf.verify_all() a ORDER BY a.instance_id, a.seq;
        RAISE EXCEPTION 'undo';
    EXCEPTION WHEN raise_exception THEN
        NULL;
    END;
END
$$;
SELECT format('UPDATE wf.log SET %I = %s WHERE instance_id = 1 AND seq = 3', c.column, c.value) AS crime, f.found
FROM (VALUES ('comment', '''three'''), ('comment', 'NULL'), ('actor', '''mallory'''), ('on_behalf_of', '''bob'''), ('action', '''approve'''), ('node', '''board'''),
             ('at', 'at + interval ''1 microsecond'''), ('context', '''{}'''), ('events', 'events || ''\x00'''), ('source', '''created'''), ('target', '''completed'''),
             ('task_id', '1000009'), ('cause', '1'), ('row_hash', '''\x00'''), ('row_image', '''{}'''), ('row_columns', '1'), ('as_of', 'now()'), ('hash', '''\x00'''), ('hash', 'NULL')) AS c ("column", value),
     LATERAL pg_temp.after(format('UPDATE wf.log SET %I = %s WHERE instance_id = 1 AND seq = 3', c.column, c.value)) AS f (found);
SELECT crime, f.found
FROM (VALUES ('DELETE FROM wf.log WHERE instance_id = 1 AND seq = 1'),
             ('DELETE FROM wf.log WHERE instance_id = 1 AND seq IN (2, 3)'),
             ('DELETE FROM wf.log WHERE instance_id = 1 AND seq = 5'),
             ('DELETE FROM wf.log WHERE instance_id = 1 AND seq > 2'),
             ('DELETE FROM wf.log WHERE instance_id = 1'),
             ('DELETE FROM wf.instance WHERE instance_id = 2'),
             ('UPDATE wf.instance SET log_hash = NULL WHERE instance_id = 2'),
             ('UPDATE wf.log SET seq = 7 - seq WHERE instance_id = 1 AND seq IN (3, 4)'),
             ('UPDATE wf.log SET instance_id = 2 WHERE instance_id = 1 AND seq = 4'),
             ('UPDATE wf.log SET seq = seq + 1 WHERE instance_id = 1 AND seq = 5'),
             ('INSERT INTO wf.log SELECT tenant_id, instance_id, 6, now(), action, actor, on_behalf_of, task_id, node, comment, source, target, context, events FROM wf.log WHERE instance_id = 1 AND seq = 4'),
             ('INSERT INTO wf.log SELECT tenant_id, instance_id, seq, at + interval ''1 microsecond'', action, actor, on_behalf_of, task_id, node, ''what?'', source, target, context, events FROM wf.log WHERE instance_id = 1 AND seq = 4'),
             ('UPDATE wf.log SET comment = ''three'' WHERE instance_id = 1 AND seq = 3; DELETE FROM wf.log WHERE instance_id = 1 AND seq = 5; UPDATE wf.instance SET version = 4, log_hash = (SELECT hash FROM wf.log WHERE instance_id = 1 AND seq = 4) WHERE instance_id = 1')) AS c (crime),
     LATERAL pg_temp.after(crime) AS f (found);
SELECT * FROM wf.verify_all(workers => 2);
SELECT * FROM wf.verify_all(workers => 0);

-- Several commands and follow-ups in one transaction, undone work, and what was rolled back leave a whole chain.
BEGIN;
SELECT wf.comment(:i, 'three', actor => 'alice');
SAVEPOINT s;
SELECT wf.approve(:i * 1000000 + 3, actor => 'grace');
ROLLBACK TO s;
SELECT wf.comment(:i, 'four', actor => 'alice');
COMMIT;
SELECT wf.undo(:i, actor => 'frank');
SELECT wf.redo(:i, actor => 'frank');
SELECT * FROM wf.verify_all();
-- The session's time zone, date style and language do not matter.
SET timezone = 'Asia/Shanghai';
SET datestyle = 'German';
SET intervalstyle = 'sql_standard';
SELECT * FROM wf.verify_all();
RESET timezone;
RESET datestyle;

-- From before there was a chain: entries without a hash are let be, as long as they come first.
SELECT wf.start('leave', '{"days": 2}', actor => 'bob') AS old \gset
ALTER TABLE wf.log DISABLE TRIGGER USER;
UPDATE wf.log SET hash = NULL WHERE instance_id = :old;
UPDATE wf.instance SET log_hash = NULL WHERE instance_id = :old;
SELECT wf.comment(:old, 'now with a hash', actor => 'bob');
SELECT * FROM wf.verify_all();
ALTER TABLE wf.log ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER append_only_truncate;
-- Strangers learn nothing.
SELECT count(*) FROM wf.verify_chain(4711);

-- What is long is stored compressed or elsewhere, and is hashed as it was written.
SELECT wf.start('leave', '{"days": 2}', actor => 'alice') AS i \gset
SELECT wf.comment(:i, repeat('c', 3000), actor => 'alice') AS compressed, wf.comment(:i, (SELECT string_agg(md5(n::text), '') FROM generate_series(1, 400) AS n), actor => 'alice') AS elsewhere;
SELECT wf.set_data(:i, jsonb_build_object('reason', (SELECT string_agg(md5(n::text), '') FROM generate_series(1, 400) AS n)), actor => 'root') AS form;
SELECT max(pg_column_size(comment)) < 3000 AS is_compressed, max(length(comment)) FROM wf.log WHERE instance_id = :i AND seq = 2;
SELECT * FROM wf.verify_chain(:i);
SELECT wf.approve(task_id, actor => 'lena') FROM wf.todo WHERE instance_id = :i;
SELECT wf.redact(:i, '{reason}', repeat('because ', 500)) AS redacted;
SELECT * FROM wf.verify_chain(:i);
SELECT count(*) AS problems FROM wf.verify_all() WHERE instance_id = :i;
