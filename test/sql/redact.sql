-- Fields of the form are blanked wherever the engine keeps them; who, when and why stays, and so does the chain.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- Whatever row of schema wf or of the archive still has this text, as bytes, JSON or text.
CREATE FUNCTION pg_temp.traces(secret text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    t record;
    n bigint;
BEGIN
    FOR t IN SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
             WHERE s.nspname IN ('wf', 'wf_archive') AND c.relkind = 'r' AND NOT c.relispartition OR c.oid = 'wf.log'::regclass ORDER BY c.oid::regclass::text LOOP
        EXECUTE format('SELECT count(*) FROM %s r WHERE to_jsonb(r)::text LIKE %L OR to_jsonb(r)::text LIKE %L', t.name, '%' || secret || '%', '%' || encode(secret::bytea, 'hex') || '%') INTO n;
        IF n > 0 THEN
            RETURN NEXT regexp_replace(t.name::text, '\d+', 'N', 'g') || ': ' || n;
        END IF;
    END LOOP;
END
$$;

SELECT wf.start('leave', '{"days": 9, "reason": "SECRET one"}', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, 'fine', '{"days": 8, "reason": "SECRET two"}', actor => 'lena');
SELECT wf.save_draft(:i * 1000000 + 2, '{"reason": "SECRET draft"}', actor => 'frank');
SELECT wf.start('leave', '{"days": 1, "reason": "SECRET of another"}', actor => 'bob') AS other \gset
-- It runs.
SELECT wf.redact(:i, '{reason}', 'asked for');
SELECT wf.withdraw(:other, actor => 'bob');
SELECT wf.cancel(:i, actor => 'root');
SELECT wf.anchor() AS anchor \gset
-- Refused.
SELECT wf.redact(:i, '{reason}', ' ');
SELECT wf.redact(:i, '{reason}', NULL);
SELECT wf.redact(:i, '{}', 'asked for');
SELECT wf.redact(:i, '{reason,iban}', 'asked for');
SELECT wf.redact(99, '{reason}', 'asked for');
SELECT count(*) AS entries FROM wf.log WHERE instance_id = :i;

SELECT trace FROM pg_temp.traces('SECRET') AS trace;
SELECT wf.redact(:i, '{reason}', 'asked for by Alice') AS entries;
SELECT trace FROM pg_temp.traces('SECRET') AS trace;
SELECT data FROM wf.instance_list WHERE instance_id = :i;
SELECT seq, action, actor, comment, jsonb_path_query_array(wf.events(events), '$[*].data') AS data FROM wf.log WHERE instance_id = :i ORDER BY seq;
SELECT e ->> 'type' AS type, e -> 'fields' AS fields, jsonb_path_query_array(e, '$.entries[*].seq') AS entries
FROM wf.log h, jsonb_array_elements(wf.events(h.events)) e WHERE h.instance_id = :i AND h.action = 'redact';
SELECT wf.data_at(:i, 2);
-- Nothing is left to blank, and nothing is said.
SELECT wf.redact(:i, '{reason,kind}', 'once more') AS entries;
SELECT max(seq) AS entries FROM wf.log WHERE instance_id = :i;
-- All holds.
SELECT * FROM wf.verify(:i);
SELECT * FROM wf.verify_chain(:i);
SELECT * FROM wf.verify_all();
SELECT holds, message FROM wf.check_anchor(:'anchor');
SELECT wf.replay(:i) - 'data' = wf.state(:i) - 'data' AS same, wf.replay(:i) -> 'data' AS data;
-- A second one, of what the first has left.
SELECT wf.redact(:i, '{days}', 'asked for again') AS entries;
SELECT * FROM wf.verify(:i);
SELECT * FROM wf.verify_all();

-- Whoever changes a blanked entry behind the triggers is found, and whoever says that it was blanked.
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
SELECT crime, f.found
FROM (VALUES ('UPDATE wf.log SET comment = ''Fine'' WHERE instance_id = 1 AND seq = 2'),
             ('UPDATE wf.log SET hash = ''\x00'' WHERE instance_id = 1 AND seq = 2'),
             ('DELETE FROM wf.log WHERE instance_id = 1 AND seq = 2'),
             ('UPDATE wf.log SET comment = ''because'' WHERE instance_id = 1 AND action = ''redact'' AND seq = 5'),
             ('DELETE FROM wf.log WHERE instance_id = 1 AND action = ''redact''')) AS c (crime),
     LATERAL pg_temp.after(crime) AS f (found);

-- Nobody else may write the log: not a superuser, nor a function of the engine that they call.
\set VERBOSITY terse
UPDATE wf.log SET comment = 'x' WHERE instance_id = :i;
DELETE FROM wf.log WHERE instance_id = :i;
TRUNCATE wf.log;
SET session_replication_role = replica;
UPDATE wf.log SET comment = 'x' WHERE instance_id = :i;
RESET session_replication_role;
SELECT wf._is_rewriting(0, :i);
-- After one that failed on its way, too.
CREATE FUNCTION pg_temp.fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'on the way'; END $$;
CREATE TRIGGER zz_fails BEFORE UPDATE ON wf.log FOR EACH ROW EXECUTE FUNCTION pg_temp.fails();
SELECT wf.redact(:other, '{reason}', 'asked for');
DROP TRIGGER zz_fails ON wf.log;
SELECT wf._is_rewriting(0, :other);
UPDATE wf.log SET comment = 'x' WHERE instance_id = :other;
\set VERBOSITY default

-- It can be taken up again: with what is left.
SELECT wf.undo(:i, actor => 'root') > 0 AS undone;
SELECT status, data FROM wf.instance_list WHERE instance_id = :i;
SELECT * FROM wf.verify(:i);
SELECT * FROM wf.verify_all();

-- A bound row: its columns in signatures and the title go, the row itself is its owner's.
CREATE TABLE account (id integer PRIMARY KEY, iban text, amount numeric, state text);
INSERT INTO account VALUES (1, 'SECRET iban', 100);
SELECT wf.deploy('{"key": "open", "business_table": "public.account", "form": {"fields": [{"name": "number", "type": "text"}, {"name": "amount", "type": "number"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "look", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "look"}, {"from": "look", "to": "end"}]}') AS v;
SELECT wf.bind('account', 'open', '{"data": {"number": "iban", "amount": "amount"}, "keep": "row", "title": "\"Account \" + iban", "status": {"column": "state", "codes": {"running": "asked", "completed": "open"}}}');
SELECT wf.start('open', business_key => '1', actor => 'alice') AS bound \gset
SELECT wf.approve(:bound * 1000000 + 1, 'fine', actor => 'lena');
SELECT title, data, status FROM wf.instance_list WHERE instance_id = :bound;
SELECT wf.redact(:bound, '{number}', 'asked for') AS entries;
SELECT title, data, status FROM wf.instance_list WHERE instance_id = :bound;
SELECT seq, row_image FROM wf.log WHERE instance_id = :bound ORDER BY seq;
SELECT trace FROM pg_temp.traces('SECRET iban') AS trace;
SELECT * FROM account;
SELECT * FROM wf.verify(:bound);
SELECT * FROM wf.verify_chain(:bound);
-- Without its row, and without the binding.
DELETE FROM account;
SELECT wf.redact(:bound, '{amount}', 'asked for') AS entries;
SELECT wf.unbind('account', 'open');
SELECT wf.redact(:bound, '{amount}', 'asked for') AS entries;
SELECT seq, row_image FROM wf.log WHERE instance_id = :bound AND row_image IS NOT NULL ORDER BY seq;
SELECT * FROM wf.verify_chain(:bound);

-- Notices: what templates made of the form is removed, of this instance only.
SET wf_engine.notify = 'todo';
SELECT wf.set_notification_template('todo', '{title} waits', 'because of {reason}', 'leave');
SELECT wf.start('leave', '{"days": 1, "reason": "SECRET notice"}', actor => 'alice') AS told \gset
SELECT wf.start('leave', '{"days": 1, "reason": "PUBLIC notice"}', actor => 'alice') AS other_told \gset
SELECT wf.withdraw(:told, actor => 'alice');
SELECT payload ->> 'content' AS content FROM wf.outbox ORDER BY outbox_id;
SELECT wf.redact(:told, '{reason}', 'asked for') AS entries;
SELECT payload - 'instance_id' - 'task_id' AS payload FROM wf.outbox ORDER BY outbox_id;
SELECT trace FROM pg_temp.traces('SECRET notice') AS trace;
SELECT wf.purge('leave', interval '0', 'asked for') > 0 AS purged;
SELECT payload ->> 'content' AS content FROM wf.outbox ORDER BY outbox_id;
SELECT * FROM wf.verify_all();
