-- What has left the log since an anchor was made: it is said, and no false alarm.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
SET timezone = 'UTC';
SELECT format('wf.log_%s', to_char(now(), 'YYYY_MM')) AS this_month, date_trunc('month', now()) AS first, date_trunc('month', now()) + interval '1 month' AS until,
       clock_timestamp() + interval '3 seconds' AS boundary \gset
DROP TABLE :this_month;
CREATE TABLE wf.log_old PARTITION OF wf.log FOR VALUES FROM (:'first') TO (:'boundary');
CREATE TABLE wf.log_new PARTITION OF wf.log FOR VALUES FROM (:'boundary') TO (:'until');
SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS running \gset
SELECT wf.start('leave', '{"days": 9}', actor => 'bob') AS ended \gset
SELECT wf.withdraw(:ended, actor => 'bob');
SELECT wf.start('leave', '{"days": 7}', actor => 'bob') AS idle \gset
SELECT wf.anchor() AS old \gset
SELECT wf.approve(:running * 1000000 + 1, 'fine', '{"days": 8}', actor => 'lena');
SELECT pg_sleep_until(:'boundary');
SELECT wf.comment(:running, 'after the boundary', actor => 'alice');
SELECT wf.anchor() AS before \gset
SELECT entries FROM wf.archive(before => clock_timestamp());
SELECT seq, action FROM wf.log WHERE instance_id = :running ORDER BY seq;
SELECT wf.anchor() AS after \gset
CREATE FUNCTION public.checked(anchors text[]) RETURNS TABLE (anchor bigint, holds boolean, instances bigint, message text) LANGUAGE sql AS $$
    SELECT a.place, c.holds, c.instances, c.message FROM unnest(anchors) WITH ORDINALITY AS a (anchor, place), wf.check_anchor(a.anchor) c ORDER BY 1
$$;
SELECT ARRAY[:'old', :'before', :'after'] AS anchors \gset
SELECT * FROM public.checked(:'anchors');

-- What can be checked is.
ALTER TABLE wf.log DISABLE TRIGGER USER;
BEGIN;
UPDATE wf.instance SET log_hash = '\x00' WHERE instance_id = :ended;
SELECT * FROM public.checked(:'anchors');
ROLLBACK;
BEGIN;
DELETE FROM wf.instance WHERE instance_id = :ended;
SELECT * FROM public.checked(:'anchors');
ROLLBACK;
BEGIN;
UPDATE wf.log SET comment = 'else' WHERE instance_id = :running AND seq = 3;
SELECT * FROM public.checked(:'anchors');
ROLLBACK;
BEGIN;
DELETE FROM wf.log WHERE instance_id = :idle;
SELECT * FROM public.checked(:'anchors');
ROLLBACK;
ALTER TABLE wf.log ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER append_only_truncate;

-- A proof begins at the checkpoint, or says what is missing.
SELECT jsonb_array_length(wf.prove(:running, :'after') -> 'entries') AS entries;
SELECT wf.prove(:running, :'before');
SELECT wf.prove(:running, :'old');
SELECT wf.prove(:ended, :'after');

-- Back again, all can be checked.
SELECT wf.attach_archive('log_old');
SELECT * FROM public.checked(:'anchors');
SELECT jsonb_array_length(wf.prove(:running, :'after') -> 'entries') AS entries, jsonb_array_length(wf.prove(:ended, :'old') -> 'entries') AS entries_of_ended;
DROP FUNCTION public.checked;
