-- wf.bind: random people write random columns of bound rows, and act on their approvals at random. After every step form and row are one,
-- the log is the state, every signature has its content, and no row is ordered without a completed approval of what it is.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{"key": "look", "form": {"fields": [{"name": "amount", "type": "number"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "see", "type": "approval", "approvers": [{"by": "users", "users": ["carol"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "see"}, {"from": "see", "to": "end"}]}');
SELECT wf.deploy('{"key": "buy",
    "form": {"fields": [{"name": "amount", "type": "number", "material": true}, {"name": "item", "type": "text"}, {"name": "remark", "type": "text"},
        {"name": "double", "type": "number", "computed": "amount * 2"}]},
    "nodes": [{"id": "start", "type": "start"},
        {"id": "desk", "type": "approval", "approvers": [{"by": "users", "users": ["heidi", "eve"]}], "mode": "all", "fields": {"amount": "write", "remark": "write"}},
        {"id": "look", "type": "call", "definition": "look"},
        {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "fields": {"item": "write"}},
        {"id": "how_much", "type": "exclusive"},
        {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "desk"}, {"from": "desk", "to": "look"}, {"from": "look", "to": "lead"}, {"from": "lead", "to": "how_much"},
        {"from": "how_much", "to": "boss", "when": "amount > 1000"}, {"from": "how_much", "to": "end", "default": true}, {"from": "boss", "to": "end"}]}');
CREATE TABLE purchase (id integer PRIMARY KEY, buyer text, amount numeric, item text, twice numeric GENERATED ALWAYS AS (amount * 2) STORED,
    state text DEFAULT 'draft', changed_by text, seen integer DEFAULT 0);
SELECT wf.bind('purchase', 'buy', '{"start": {"column": "state", "is": "asked"}, "initiator": "buyer", "actor": "changed_by", "on_delete": "cancel",
    "always_writable": ["changed_by", "seen"], "require": {"column": "state", "is": ["ordered"]},
    "status": {"column": "state", "codes": {"running": "running", "returned": "returned", "completed": "approved", "rejected": "refused",
        "withdrawn": "draft", "canceled": "draft", "revoked": "revoked"}}}');
SELECT wf.bind('purchase', 'look', '{"always_writable": ["changed_by", "seen", "state"], "on_delete": "cancel"}');
INSERT INTO purchase (id, buyer, amount, item) SELECT i, 'alice', i * 300, 'chair' FROM generate_series(1, 3) AS i;

-- One step: what somebody does; what is refused leaves no trace. Gives the SQLSTATE, or 'done'.
CREATE FUNCTION pg_temp.attempt(step text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE step;
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
CREATE FUNCTION pg_temp.any_of(VARIADIC list text[]) RETURNS text LANGUAGE sql AS $$ SELECT list[1 + floor(random() * cardinality(list))::integer] $$;
CREATE FUNCTION pg_temp.any_step() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _id integer := 1 + floor(random() * 3);
    _amount integer := floor(random() * 2000);
    _instance bigint := (SELECT max(instance_id) FROM wf.instance_list WHERE business_key = _id::text AND definition_key = 'buy');
    _task record;
    _person text := pg_temp.any_of('alice', 'bob', 'heidi', 'eve', 'carol', 'lena', 'frank', 'root');
BEGIN
    SELECT t.task_id, t.assignee INTO _task FROM wf.todo t JOIN wf.instance_list i USING (instance_id) WHERE i.business_key = _id::text
        ORDER BY random() LIMIT 1;
    _person := CASE WHEN random() < 0.75 THEN coalesce(_task.assignee, _person) ELSE _person END;
    IF random() < 0.4 THEN
        RETURN CASE floor(random() * 11)::integer
            WHEN 0 THEN format('UPDATE purchase SET amount = %s, changed_by = %L WHERE id = %s', _amount, nullif(_person, 'root'), _id)
            WHEN 1 THEN format('UPDATE purchase SET amount = amount + 0.00, item = %L WHERE id = %s', pg_temp.any_of('chair', 'desk', 'lamp'), _id)
            WHEN 2 THEN format('UPDATE purchase SET amount = %s, item = NULL, changed_by = NULL WHERE id = %s', _amount, _id)
            WHEN 3 THEN format('UPDATE purchase SET state = ''asked'', amount = %s, buyer = ''alice'' WHERE id = %s AND state <> ''approved''', _amount, _id)
            WHEN 4 THEN format('UPDATE purchase SET state = ''ordered'' WHERE id = %s', _id)
            WHEN 5 THEN 'UPDATE purchase SET seen = seen + 1'
            WHEN 6 THEN format('INSERT INTO purchase (id, buyer, amount, item, state) VALUES (%s, ''alice'', %s, ''new'', %L)', _id, _amount,
                pg_temp.any_of('draft', 'asked', 'ordered'))
            WHEN 7 THEN format('DELETE FROM purchase WHERE id = %s AND random() < 0.15', _id)
            WHEN 8 THEN format('UPDATE purchase SET state = %L WHERE id = %s', pg_temp.any_of('draft', 'approved', 'running', 'refused'), _id)
            ELSE format('UPDATE purchase SET state = ''asked'' WHERE id = %s AND state <> ''approved''', _id)
        END;
    END IF;
    RETURN CASE floor(random() * 30)::integer
        WHEN 0 THEN format('SELECT wf.approve(%s, actor => %L)', _task.task_id, _person)
        WHEN 1 THEN format('SELECT wf.approve(%s, actor => %L)', _task.task_id, _person)
        WHEN 2 THEN format('SELECT wf.approve(%s, data => ''{"amount": %s, "remark": "r"}'', actor => %L)', _task.task_id, _amount, _person)
        WHEN 3 THEN format('SELECT wf.approve(%s, data => ''{"item": "bench"}'', actor => %L)', _task.task_id, _person)
        WHEN 4 THEN format('SELECT wf.reject(%s, actor => %L)', _task.task_id, _person)
        WHEN 5 THEN format('SELECT wf.send_back(%s, target => ''start'', actor => %L)', _task.task_id, _person)
        WHEN 6 THEN format('SELECT wf.resubmit(%s, data => ''{"amount": %s}'', actor => ''alice'')', _instance, _amount)
        WHEN 7 THEN format('SELECT wf.set_data(%s, ''{"amount": %s, "remark": "s"}'', actor => %L)', _instance, _amount, _person)
        WHEN 8 THEN format('SELECT wf.undo(%s, actor => %L)', _instance, pg_temp.any_of(_person, 'root'))
        WHEN 9 THEN format('SELECT wf.redo(%s, actor => %L)', _instance, pg_temp.any_of(_person, 'root'))
        WHEN 10 THEN format('SELECT wf.withdraw(%s, actor => ''alice'')', _instance)
        WHEN 11 THEN format('SELECT wf.start(''buy'', ''{"amount": %s}'', ''purchase'', %L, as_draft => %L, actor => ''alice'')', _amount, _id, random() < 0.3)
        WHEN 12 THEN format('SELECT wf.approve_many(ARRAY(SELECT task_id FROM wf.todo WHERE assignee = %L), actor => %1$L)', _person)
        WHEN 13 THEN format('SELECT wf.cancel(%s, actor => ''root'')', _instance)
        WHEN 14 THEN format('SELECT wf.wake(%s, actor => ''root'')', _instance)
        ELSE format('SELECT wf.approve(%s, actor => %L)', _task.task_id, _task.assignee)
    END;
END $$;

-- What does not hold; no rows are right. What no step has changed was looked at before.
CREATE TEMP TABLE verified (instance_id bigint PRIMARY KEY, version bigint);
CREATE FUNCTION pg_temp.wrong() RETURNS SETOF text LANGUAGE sql AS $$
    SELECT 'form is not the row' FROM wf.instance_list i LEFT JOIN purchase p ON p.id::text = i.business_key
    WHERE i.ended_at IS NULL AND ((i.data ->> 'amount')::numeric IS DISTINCT FROM p.amount
        OR i.definition_key = 'buy' AND (i.data ->> 'item', (i.data ->> 'double')::numeric) IS DISTINCT FROM (p.item, p.twice))
    UNION ALL
    SELECT 'the log is not the state' FROM wf.instance_list i, wf.verify(i.instance_id)
    WHERE NOT EXISTS (SELECT FROM verified v WHERE (v.instance_id, v.version) = (i.instance_id, i.version))
    UNION ALL
    SELECT 'ordered without an approval of what it is' FROM purchase p WHERE p.state = 'ordered' AND NOT EXISTS (
        SELECT FROM wf.instance_list i WHERE i.business_key = p.id::text AND i.definition_key = 'buy' AND i.status = 'completed')
    UNION ALL
    SELECT 'asked, and no approval begun' FROM purchase p WHERE p.state = 'asked' AND NOT EXISTS (
        SELECT FROM wf.instance_list i WHERE i.business_key = p.id::text AND i.ended_at IS NULL)
    UNION ALL
    SELECT 'two open approvals' FROM wf.instance_list i WHERE i.ended_at IS NULL GROUP BY i.definition_key, i.business_key HAVING count(*) > 1
    UNION ALL
    SELECT 'signed without content' FROM wf.log l WHERE l.action IN ('start', 'resubmit', 'approve', 'reject', 'abstain', 'complete')
        AND (l.row_hash IS NULL OR l.row_columns IS NULL)
        AND NOT EXISTS (SELECT FROM verified v WHERE v.instance_id = l.instance_id AND v.version >= l.seq)
$$;
-- The last signature of the approval that an ordered row has is on what the row is.
CREATE FUNCTION pg_temp.became_ordered(row_id integer) RETURNS text LANGUAGE sql AS $$
    SELECT 'ordered, and changed since it was signed'
    FROM (SELECT max(instance_id) AS last FROM wf.instance_list WHERE business_key = row_id::text AND definition_key = 'buy' AND status = 'completed') AS i
    WHERE (SELECT c.changed FROM wf.changed_after_approval(i.last) c ORDER BY c.seq DESC LIMIT 1)
$$;
CREATE TEMP TABLE outcome (step integer, what text, answer text, wrong text[], ordered boolean);
CREATE FUNCTION pg_temp.run(steps integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _step text;
    _before text;
    _answer text;
    _ordered integer[];
BEGIN
    FOR _i IN 1 .. steps LOOP
        _step := pg_temp.any_step();
        CONTINUE WHEN _step IS NULL OR _step LIKE '%(,%';
        _before := (SELECT jsonb_agg(p ORDER BY id) FROM purchase p)::text || coalesce((SELECT jsonb_agg(i.data ORDER BY i.instance_id) FROM wf.instance_list i)::text, '');
        _ordered := ARRAY(SELECT id FROM purchase WHERE state = 'ordered');
        _answer := pg_temp.attempt(_step);
        INSERT INTO outcome SELECT _i, _step, _answer, ARRAY(SELECT pg_temp.wrong() UNION ALL
            SELECT 'refused, and not without a trace' WHERE _answer <> 'done' AND _before IS DISTINCT FROM
                (SELECT jsonb_agg(p ORDER BY id) FROM purchase p)::text || coalesce((SELECT jsonb_agg(i.data ORDER BY i.instance_id) FROM wf.instance_list i)::text, '')
            UNION ALL SELECT pg_temp.became_ordered(id) FROM purchase
            WHERE state = 'ordered' AND id <> ALL (_ordered) AND pg_temp.became_ordered(id) IS NOT NULL),
            EXISTS (SELECT FROM purchase WHERE state = 'ordered');
        INSERT INTO verified SELECT instance_id, version FROM wf.instance_list ON CONFLICT (instance_id) DO UPDATE SET version = excluded.version;
    END LOOP;
END $$;
SET client_min_messages = warning;
SELECT setseed(0.77);
SELECT pg_temp.run(400);
-- Nothing that does not hold; no error but the refusals of the rules.
SELECT step, what, answer, wrong FROM outcome WHERE wrong <> '{}' ORDER BY step LIMIT 3;
SELECT DISTINCT answer FROM outcome WHERE answer <> 'done' AND answer !~ '^WF(205|501|[34])' AND answer <> '23505';
SELECT count(*) FILTER (WHERE answer = 'done') > 100 AS much_was_done, count(*) FILTER (WHERE answer <> 'done') > 50 AS much_was_refused FROM outcome;
SELECT count(*) > 2 AS approved FROM wf.instance_list WHERE status = 'completed' AND definition_key = 'buy';
SELECT bool_or(ordered) AS ordered FROM outcome;

SELECT wf.unbind('purchase');
DROP TABLE purchase;
