-- wf.bind and what people do to a running approval: a row that came back can be written, a suspended one cannot; undo and revoke are
-- written back as well.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

CREATE TABLE journey (id integer PRIMARY KEY, who text, city text, state text DEFAULT 'draft');
SELECT wf.deploy('{"key": "trip", "form": {"fields": [{"name": "city", "type": "text"}]}, "nodes": [
    {"id": "start", "type": "start"},
    {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
    {"id": "board", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}]},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "board"}, {"from": "board", "to": "end"}]}');
SELECT wf.bind('journey', 'trip', '{"start": "insert", "initiator": "who", "status": {"column": "state", "codes":
    {"running": "asked", "returned": "returned", "suspended": "on hold", "completed": "approved", "revoked": "revoked"}}}');
INSERT INTO journey VALUES (1, 'alice', 'Rome');
UPDATE journey SET city = 'Oslo';
SELECT wf.send_back(1000001, 'start', actor => 'lena') > 0 AS sent_back;
UPDATE journey SET city = 'Oslo';
SELECT * FROM journey;
SELECT wf.resubmit(1, actor => 'alice') > 0 AS handed_in;
SELECT wf.suspend(1, actor => 'root') > 0 AS suspended;
UPDATE journey SET city = 'Bonn';
SELECT * FROM journey;
SELECT wf.resume(1, actor => 'root') > 0 AS resumed;
SELECT wf.approve(task_id, actor => assignee) > 0 AS approved FROM wf.todo;
SELECT wf.approve(task_id, actor => assignee) > 0 AS approved FROM wf.todo;
SELECT * FROM journey;
SELECT wf.undo(1, actor => 'grace') > 0 AS undone;
SELECT * FROM journey;
SELECT wf.redo(1, actor => 'grace') > 0 AS redone;
SELECT * FROM journey;
-- Revoked when the instance that revokes it has been approved, and not before, nor if that is refused.
SELECT wf.revoke(1, actor => 'alice');
SELECT state FROM journey;
SELECT wf.reject(task_id, actor => assignee) > 0 AS refused FROM wf.todo;
SELECT state FROM journey;
SELECT wf.revoke(1, 'plans have changed', actor => 'alice');
SELECT state FROM journey;
SELECT wf.approve(task_id, actor => assignee) > 0 AS approved FROM wf.todo;
SELECT wf.approve(task_id, actor => assignee) > 0 AS approved FROM wf.todo;
SELECT state FROM journey;
SELECT instance_id, status, revokes_instance_id, revoked_by_instance_id FROM wf.instance_list ORDER BY 1;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
SELECT wf.unbind('journey', 'trip');
DROP TABLE journey;
