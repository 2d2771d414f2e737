-- wf.simulate_all: what a definition does to everybody.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- Grace has nobody above her, and the board signs its own.
SELECT severity, code, node, message, people, count, of, data_set FROM wf.simulate_all('leave', '[{"days": 3}, {"days": 30, "kind": "annual"}]');
SELECT code, node, rule FROM wf.simulate_all('leave', '[{"days": 3}]') WHERE code = 'rule_finds_nobody';
-- Nothing is asked of the long way by short requests.
SELECT severity, code, node, message FROM wf.simulate_all('leave', '[{"days": 3}]', initiators => '{alice,bob}');
SELECT severity, code, message FROM wf.simulate_all('leave', '{"days": 3}', initiators => '{alice}') WHERE severity <> 'info';

-- The same refusal of many is one finding.
SELECT severity, code, message, people FROM wf.simulate_all('leave') WHERE severity = 'error';
SELECT severity, code, message, people FROM wf.simulate_all('leave', '[{"days": 1}]', initiators => '{ghost,gone,alice}') WHERE severity = 'error';

SELECT wf.deploy('{"key": "dead", "nodes": [
    {"id": "start", "type": "start"},
    {"id": "void", "type": "approval", "on_no_approver": "reject", "approvers": [{"by": "role", "role": "nobody"}]},
    {"id": "own", "type": "approval", "on_self": "forbid", "approvers": [{"by": "users", "users": ["bob"]}]},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "void"}, {"from": "void", "to": "own"}, {"from": "own", "to": "end"}]}') AS dead;
SELECT severity, code, node, message, count, of FROM wf.simulate_all('dead');

SELECT * FROM wf.simulate_all('leave', '[]');
SELECT * FROM wf.simulate_all('leave', '[3]');
SELECT * FROM wf.simulate_all('leave', '"x"');
SELECT * FROM wf.simulate_all('unknown');
SELECT count(*) AS instances FROM wf.instance;
SELECT is_called AS numbers_were_taken FROM wf.instance_id_seq;
