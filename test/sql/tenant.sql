-- Tenants: cells that share the tables and nothing else.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SET wf_engine.tenant = 7;
SELECT wf.current_tenant();
SELECT wf.start('leave', actor => 'alice');
SELECT wf.load_directory('{"persons": [{"id": "alice"}, {"id": "boss"}]}') -> 'persons' AS persons;
SELECT wf.deploy('{"key": "leave", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["boss"]}]}, {"id": "e", "type": "end"}],
                   "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}');
SELECT wf.start('leave', actor => 'alice') AS i \gset
SELECT task_id = :i * 1000000 + 1 AS it_is, assignee FROM wf.todo WHERE tenant_id = 7;
RESET wf_engine.tenant;
-- From another cell it does not exist.
\set VERBOSITY sqlstate
SELECT wf.approve(:i * 1000000 + 1, actor => 'boss');
SELECT wf.state(:i);
SELECT wf.approve(:i * 1000000 + 1, actor => 'boss', tenant_id => 7);
SELECT * FROM wf.verify(:i, tenant_id => 7);
SELECT tenant_id, status FROM wf.instance_list;
SET wf_engine.tenant = 'seven';
-- Null is what is left out: the session's cell.
SET wf_engine.tenant = 7;
SELECT wf.start('leave', actor => 'alice', tenant_id => NULL) AS i \gset
SELECT tenant_id FROM wf.instance_list WHERE instance_id = :i;
