-- wf.request_withdrawal: when it is too late to withdraw, the initiator asks.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE FUNCTION pg_temp.deploy_two(key text, more jsonb) RETURNS void LANGUAGE sql AS $$
    SELECT wf.deploy('{"nodes": [{"id": "start", "type": "start"},
        {"id": "one", "type": "approval", "approvers": [{"by": "users", "users": ["carol"]}]},
        {"id": "two", "type": "approval", "approvers": [{"by": "users", "users": ["dan"]}]},
        {"id": "end", "type": "end"}],
        "flows": [{"from": "start", "to": "one"}, {"from": "one", "to": "two"}, {"from": "two", "to": "end"}]}'::jsonb
        || jsonb_build_object('key', key) || more)
$$;
SELECT pg_temp.deploy_two('asks', '{"withdraw": {"by_request": true}}');
SELECT pg_temp.deploy_two('plain', '{}');
SELECT wf.start('asks', actor => 'alice');
SELECT wf.approve(1000001, actor => 'carol');
SELECT wf.withdraw(1, actor => 'alice');
SELECT wf.request_withdrawal(instance_id => 1, comment => 'booked twice', actor => 'alice');
-- It goes on as long as nobody answers.
SELECT pg_temp.tasks(1);
SELECT wf.state(1) -> 'withdrawal_requested' AS requested;
SELECT pg_temp.refused($$SELECT wf.request_withdrawal(1, actor => 'alice')$$);
SELECT pg_temp.refused($$SELECT wf.request_withdrawal(1, actor => 'carol')$$);
SELECT wf.approve(1000002, actor => 'dan');
SELECT pg_temp.refused($$SELECT wf.request_withdrawal(1, actor => 'alice')$$);
SELECT wf.start('plain', actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.request_withdrawal(2, actor => 'alice')$$);
SELECT * FROM pg_temp.story(1);
-- What a definition may say of it.
SELECT code, path, message FROM wf.validate('{"key": "k", "withdraw": {"until": "dawn", "by_reqest": true}, "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}') ORDER BY path COLLATE "C";
SELECT code, path, message FROM wf.validate('{"key": "k", "withdraw": 7, "revoke": {}, "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}') ORDER BY path COLLATE "C";
SELECT code, path, message FROM wf.validate('{"key": "k", "withdraw": "read", "revoke": {"definition": "not a key"}, "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}') ORDER BY path COLLATE "C";
SELECT pg_temp.unsound();
