-- wf.answer_withdrawal: who has approved, or has to decide now, lets the initiator have it back, or does not.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT wf.deploy('{"key": "asks", "withdraw": {"by_request": true}, "nodes": [{"id": "start", "type": "start"},
    {"id": "one", "type": "approval", "approvers": [{"by": "users", "users": ["carol"]}]},
    {"id": "two", "type": "approval", "approvers": [{"by": "users", "users": ["dan"]}]},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "one"}, {"from": "one", "to": "two"}, {"from": "two", "to": "end"}]}');
SELECT wf.start('asks', actor => 'alice');
SELECT wf.approve(1000001, actor => 'carol');
SELECT pg_temp.refused($$SELECT wf.answer_withdrawal(1, true, actor => 'carol')$$);
SELECT wf.request_withdrawal(1, 'booked twice', actor => 'alice');
SELECT wf.copy(1, ARRAY['eve'], actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.answer_withdrawal(1, true, actor => 'alice')$$);
SELECT pg_temp.refused($$SELECT wf.answer_withdrawal(1, true, actor => 'eve')$$);
SELECT pg_temp.refused($$SELECT wf.answer_withdrawal(1, NULL, actor => 'dan')$$);
SELECT wf.answer_withdrawal(instance_id => 1, granted => false, comment => 'too late', actor => 'dan');
SELECT pg_temp.tasks(1);
SELECT wf.request_withdrawal(1, 'really', actor => 'alice');
SELECT wf.answer_withdrawal(1, true, 'well then', actor => 'carol');
SELECT status FROM wf.instance_list;
SELECT pg_temp.tasks(1);
SELECT pg_temp.refused($$SELECT wf.answer_withdrawal(1, true, actor => 'dan')$$);
SELECT * FROM pg_temp.story(1);
SELECT pg_temp.unsound();
