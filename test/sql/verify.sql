-- wf.verify: whatever somebody changes behind the engine's back is named.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
SET client_min_messages = warning;
CREATE TABLE public.slip (id integer PRIMARY KEY);
INSERT INTO public.slip VALUES (17);
SELECT wf.deploy('{"key": "slip", "name": "Slip", "start": {"serial": {"prefix": "S-", "digits": 4}}, "nodes": [{"id": "start", "type": "start"},
    {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
    {"id": "none", "type": "approval", "approvers": [{"by": "role", "role": "nobody"}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "none"}, {"from": "none", "to": "end"}]}') \g /dev/null
SELECT wf.start('slip', title => 'Slip 17', business_table => 'public.slip', business_key => '17', actor => 'alice') AS i \gset
SELECT wf.comment(:i, 'hurry', actor => 'alice') \g /dev/null
SELECT wf.approve(:i * 1000000 + 1, comment => 'fine', actor => 'lena') \g /dev/null
-- What wf.verify says after a change that is taken back again.
CREATE FUNCTION pg_temp.after(change text) RETURNS TABLE (subject text, expected text, found text) LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        EXECUTE change;
        RETURN QUERY SELECT v.* FROM wf.verify(1) v;
        RAISE EXCEPTION USING ERRCODE = 'ZZ000';
    EXCEPTION WHEN SQLSTATE 'ZZ000' THEN
    END;
END
$$;
ALTER TABLE wf.log DISABLE TRIGGER append_only;
SELECT format('wf.log_%s', to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')) AS partition \gset
\set QUIET off
\set ECHO all

SELECT seq, action, actor, node, task_id, cause, source, target FROM wf.log ORDER BY seq;
SELECT * FROM wf.verify(:i);

-- The instance.
SELECT * FROM pg_temp.after($$UPDATE wf.instance SET title = 'Slip 18'$$);
SELECT * FROM pg_temp.after($$UPDATE wf.instance SET business_key = '18'$$);
SELECT * FROM pg_temp.after($$UPDATE wf.instance SET business_table = NULL, business_key = NULL$$);
SELECT * FROM pg_temp.after($$UPDATE wf.instance SET serial_no = 'S-0002'$$);
SELECT * FROM pg_temp.after($$UPDATE wf.instance SET serial_no = NULL$$);
SELECT * FROM pg_temp.after($$UPDATE wf.instance SET initiator = 'bob'$$);
SELECT * FROM pg_temp.after($$UPDATE wf.instance SET status = 'completed'$$);
SELECT * FROM pg_temp.after($$UPDATE wf.instance SET version = 9$$);
SELECT subject FROM pg_temp.after($$UPDATE wf.instance SET started_at = started_at - interval '1 hour'$$);
SELECT subject FROM pg_temp.after($$UPDATE wf.instance SET ended_at = now()$$);
SELECT subject FROM pg_temp.after($$UPDATE wf.instance SET data = '{"amount": 1}'$$);
SELECT * FROM pg_temp.after($$UPDATE wf.instance SET parent_instance_id = 7, parent_token = 2, revokes_instance_id = 5$$);

-- Its definition.
SELECT subject, expected = found AS same FROM pg_temp.after($$UPDATE wf.definition SET source = jsonb_set(source, '{nodes,1,approvers,0,users}', '["bob"]') WHERE key = 'slip'$$);
SELECT subject FROM pg_temp.after($$UPDATE wf.definition SET checksum = 'x' WHERE key = 'slip'$$);
SELECT * FROM pg_temp.after($$UPDATE wf.definition SET version = 2 WHERE key = 'slip'$$);
SELECT * FROM pg_temp.after($$UPDATE wf.definition SET key = 'slap' WHERE key = 'slip'$$);
SELECT subject, expected FROM pg_temp.after($$UPDATE wf.instance SET definition_id = (SELECT definition_id FROM wf.definition WHERE key = 'leave')$$);

-- The columns of the log.
SELECT * FROM pg_temp.after($$UPDATE wf.log SET action = 'reject' WHERE seq = 3$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET action = 'approve' WHERE seq = 2$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET actor = 'bob' WHERE seq = 1$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET actor = 'bob' WHERE seq = 3$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET actor = 'bob' WHERE seq = 4$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET on_behalf_of = 'grace' WHERE seq = 3$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET node = 'none' WHERE seq = 3$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET task_id = task_id + 1 WHERE seq = 3$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET task_id = task_id + 1000000 WHERE seq = 3$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET task_id = NULL WHERE seq = 3$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET source = 'returned' WHERE seq = 3$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET target = 'no such status' WHERE seq = 3$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET cause = NULL WHERE seq = 4$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET cause = 1 WHERE seq = 3$$);
SELECT subject FROM pg_temp.after($$UPDATE wf.log SET at = at + interval '1 microsecond' WHERE seq = 1$$);
SELECT * FROM pg_temp.after($$UPDATE wf.log SET at = (SELECT at FROM wf.log WHERE seq = 1) WHERE seq = 3$$);
-- Its events: what they would have made is not there.
SELECT subject FROM pg_temp.after($$UPDATE wf.log SET events = overlay(events PLACING 'dora' FROM position('lena' IN events)) WHERE seq = 3$$);
SELECT * FROM wf.verify(:i);
