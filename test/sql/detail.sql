-- wf.detail: the handling form for who has to act, the display form for who looks on, nothing for a stranger.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = error;
DO $$ BEGIN
    PERFORM wf.deploy('{
        "key": "leave", "name": "Leave request", "summary": ["days"],
        "form": {"fields": [{"name": "days", "type": "number", "required": true, "label": {"en": "Days", "zh": "天数"}},
                            {"name": "kind", "type": "choice", "values": ["annual", "sick"]}]},
        "nodes": [
            {"id": "start", "type": "start"},
            {"id": "lead", "type": "approval", "name": "Team lead", "approvers": [{"by": "users", "users": ["lena"]}]},
            {"id": "board", "type": "approval", "name": "Board", "approvers": [{"by": "role", "role": "board"}]},
            {"id": "end", "type": "end"}],
        "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "board"}, {"from": "board", "to": "end"}]}');
END $$;
SELECT wf.start('leave', '{"days": 3.50, "kind": "annual"}', title => 'Sea', actor => 'alice') AS i \gset
RESET client_min_messages;
\set ECHO all

-- The handler: their task, and what they may do with each field.
SELECT d ->> 'role' AS role, d -> 'task' ->> 'node' AS task, d -> 'nodes' AS nodes, d -> 'holders' AS holders, d ->> 'step' AS step, d ->> 'steps' AS steps,
       d -> 'data' AS data, d -> 'summary' AS summary
FROM wf.detail(:i, actor => 'lena') AS d;
SELECT f ->> 'name' AS name, f ->> 'label' AS label, f ->> 'type' AS type, f ->> 'right' AS "right", f ->> 'required' AS required, f -> 'values' AS values
FROM jsonb_array_elements(wf.detail(:i, :i * 1000000 + 1, actor => 'lena') -> 'form') AS f;
-- What they may do with it; a viewer may do nothing with a task.
SELECT jsonb_path_query_first(d, '$.actions[*] ? (@.action == "approve")') AS approve, wf.detail(:i, actor => 'alice') ? 'actions' AS viewer FROM wf.detail(:i, actor => 'lena') AS d;

-- A viewer: the display form, and no task. The task of another makes nobody a handler.
SELECT d ->> 'role' AS role, d -> 'task' AS task, d -> 'data' AS data, jsonb_path_query_array(d, '$.form[*].right') AS rights
FROM wf.detail(:i, :i * 1000000 + 1, actor => 'alice') AS d;

-- A member of the group is its handler when the group's turn has come; who has acted is a viewer.
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena') > 0 AS approved;
SELECT wf.detail(:i, actor => 'dan') ->> 'role' AS dan, wf.detail(:i, actor => 'lena') ->> 'role' AS lena, wf.detail(:i, actor => 'root') ->> 'role' AS root;
-- Afterwards whoever was asked may look.
SELECT wf.approve(:i * 1000000 + 2, actor => 'carol') > 0 AS approved;
SELECT d ->> 'role' AS role, d ->> 'status' AS status, d ->> 'status_label' AS label, d -> 'nodes' AS nodes FROM wf.detail(:i, actor => 'dan') AS d;
-- Whoever asks for nobody in particular sees what their database role allows.
SELECT wf.detail(:i) ->> 'role' AS role;

-- A page on a telephone: what the list and the detail give is all that the verbs need; the opinion is in the history.
SELECT wf.start('leave', format('{"days": %s}', n)::jsonb, title => 'Page ' || n, actor => 'alice') > 0 AS started FROM generate_series(1, 3) AS n;
SELECT title, CASE title
           WHEN 'Page 1' THEN wf.approve(t.task_id, 'fine', actor => 'lena')
           WHEN 'Page 2' THEN wf.reject(t.task_id, 'too long', actor => 'lena')
           WHEN 'Page 3' THEN wf.transfer(t.task_id, 'frank', 'you know better', actor => 'lena')
       END AS version
FROM (SELECT l.title, (wf.detail(l.instance_id, actor => 'lena') -> 'task' ->> 'task_id')::bigint AS task_id
      FROM wf.list('todo', actor => 'lena') AS l ORDER BY l.title COLLATE "C") AS t;
SELECT i.title, h.action, h.comment, i.status FROM wf.history h JOIN wf.instance_list i USING (instance_id) WHERE h.seq = 2 AND i.title LIKE 'Page%' ORDER BY i.title COLLATE "C";

-- A stranger is refused.
SELECT wf.detail(:i, actor => 'heidi');
SELECT wf.detail(4711, actor => 'lena');
\set VERBOSITY sqlstate
SELECT wf.detail(:i, actor => 'heidi');
-- Who sees everything does so as a person, too, as in wf.list('all').
UPDATE wf.person SET db_role = session_user WHERE person_id = 'heidi';
SELECT wf.detail(:i) ->> 'instance_id' = :'i' AS sees, wf.can_see(:i) AS can_see;
