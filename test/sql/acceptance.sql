-- Acceptance lines that no other test proves: each block names what it shows.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = warning;
\set ECHO all

-- S001-4: a designer's JSON is stored as it came, layout and own keys included.
SELECT wf.deploy('{"key": "drawn", "ui": {"zoom": 1}, "x_owner": "ann", "nodes": [{"id": "s", "type": "start", "ui": {"x": 10}}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}');
SELECT source -> 'ui' AS ui, source #> '{nodes,0,ui}' AS node_ui, source ->> 'x_owner' AS own FROM wf.definition WHERE key = 'drawn';

-- S001-2: a whole life writes nothing outside schema wf, and leaves the business table as it was.
CREATE TABLE trip (id integer PRIMARY KEY, place text);
INSERT INTO trip VALUES (17, 'sea');
CREATE VIEW pg_temp.outside AS
SELECT (SELECT count(*) FROM pg_class c WHERE c.relnamespace <> 'wf'::regnamespace AND c.relnamespace::regnamespace::text !~ '^pg_') AS relations,
       (SELECT md5(string_agg(a::text, '' ORDER BY attnum)) FROM pg_attribute a WHERE attrelid = 'trip'::regclass) AS columns,
       (SELECT md5(string_agg(t::text || t.xmin::text, '')) FROM trip t) AS rows;
CREATE TEMP TABLE before AS SELECT * FROM pg_temp.outside;
SELECT wf.start('leave', '{"days": 9, "reason": "sea"}', business_table => 'trip', business_key => '17', title => 'To the sea', actor => 'alice');

-- S003-17: after the start only the first node can be acted on.
SELECT node, assignee FROM wf.todo WHERE instance_id = 1;
-- S001-115: a task by its id: form, business row, history.
SELECT t.title, i.data, b.place, h.seq, h.action, h.actor
FROM wf.todo t JOIN wf.instance_list i USING (tenant_id, instance_id) JOIN wf.history h USING (tenant_id, instance_id)
JOIN trip b ON t.business_table = 'public.trip' AND b.id::text = t.business_key
WHERE t.task_id = 1000001;

-- S003-18: approving, not at the last node: own step done, the next current, the instance unchanged.
SELECT wf.approve(1000001, 'enjoy', actor => 'lena');
SELECT i.status, p.step, p.node, p.state, p.person_id, p.decision, p.at IS NOT NULL AS has_time
FROM wf.instance_list i JOIN wf.progress p USING (tenant_id, instance_id) WHERE i.instance_id = 1;
-- S000-1, S003-15: from the business row to all its log entries and steps.
SELECT h.seq, h.action, h.actor, h.at IS NOT NULL AS has_time, h.source, h.target FROM wf.history h JOIN wf.instance_list i USING (tenant_id, instance_id)
WHERE i.business_table = 'public.trip' AND i.business_key = '17' ORDER BY h.seq;
SELECT count(*) AS steps FROM wf.progress p JOIN wf.instance_list i USING (tenant_id, instance_id) WHERE i.business_table = 'public.trip' AND i.business_key = '17';
-- S001-19: every transition with its flow and time.
SELECT l.seq, e ->> 'flow' AS flow, l.at IS NOT NULL AS has_time
FROM wf.log l, jsonb_array_elements(wf.events(l.events)) e WHERE l.instance_id = 1 AND e ->> 'type' = 'FlowTaken' ORDER BY l.seq, (e ->> 'flow') COLLATE "C";
SELECT wf.cancel(1, actor => 'alice');
SELECT 'changed' FROM (SELECT * FROM pg_temp.outside EXCEPT SELECT * FROM before) c;

-- S003-22: after a revocation the steps keep who did what, and when.
SELECT step, node, state, person_id, decision, comment FROM wf.progress WHERE instance_id = 1 ORDER BY step, person_id COLLATE "C";

-- S000-7: if the log row cannot be written, nothing changes.
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS i \gset
ALTER TABLE wf.log ADD CONSTRAINT full_disk CHECK (action <> 'approve') NOT VALID;
\set VERBOSITY sqlstate
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena');
\set VERBOSITY default
ALTER TABLE wf.log DROP CONSTRAINT full_disk;
SELECT status, version, (SELECT count(*) FROM wf.todo WHERE instance_id = :i) AS open_tasks FROM wf.instance_list WHERE instance_id = :i;
SELECT * FROM wf.verify(:i);

-- S003-28, S003-29: ten levels are ten nodes of a definition and no code; the last approval ends it.
SELECT wf.deploy(jsonb_build_object('key', 'ten',
    'nodes', (SELECT jsonb_agg(jsonb_build_object('id', 'n' || n, 'type', 'approval', 'approvers', '[{"by": "users", "users": ["dan"]}]'::jsonb)) FROM generate_series(1, 10) n)
             || '[{"id": "n0", "type": "start"}, {"id": "n11", "type": "end"}]'::jsonb,
    'flows', (SELECT jsonb_agg(jsonb_build_object('from', 'n' || n, 'to', 'n' || n + 1)) FROM generate_series(0, 10) n)));
SELECT wf.start('ten', actor => 'alice') AS i \gset
SELECT min(step) || ' of ' || max(steps) AS at_first FROM wf.progress WHERE instance_id = :i AND state = 'current';
DO $$ BEGIN
    FOR _n IN 1 .. 9 LOOP
        PERFORM wf.approve(task_id, actor => 'dan') FROM wf.inbox('dan') WHERE definition_key = 'ten';
    END LOOP;
END $$;
SELECT min(p.step) || ' of ' || max(p.steps) AS at_last, min(i.status) AS status FROM wf.progress p JOIN wf.instance_list i USING (instance_id) WHERE instance_id = :i AND state = 'current';
SELECT wf.approve(task_id, actor => 'dan') FROM wf.inbox('dan') WHERE definition_key = 'ten';
SELECT status FROM wf.instance_list WHERE instance_id = :i;

-- S003-36, S002-2: everybody with the role or in the department sees the task; after the first decision nobody does.
SELECT wf.deploy('{"key": "groups", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "role", "role": "board"}, {"by": "department", "department": "people"}]}, {"id": "e", "type": "end"}],
                   "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}');
SELECT wf.start('groups', actor => 'alice') AS i \gset
SELECT person, (SELECT array_agg(task_id - :i * 1000000) FROM wf.inbox(person) WHERE instance_id = :i) AS sees FROM unnest(ARRAY['carol', 'dan', 'eve', 'heidi', 'bob']) person;
SELECT wf.approve(:i * 1000000 + 1, actor => 'eve');
SELECT count(*) AS seen_by_anybody FROM unnest(ARRAY['carol', 'dan', 'eve', 'heidi']) person, wf.inbox(person) WHERE instance_id = :i;

-- S001-131: an instance is visible to who started it, has acted on it, has to act on it or has got a copy; to nobody else.
SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena');
SELECT wf.copy(:i, ARRAY['eve'], actor => 'alice');
CREATE ROLE regress_wf_person LOGIN IN ROLE wf_user;
CREATE TEMP TABLE seen (person text, instances bigint, entries bigint, steps bigint);
GRANT ALL ON seen TO regress_wf_person;
CREATE FUNCTION pg_temp.look(person text, instance bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE wf.person SET db_role = NULL WHERE db_role = 'regress_wf_person';
    UPDATE wf.person SET db_role = 'regress_wf_person' WHERE person_id = look.person AND tenant_id = 0;
    SET SESSION AUTHORIZATION regress_wf_person;
    INSERT INTO seen SELECT look.person, (SELECT count(*) FROM wf.instance_list WHERE instance_id = look.instance),
        (SELECT count(*) FROM wf.history WHERE instance_id = look.instance), (SELECT count(DISTINCT step) FROM wf.progress WHERE instance_id = look.instance);
    RESET SESSION AUTHORIZATION;
END $$;
SELECT count(*) FROM unnest(ARRAY['alice', 'lena', 'frank', 'eve', 'bob', 'carol']) person, pg_temp.look(person, :i);
SELECT * FROM seen;
DROP TABLE seen;
DROP ROLE regress_wf_person;

-- S001-62: a line may start at the initiator or at who approved before.
SELECT wf.deploy(jsonb_build_object('key', 'line', 'nodes', '[{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]},
        {"id": "by_default", "type": "approval", "approvers": [{"by": "reporting_line"}]}, {"id": "from_initiator", "type": "approval", "approvers": [{"by": "reporting_line", "from": "initiator"}]},
        {"id": "from_previous", "type": "approval", "approvers": [{"by": "reporting_line", "from": "previous"}]}, {"id": "e", "type": "end"}]'::jsonb,
    'flows', '[{"from": "s", "to": "a"}, {"from": "a", "to": "by_default"}, {"from": "by_default", "to": "from_initiator"}, {"from": "from_initiator", "to": "from_previous"}, {"from": "from_previous", "to": "e"}]'::jsonb));
SELECT wf.start('line', actor => 'alice') AS i \gset
SELECT node, person_id FROM wf.progress WHERE instance_id = :i ORDER BY step;

-- S001-55, S001-57: those whose vote is not needed any more are told so.
SELECT wf.deploy('{"key": "both", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "mode": "any", "approvers": [{"by": "users", "users": ["dan", "eve"]}]},
        {"id": "b", "type": "approval", "mode": "all", "approvers": [{"by": "users", "users": ["dan", "eve"]}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "b"}, {"from": "b", "to": "e"}]}');
SELECT wf.start('both', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, actor => 'dan'), wf.reject(:i * 1000000 + 4, 'no', actor => 'eve');
SELECT node, person_id, decision FROM wf.progress WHERE instance_id = :i ORDER BY step, person_id COLLATE "C";
SELECT status FROM wf.instance_list WHERE instance_id = :i;

SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
DROP VIEW pg_temp.outside;
DROP TABLE trip;

-- S001-68, S001-121: what reporting lines and work lists look up is indexed.
SELECT indexname, regexp_replace(indexdef, '.* USING ', '') AS columns FROM pg_indexes
WHERE schemaname = 'wf' AND indexname IN ('person_pkey', 'person_manager_idx', 'task_pkey', 'task_assignee_idx', 'task_instance_idx') ORDER BY 1;
