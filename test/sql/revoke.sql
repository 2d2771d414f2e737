-- wf.revoke: what was approved is taken back by an instance of its own.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE TABLE public.booked_trip (id bigint PRIMARY KEY, city text);
INSERT INTO public.booked_trip VALUES (7, 'Kunming');
SELECT wf.start('leave', '{"days": 1, "reason": "rest"}', 'public.booked_trip', '7', title => 'Leave of Alice', actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.revoke(1, actor => 'alice')$$);
SELECT wf.approve(1000001, actor => 'lena');
SELECT pg_temp.refused($$SELECT wf.revoke(1, actor => 'lena')$$);
SELECT wf.revoke(instance_id => 1, comment => 'the trip is off', data => '{"kind": "annual", "reason": null}', actor => 'alice', request_id => 'r-1');
SELECT wf.revoke(1, 'the trip is off', '{"kind": "annual", "reason": null}', actor => 'alice', request_id => 'r-1') AS the_same;
SELECT pg_temp.refused($$SELECT wf.revoke(1, actor => 'alice')$$);
SELECT instance_id, definition_key, status, title, data, business_table, business_key, revokes_instance_id, revoked_by_instance_id FROM wf.instance_list ORDER BY 1;
-- Refused, the old one stands, and can be revoked again.
SELECT wf.reject(2000001, 'too late', actor => 'lena');
SELECT instance_id, status, revokes_instance_id, revoked_by_instance_id FROM wf.instance_list ORDER BY 1;
SELECT wf.revoke(1, 'once more', actor => 'alice');
SELECT wf.approve(3000001, actor => 'lena');
SELECT instance_id, status, revokes_instance_id, revoked_by_instance_id FROM wf.instance_list ORDER BY 1;
SELECT * FROM pg_temp.story(1);
SELECT * FROM pg_temp.story(3);
SELECT pg_temp.refused($$SELECT wf.revoke(1, actor => 'alice')$$);
SELECT pg_temp.refused($$SELECT wf.revoke(2, actor => 'alice')$$);
SELECT pg_temp.refused($$SELECT wf.revoke(99, actor => 'alice')$$);
-- By another definition, which takes what it knows of the form.
SELECT wf.deploy('{"key": "undo_leave", "form": {"fields": [{"name": "days", "type": "number"}]}, "nodes": [{"id": "start", "type": "start"},
    {"id": "check", "type": "approval", "approvers": [{"by": "users", "users": ["heidi"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "check"}, {"from": "check", "to": "end"}]}');
SELECT wf.deploy('{"key": "day_off", "revoke": {"definition": "undo_leave"}, "nodes": [{"id": "start", "type": "start"},
    {"id": "check", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "check"}, {"from": "check", "to": "end"}]}');
SELECT wf.start('day_off', '{"days": 2, "note": "x"}', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena');
SELECT pg_temp.refused($$SELECT wf.revoke(4, data => '[1]', actor => 'alice')$$);
SELECT wf.revoke(:i, actor => 'alice') AS by \gset
SELECT definition_key, data, revokes_instance_id = :i AS linked FROM wf.instance_list WHERE instance_id = :by;
SELECT pg_temp.tasks(:by);
SELECT pg_temp.unsound();
DROP TABLE public.booked_trip;
