-- Lists for applications: whose turn, what I did, what I started, what concerns me; filters, pages, counts.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = error;
DO $$ BEGIN
    PERFORM wf.deploy('{
        "key": "leave", "name": {"en": "Leave request", "zh": "请假申请"}, "summary": ["days"],
        "start": {"serial": {"prefix": "LV-", "gapless": true}},
        "form": {"fields": [{"name": "days", "type": "number", "required": true}, {"name": "reason", "type": "text"}]},
        "nodes": [
            {"id": "start", "type": "start"},
            {"id": "lead", "type": "approval", "name": {"en": "Team lead", "zh": "组长审批"}, "approvers": [{"by": "users", "users": ["lena"]}]},
            {"id": "audit", "type": "approval", "hidden": true, "approvers": [{"by": "users", "users": ["grace"]}]},
            {"id": "board", "type": "approval", "name": "Board", "approvers": [{"by": "role", "role": "board"}]},
            {"id": "hr", "type": "copy", "to": [{"by": "role", "role": "hr"}]},
            {"id": "end", "type": "end"}],
        "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "audit"}, {"from": "audit", "to": "board"}, {"from": "board", "to": "hr"}, {"from": "hr", "to": "end"}]}');
    PERFORM wf.deploy('{
        "key": "pick", "nodes": [{"id": "start", "type": "start"},
            {"id": "any", "type": "approval", "approvers": [{"by": "users", "users": ["bob", "frank"]}]}, {"id": "end", "type": "end"}],
        "flows": [{"from": "start", "to": "any"}, {"from": "any", "to": "end"}]}');
END $$;
-- Each in a transaction of its own: newest first is by time.
SELECT wf.start('leave', '{"days": 1, "reason": "sea"}', title => 'A day at the sea', actor => 'alice') AS i1 \gset
SELECT wf.start('leave', '{"days": 2}', title => '100% sure_thing', actor => 'alice') AS i2 \gset
SELECT wf.start('leave', '{"days": 3}', title => 'Three days', business_table => 'pg_class', business_key => '1', actor => 'bob') AS i3 \gset
SELECT wf.start('pick', title => 'Pick one', actor => 'alice') AS i4 \gset
SELECT wf.start('leave', '{"days": 5}', title => 'Five days', actor => 'alice') AS i5 \gset
SELECT wf.approve(:i1 * 1000000 + 1, actor => 'lena') > 0, wf.reject(:i3 * 1000000 + 1, actor => 'lena') > 0 \g /dev/null
SELECT wf.approve(:i1 * 1000000 + 2, actor => 'grace') > 0 \g /dev/null
SELECT wf.approve(:i4 * 1000000 + 2, actor => 'frank') > 0 \g /dev/null
RESET client_min_messages;
\set ECHO all

-- A row of a list.
SELECT definition_key, title, serial_no, status, status_label, initiator, ended_at IS NULL AS open, nodes, node_names, holders, step, steps, summary
FROM wf.list('started', actor => 'alice');
SET wf_engine.language = 'zh';
SELECT title, status_label, node_names FROM wf.list('started', '{"text": "sea"}', actor => 'alice');
RESET wf_engine.language;

-- My open tasks, those of my roles among them: one row each.
SELECT title, task_id % 1000000 AS task, nodes FROM wf.list('todo', actor => 'lena');
SELECT title, holders FROM wf.list('todo', actor => 'dan');
SELECT wf.list_count('todo', actor => 'lena'), wf.list_count('todo', actor => 'dan') AS dan, wf.list_count('todo', actor => 'heidi') AS heidi;

-- What I have acted on, the last first, each instance once.
SELECT wf.comment(:i1, 'how long?', actor => 'lena') > 0 AS commented;
SELECT title, status FROM wf.list('done', actor => 'lena');

-- Related: started, acted on, or once asked to. Bob was asked to pick, and Frank was faster.
SELECT title FROM wf.list('related', actor => 'bob');
SELECT title, status FROM wf.list('related', actor => 'frank');
SELECT title FROM wf.list('related', actor => 'lena');
-- Asked as a member of a role, today's members.
SELECT wf.approve(:i1 * 1000000 + 3, actor => 'carol') > 0 AS approved;
SELECT title FROM wf.list('related', actor => 'eve');
-- She was asked, so it stays hers when she is no member any more; who comes now may look, too.
BEGIN;
DELETE FROM wf.role_member WHERE role_id = 'board' AND person_id = 'eve';
INSERT INTO wf.role_member (tenant_id, role_id, person_id) VALUES (0, 'board', 'heidi');
SELECT title FROM wf.list('related', actor => 'eve');
SELECT title FROM wf.list('related', actor => 'heidi');
ROLLBACK;
SELECT title FROM wf.list('cc', actor => 'heidi');
-- Whatever they may see: a copy, for her; for the application that asks for nobody, everything.
SELECT title FROM wf.list('all', actor => 'heidi');
SELECT wf.list_count('all', actor => NULL) AS "all", wf.list_count('all', actor => 'root') AS root;
SELECT who, title FROM wf.involved JOIN wf.instance USING (instance_id) ORDER BY who COLLATE "C", title COLLATE "C";
-- Handed to another: who had it was asked.
SELECT wf.transfer(:i2 * 1000000 + 1, 'frank', actor => 'root') > 0 AS moved;
SELECT title FROM wf.list('related', '{"text": "sure"}', actor => 'lena');
-- Whom another stands in for was asked as well, before and after that one has acted.
SELECT wf.add_delegation('lena', 'heidi', actor => 'lena') > 0 AS delegated;
SELECT wf.start('leave', '{"days": 7}', title => 'By deputy', actor => 'bob') AS i6 \gset
SELECT title FROM wf.list('todo', '{"text": "deputy"}', actor => 'heidi');
SELECT title FROM wf.list('todo', '{"text": "deputy"}', actor => 'lena');
SELECT title FROM wf.list('related', '{"text": "deputy"}', actor => 'lena');
SELECT wf.reject(:i6 * 1000000 + 1, actor => 'heidi') > 0 AS rejected;
SELECT title FROM wf.list('related', '{"text": "deputy"}', actor => 'lena');
SELECT wf.end_delegation(delegation_id, actor => 'lena') IS NOT NULL AS ended FROM wf.delegations;

-- Filters.
SELECT title FROM wf.list('all', '{"status": "rejected"}', actor => 'root');
SELECT title FROM wf.list('all', '{"status": ["rejected", "running"], "definition": ["leave"]}', actor => 'root');
SELECT title FROM wf.list('all', '{"finished": true}', actor => 'root');
SELECT title FROM wf.list('all', '{"finished": false, "nodes": ["lead"]}', actor => 'root');
SELECT title FROM wf.list('todo', '{"nodes": "board"}', actor => 'dan');
SELECT title FROM wf.list('all', jsonb_build_object('instance_ids', ARRAY[:i2, :i4]), actor => 'root');
SELECT title FROM wf.list('all', '{"text": "% S"}', actor => 'root');
SELECT title FROM wf.list('all', '{"text": "e_t"}', actor => 'root');
SELECT title FROM wf.list('all', '{"text": "lv-0002"}', actor => 'root');
SELECT title FROM wf.list('all', '{"initiator": "bob"}', actor => 'root');
SELECT title FROM wf.list('all', '{"business_table": "pg_catalog.pg_class", "business_key": "1"}', actor => 'root');
SELECT count(*) FROM wf.list('all', jsonb_build_object('started_from', now() - interval '1 hour', 'started_to', now() + interval '1 hour'), actor => 'root');
SELECT count(*) FROM wf.list('all', jsonb_build_object('started_to', now() - interval '1 hour'), actor => 'root');
SELECT wf.list_count('started', '{"finished": false}', actor => 'alice') AS running, wf.list_count('started', actor => 'alice') AS "all", wf.list_count('all', '{"definition": "pick"}', actor => 'root') AS picks;

-- A number for a page: beyond up_to, one more.
SELECT wf.list_count('started', up_to => 2, actor => 'alice') AS "more than 2", wf.list_count('started', up_to => 100, actor => 'alice') AS exact,
    wf.list_count('started', up_to => 0, actor => 'alice') AS "any", wf.list_count('started', up_to => NULL, actor => 'alice') AS "all of them";
SELECT wf.list_count('started', up_to => -1, actor => 'alice');
-- Whatever is asked for, each way to the rows finds the same ones.
SELECT s.status, n.node, d.definition, count(*), count(*) = wf.list_count('all', f.filter, actor => 'root') AS counted
FROM (VALUES (NULL), ('rejected'), ('running'), ('completed')) AS s (status), (VALUES (NULL), ('lead'), ('board')) AS n (node), (VALUES (NULL), ('leave'), ('pick')) AS d (definition),
    (VALUES (NULL), (now() - interval '1 hour')) AS t (started),
    LATERAL (SELECT jsonb_build_object('status', s.status, 'nodes', n.node, 'definition', d.definition, 'started_from', t.started) AS filter) f,
    LATERAL wf.list('all', f.filter, actor => 'root') AS l
GROUP BY 1, 2, 3, t.started, f.filter ORDER BY 1, 2, 3, count(*);

-- Pages: what comes meanwhile moves nothing to another page, and nothing is shown twice.
SELECT array_agg(title) AS first_page, (array_agg(cursor))[2] AS last FROM wf.list('started', page_size => 2, actor => 'alice') \gset
\echo :first_page
SELECT wf.start('pick', title => 'Newcomer', actor => 'alice') > 0 AS started;
SELECT title FROM wf.list('started', page_size => 2, after => :'last', actor => 'alice');
SELECT title FROM wf.list('started', page_size => 1, actor => 'alice');
CREATE TEMP TABLE pages (scope text, pages text[]);
DO $$
DECLARE _scope text; _after text; _titles text[]; _row record; _seen integer;
BEGIN
    FOREACH _scope IN ARRAY ARRAY['todo', 'done', 'started', 'related', 'cc', 'all'] LOOP
        _after := NULL; _titles := '{}';
        LOOP
            _seen := 0;
            FOR _row IN SELECT * FROM wf.list(_scope, page_size => 1, after => _after, actor => 'lena') LOOP
                _titles := _titles || _row.title; _after := _row.cursor; _seen := _seen + 1;
            END LOOP;
            EXIT WHEN _seen = 0;
        END LOOP;
        INSERT INTO pages VALUES (_scope, _titles);
        ASSERT _titles = ARRAY(SELECT l.title FROM wf.list(_scope, actor => 'lena') WITH ORDINALITY AS l ORDER BY l.ordinality);
        ASSERT cardinality(_titles) = wf.list_count(_scope, actor => 'lena');
    END LOOP;
END $$;
TABLE pages;

-- The states of a process, of one instance and of many.
SELECT node, name, type, hidden FROM wf.states('leave', 2);
SELECT node, type FROM wf.states('pick') WHERE node = 'any';
SELECT instance_id = :i5 AS five, status, node_names FROM wf.instance_states(ARRAY[:i5, :i3, :i1], actor => 'root');
SELECT instance_id = :i3 AS three, status FROM wf.instance_states(ARRAY[:i5, :i3, :i1], actor => 'bob');
SELECT step, steps, node_name, state, jsonb_path_query_array(records, '$[*].person') AS people, records -> 0 ->> 'decision' AS decision FROM wf.steps(:i1);
SELECT step, steps, node_name, state FROM wf.steps(:i5);
-- The flow's records, in both directions.
SELECT seq, action, actor, comment FROM wf.history WHERE instance_id = :i1 ORDER BY seq;
SELECT seq, action FROM wf.history WHERE instance_id = :i1 ORDER BY seq DESC LIMIT 2;

-- Mistakes.
SELECT * FROM wf.list('mine', actor => 'alice');
SELECT * FROM wf.list('todo', '{"state": "x"}', actor => 'alice');
SELECT * FROM wf.list('todo', '[]', actor => 'alice');
SELECT * FROM wf.list('todo', page_size => 0, actor => 'alice');
SELECT * FROM wf.list('todo', after => '12', actor => 'alice');
SELECT * FROM wf.list('all', after => 'x', actor => 'alice');

-- A person reads their own lists.
SET client_min_messages = error;
DROP ROLE IF EXISTS regress_wf_bob;
CREATE ROLE regress_wf_bob LOGIN IN ROLE wf_user;
RESET client_min_messages;
SELECT 1 AS loaded FROM wf.load_directory('{"persons": [{"id": "bob", "name": "Bob", "department": "dev", "position": "engineer", "manager": "lena", "db_role": "regress_wf_bob"}]}');
SET SESSION AUTHORIZATION regress_wf_bob;
SELECT title FROM wf.list('all');
SELECT title FROM wf.list('related');
SELECT title FROM wf.list('related', actor => 'lena');
SELECT * FROM wf._list(1, 'lena', true, NULL, 'all', '{}', 10, NULL);
-- They were asked once, so they may still look.
SELECT title FROM wf.instance_list WHERE title = 'Pick one';
RESET SESSION AUTHORIZATION;
DROP ROLE regress_wf_bob;
