-- Calling applications that are limited to some definitions.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
SELECT wf.deploy('{"key": "pay", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "e", "type": "end"}],
                   "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}') AS version;
CREATE ROLE regress_wf_portal LOGIN;
CREATE ROLE regress_wf_payroll NOLOGIN;
CREATE ROLE regress_wf_pay_server LOGIN;
CREATE ROLE regress_wf_gate LOGIN NOINHERIT;
GRANT wf_app TO regress_wf_portal, regress_wf_payroll;
GRANT regress_wf_payroll TO regress_wf_pay_server;
GRANT regress_wf_payroll, regress_wf_portal TO regress_wf_gate;
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS leave, wf.start('pay', actor => 'alice') AS pay \gset
INSERT INTO wf.outbox (tenant_id, recipient, kind, payload, idempotency_key, created_at)
SELECT 0, 'lena', 'remind', jsonb_build_object('instance_id', i), i, now() FROM unnest(ARRAY[:leave, :pay]) i;
SELECT wf.grant_app('regress_wf_portal', ARRAY['leave']), wf.grant_app('regress_wf_payroll', ARRAY['pay']);

SET SESSION AUTHORIZATION regress_wf_portal;
SELECT definition_key FROM wf.instance_list;
SELECT definition_key FROM wf.todo;
SELECT definition_key FROM wf.inbox('lena');
SELECT definition_key FROM wf.list('all', actor => NULL);
SELECT definition_key FROM wf.list('todo', actor => 'lena');
SELECT wf.list_count('all', actor => NULL);
SELECT definition_key FROM wf.startable(actor => 'alice');
SELECT wf.detail(:pay, actor => 'lena');
SELECT * FROM wf.states('pay');
SELECT count(*) AS started, (SELECT count(*) FROM wf.history WHERE instance_id = :pay) AS history,
       (SELECT count(*) FROM wf.progress WHERE instance_id = :pay) AS progress FROM wf.started;
SELECT payload ->> 'instance_id' = :'leave' AS of_leave FROM wf.outbox;
SELECT wf.start('leave', '{"days": 1}', actor => 'bob') IS NOT NULL AS started;
SELECT wf.start('pay', actor => 'bob');
SELECT wf.state(:pay);
SELECT wf.can_see(:leave, actor => 'lena') AS leave, wf.can_see(:pay, actor => 'lena') AS pay;
SELECT wf.diagram('pay');
SELECT wf.export_bpmn('pay');
SELECT * FROM wf.simulate('pay', 'alice');
SELECT * FROM wf.actions(:pay * 1000000 + 1, actor => 'lena');
SELECT wf.approve(:pay * 1000000 + 1, actor => 'lena');
SELECT wf.approve(:leave * 1000000 + 1, actor => 'lena') AS version;
SELECT count(*) AS done, (SELECT count(*) FROM wf.cc) AS cc FROM wf.done;
-- The limit is the session's: another role does not lift it.
SET ROLE wf_app;
SELECT definition_key FROM wf.instance_list WHERE instance_id = :pay;
SELECT wf.start('pay', actor => 'bob');
RESET ROLE;
-- It cannot lift it itself.
SELECT wf.revoke_app('regress_wf_portal');
SELECT wf.grant_app('regress_wf_portal', ARRAY['pay']);

-- Whoever has the privileges of a limited role is limited, too.
SET SESSION AUTHORIZATION regress_wf_pay_server;
SELECT definition_key FROM wf.instance_list;
SELECT wf.start('leave', '{"days": 1}', actor => 'bob');
-- A gate that takes the role of its client is what that role is.
SET SESSION AUTHORIZATION regress_wf_gate;
SET ROLE regress_wf_portal;
SELECT DISTINCT definition_key FROM wf.instance_list;
SET ROLE regress_wf_payroll;
SELECT DISTINCT definition_key FROM wf.instance_list;
RESET SESSION AUTHORIZATION;

SELECT wf.grant_app('regress_wf_portal', ARRAY['pay', 'pay', NULL]);
SELECT db_role, definition_key FROM wf.app_grant ORDER BY db_role COLLATE "C", definition_key COLLATE "C";
SET SESSION AUTHORIZATION regress_wf_portal;
SELECT DISTINCT definition_key COLLATE "C" AS definition_key FROM wf.instance_list ORDER BY 1;
RESET SESSION AUTHORIZATION;
SELECT wf.revoke_app('regress_wf_portal', ARRAY['pay']) AS one, wf.revoke_app('regress_wf_portal') AS rest;
-- Not limited any more; the superuser never was.
SET SESSION AUTHORIZATION regress_wf_portal;
SELECT count(*) AS outbox FROM wf.outbox;
SELECT DISTINCT definition_key COLLATE "C" AS definition_key FROM wf.instance_list ORDER BY 1;
RESET SESSION AUTHORIZATION;
SELECT count(DISTINCT definition_key) AS of_the_superuser FROM wf.instance_list;
SELECT wf.grant_app('regress_wf_missing', ARRAY['leave']);
SELECT wf.grant_app('regress_wf_portal', '{}');
DROP ROLE regress_wf_portal, regress_wf_pay_server, regress_wf_payroll, regress_wf_gate;
