-- wf.withdraw: by the initiator, until somebody has acted.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT wf.withdraw(1, actor => 'lena');
SELECT wf.withdraw(instance_id => 1, comment => 'wrong dates', actor => 'alice');
SELECT status, ended_at IS NOT NULL AS has_ended FROM wf.instance_list;
SELECT count(*) AS open_tasks FROM wf.todo;
SELECT seq, action, actor, comment, source, target FROM wf.history ORDER BY seq;
SELECT wf.withdraw(1, actor => 'alice');

SELECT wf.start('leave', '{"days": 8}', actor => 'alice');
SELECT wf.approve(2000001, actor => 'lena');
SELECT wf.withdraw(2, actor => 'alice');
SELECT wf.withdraw(99, actor => 'alice');
\set VERBOSITY sqlstate
SELECT wf.withdraw(1, actor => 'alice');
SELECT wf.withdraw(2, actor => 'lena');
SELECT wf.withdraw(2, actor => 'alice');
SELECT wf.withdraw(99, actor => 'alice');
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
\set VERBOSITY default
-- Until it has been read by somebody who is asked; never.
CREATE FUNCTION pg_temp.deploy_as(key text, withdraw jsonb) RETURNS void LANGUAGE sql AS $$
    SELECT wf.deploy(jsonb_build_object('key', key, 'withdraw', withdraw) || '{"nodes": [{"id": "start", "type": "start"},
        {"id": "check", "type": "approval", "approvers": [{"by": "users", "users": ["carol", "dan"]}], "mode": "all"}, {"id": "end", "type": "end"}],
        "flows": [{"from": "start", "to": "check"}, {"from": "check", "to": "end"}]}')
$$;
SELECT pg_temp.deploy_as('unread', '"read"');
SELECT pg_temp.deploy_as('never', '{"until": "never"}');
SELECT wf.start('unread', actor => 'alice');
SELECT wf.mark_read(3, actor => 'alice');
SELECT wf.withdraw(3, actor => 'alice');
SELECT wf.start('unread', actor => 'alice');
SELECT wf.mark_read(4, actor => 'carol');
SELECT wf.withdraw(4, actor => 'alice');
SELECT wf.start('never', actor => 'alice');
SELECT wf.withdraw(5, actor => 'alice');
SELECT instance_id, status FROM wf.instance_list ORDER BY 1;
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
