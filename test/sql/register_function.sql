-- wf.register_function and script nodes: SQL functions within the command, with the rights of their owner.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

CREATE TABLE booking (room text, booked_by text);
CREATE FUNCTION book_room(form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    IF form ->> 'room' = 'taken' THEN
        RETURN '{"bpmn_error": "TAKEN"}';
    ELSIF form ->> 'room' = 'odd' THEN
        RETURN '[1, 2]';
    ELSIF form ->> 'room' = 'broken' THEN
        RAISE EXCEPTION 'no such room' USING ERRCODE = 'P0002', DETAIL = 'Said by the function.';
    ELSIF form ->> 'room' = 'self' THEN
        PERFORM wf.comment(max(instance_id), 'me?', actor => 'alice') FROM wf.instance;
    END IF;
    INSERT INTO booking VALUES (form ->> 'room', current_user);
    RETURN jsonb_build_object('booked', true);
END $$;
SELECT wf.register_function('book_room', 'book_room(jsonb)');
SELECT name, function FROM wf.function;
SELECT wf.register_function('other', 'lower(text)');
SELECT wf.register_function('', 'book_room(jsonb)');
SELECT wf.deploy('{
    "key": "meeting", "form": {"fields": [{"name": "room", "type": "text"}, {"name": "booked", "type": "boolean"}]},
    "nodes": [{"id": "start", "type": "start"},
              {"id": "book", "type": "script", "function": "book_room", "boundary": [{"id": "taken", "type": "error", "error": "TAKEN", "to": "choose"}]},
              {"id": "choose", "type": "task", "assignee": "bob"}, {"id": "end", "type": "end"}, {"id": "gave_up", "type": "end"}],
    "flows": [{"from": "start", "to": "book"}, {"from": "book", "to": "end"}, {"from": "choose", "to": "gave_up"}]}');
SELECT wf.start('meeting', '{"room": "blue"}', actor => 'alice');
SELECT status, data FROM wf.instance_list;
SELECT room, booked_by = session_user AS as_caller FROM booking;
-- It takes part in the transaction.
BEGIN;
SELECT wf.start('meeting', '{"room": "red"}', actor => 'alice');
ROLLBACK;
SELECT room FROM booking;
-- A BPMN error; an odd result; an error of its own, which refuses the command; acting on the very instance.
SELECT wf.start('meeting', '{"room": "taken"}', actor => 'alice') AS i \gset
SELECT node FROM wf.todo WHERE instance_id = :i;
SELECT wf.start('meeting', '{"room": "odd"}', actor => 'alice');
SELECT wf.start('meeting', '{"room": "broken"}', actor => 'alice');
-- The rights of its owner, not those of the engine or of who gives the command. Only who has these may register it, and a
-- function of somebody else under the same name is another one.
CREATE ROLE regress_wf_booker;
GRANT wf_app TO regress_wf_booker;
SET ROLE regress_wf_booker;
SELECT wf.register_function('book_room', 'book_room(jsonb)');
RESET ROLE;
GRANT wf_admin TO regress_wf_booker;
SET ROLE regress_wf_booker;
SELECT wf.register_function('book_room', 'book_room(jsonb)');
SELECT wf.start('meeting', '{"room": "green"}', actor => 'alice') > 0 AS started;
RESET ROLE;
REVOKE wf_admin FROM regress_wf_booker;
SELECT room, booked_by = session_user AS as_owner FROM booking WHERE room = 'green';
ALTER FUNCTION book_room(jsonb) OWNER TO regress_wf_booker;
SELECT wf.start('meeting', '{"room": "blue"}', actor => 'alice');
SELECT wf.register_function('book_room', 'book_room(jsonb)');
SELECT wf.start('meeting', '{"room": "blue"}', actor => 'alice');
GRANT INSERT ON booking TO regress_wf_booker;
SELECT wf.start('meeting', '{"room": "white"}', actor => 'alice') > 0 AS started;
SELECT room, booked_by FROM booking WHERE room = 'white';
ALTER FUNCTION book_room(jsonb) OWNER TO CURRENT_USER;
SELECT wf.register_function('book_room', 'book_room(jsonb)');
-- A function with a search_path of its own has it.
CREATE SCHEMA regress_wf_rooms;
CREATE TABLE regress_wf_rooms.booking (room text, booked_by text);
ALTER FUNCTION book_room(jsonb) SET search_path = regress_wf_rooms, pg_temp;
SELECT wf.start('meeting', '{"room": "attic"}', actor => 'alice') > 0 AS started;
SELECT room FROM regress_wf_rooms.booking;
ALTER FUNCTION book_room(jsonb) RESET search_path;
-- Within wf.run_due_jobs too, and there it can act for other instances.
SELECT wf.deploy('{
    "key": "later", "form": {"fields": [{"name": "room", "type": "text"}, {"name": "booked", "type": "boolean"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "wait", "type": "timer", "after": "PT1M"}, {"id": "book", "type": "script", "function": "book_room"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "book"}, {"from": "book", "to": "end"}]}');
SELECT wf.start('later', '{"room": "cellar"}', actor => 'alice') AS fine, wf.start('later', '{"room": "broken"}', actor => 'alice') AS broken, wf.start('later', '{"room": "self"}', actor => 'alice') AS self \gset
SELECT wf.run_due_jobs(now() + interval '2 minutes');
SELECT room FROM booking ORDER BY room COLLATE "C";
SELECT instance_id = :broken AS broken, error FROM wf.jobs ORDER BY 1;
-- Gone, and not registered any more.
DROP FUNCTION book_room(jsonb);
SELECT wf.start('meeting', '{"room": "blue"}', actor => 'alice');
SELECT wf.unregister_function('book_room'), wf.unregister_function('book_room');
SELECT wf.start('meeting', '{"room": "blue"}', actor => 'alice');
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
DROP TABLE booking, regress_wf_rooms.booking;
DROP SCHEMA regress_wf_rooms;
REVOKE wf_app FROM regress_wf_booker;
DROP ROLE regress_wf_booker;

-- Approver rules call them as well: a list, one id, or {"people": [...]}; who is not active is left out; anything else is nobody.
CREATE FUNCTION deciders(form jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT form -> 'deciders' $$;
SELECT wf.register_function('deciders', 'deciders(jsonb)');
SELECT wf.deploy('{"key": "asked", "nodes": [{"id": "s", "type": "start"},
    {"id": "a", "type": "approval", "mode": "all", "approvers": [{"by": "function", "function": "deciders"}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}');
CREATE TEMP TABLE started AS SELECT answer, wf.start('asked', jsonb_build_object('deciders', answer::jsonb), actor => 'alice') AS i
FROM unnest(ARRAY['["carol", "gone", "ghost", "dan"]', '"eve"', '{"people": ["bob", "carol"]}', '[]', 'null', '7', '{"people": 7}']) answer;
SELECT answer, (SELECT string_agg(coalesce(t.assignee, t.candidates::text), ', ' ORDER BY t.task_id) FROM wf.todo t WHERE t.instance_id = i) AS asked FROM started ORDER BY i;
SELECT wf.unregister_function('deciders');
SELECT wf.start('asked', '{}', actor => 'alice');
DROP FUNCTION deciders(jsonb);
