-- Entries of the log that are missing (an archived partition) or cannot be read: nobody answers as if there had been none.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
SET client_min_messages = warning;
CREATE TABLE public.receipt (id integer PRIMARY KEY, days numeric);
INSERT INTO public.receipt VALUES (1, 2);
SELECT wf.deploy('{"key": "receipt", "form": {"fields": [{"name": "days", "type": "number"}]}, "nodes": [{"id": "start", "type": "start"},
    {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
    {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}], "fields": {"days": "write"}}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "boss"}, {"from": "boss", "to": "end"}]}') \g /dev/null
SELECT wf.bind('public.receipt', 'receipt') \g /dev/null
SELECT wf.start('receipt', business_table => 'public.receipt', business_key => '1', actor => 'alice') AS i \gset
SELECT wf.comment(:i, 'hurry', actor => 'alice') \g /dev/null
SELECT wf.approve(:i * 1000000 + 1, 'fine', actor => 'lena') \g /dev/null
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS other \gset
CREATE FUNCTION pg_temp.answer(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _answer text;
    _detail text;
BEGIN
    EXECUTE call INTO _answer;
    RETURN coalesce(_answer, 'null');
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS _detail = PG_EXCEPTION_DETAIL;
    RETURN concat_ws(' ', SQLSTATE, _detail);
END $$;
-- What everybody who looks into the log answers after a change, which is taken back again.
CREATE FUNCTION pg_temp.after(change text) RETURNS TABLE (call text, answer text) LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        EXECUTE change;
        RETURN QUERY SELECT c, pg_temp.answer(statement) FROM (VALUES
            ('progress', 'SELECT count(*) FROM wf.progress WHERE instance_id = 1'), ('timeline', 'SELECT count(*) FROM wf.timeline WHERE instance_id = 1'),
            ('replay', 'SELECT wf.replay(1) ->> ''version'''), ('state_at', 'SELECT wf.state_at(1, now() + interval ''1 hour'') ->> ''version'''),
            ('state_at before', 'SELECT wf.state_at(1, started_at - interval ''1 hour'') ->> ''version'' FROM wf.instance WHERE instance_id = 1'),
            ('state_at between', 'SELECT wf.state_at(1, at) ->> ''version'' FROM pg_temp.moment'),
            ('data_at', 'SELECT wf.data_at(1, 3)'), ('changed_after_approval', 'SELECT count(*) FROM wf.changed_after_approval(1)'),
            ('what_was_signed', 'SELECT count(*) FROM wf.what_was_signed(instance_id => 1)'), ('undo', 'SELECT wf.undo(1, actor => ''lena'')'),
            ('restore', 'SELECT wf.restore(1, 1, actor => ''root'')'),
            ('history', 'SELECT string_agg(concat_ws('' '', seq, action, data), '', '' ORDER BY seq) FROM wf.history WHERE instance_id = 1'),
            ('history of all', 'SELECT count(*) FROM wf.history'),
            ('verify', 'SELECT string_agg(concat_ws('' '', subject, expected, found), ''; '') FROM wf.verify(1)'),
            ('verify all', 'SELECT string_agg(DISTINCT i.instance_id || '' '' || v.subject, '', '') FROM wf.instance i, wf.verify(i.instance_id) v')) AS x (c, statement);
        RAISE EXCEPTION USING ERRCODE = 'ZZ000';
    EXCEPTION WHEN SQLSTATE 'ZZ000' THEN
    END;
END
$$;
CREATE TEMP TABLE moment AS SELECT at FROM wf.log WHERE instance_id = 1 AND seq = 2;
ALTER TABLE wf.log DISABLE TRIGGER append_only;
\set QUIET off
\set ECHO all

SELECT * FROM pg_temp.after('SELECT');
-- All of them, the first, one in the middle, the last.
SELECT * FROM pg_temp.after('DELETE FROM wf.log WHERE instance_id = 1');
SELECT * FROM pg_temp.after('DELETE FROM wf.log WHERE instance_id = 1 AND seq = 1');
SELECT * FROM pg_temp.after('DELETE FROM wf.log WHERE instance_id = 1 AND seq = 2');
SELECT * FROM pg_temp.after('DELETE FROM wf.log WHERE instance_id = 1 AND seq = 3');
-- Entries that cannot be read, or not be replayed, and a snapshot.
SELECT * FROM pg_temp.after($$UPDATE wf.log SET events = '\xff00' WHERE instance_id = 1 AND seq = 2$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET events = (SELECT events FROM wf.log WHERE instance_id = 1 AND seq = 3) WHERE instance_id = 1 AND seq = 1$$);
SELECT * FROM pg_temp.after($$UPDATE wf.instance SET state = '\xff00' WHERE instance_id = 1$$) WHERE call ~ 'verify';

-- Commands go on without: they read the snapshot.
SELECT format('wf.log_%s', to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')) AS month \gset
\set QUIET on
SET client_min_messages = error;
ALTER TABLE wf.log DETACH PARTITION :month;
ALTER TABLE :month RENAME TO archived;
\set QUIET off
SELECT wf.approve(:i * 1000000 + 2, actor => 'frank'), wf.approve(:other * 1000000 + 1, actor => 'lena');
SELECT instance_id, status, version, pg_temp.answer(format('SELECT count(*) FROM wf.progress WHERE instance_id = %s', instance_id)) AS progress FROM wf.instance ORDER BY 1;
