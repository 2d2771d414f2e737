-- A definition that cannot run can be kept as a draft, with what is wrong with it.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

\set sketch '{"key": "sketch", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": []}], "flows": [{"from": "s", "to": "a"}]}'
SELECT wf.deploy(:'sketch');
SELECT wf.deploy(:'sketch', activate => false);
SELECT severity, code, path, message FROM wf.draft_findings('sketch');
SELECT * FROM wf.draft_findings('sketch', 1) EXCEPT SELECT *, NULL, NULL FROM wf.validate(:'sketch');
SELECT version, status, findings IS NOT NULL AS cannot_run FROM wf.definition WHERE key = 'sketch';
-- It cannot be started, called, looked into, nor activated as it is.
SELECT wf.start('sketch', actor => 'alice');
SELECT wf.start('sketch', version => 1, actor => 'alice');
SELECT wf.diagram('sketch', version => 1);
SELECT wf.simulate('sketch', 'alice', version => 1);
SELECT wf.deploy(:'sketch', activate => true);
-- The same source again is the same version; a good one is the next.
SELECT wf.deploy(:'sketch', activate => false);
SELECT wf.deploy(jsonb_set(:'sketch', '{nodes, 1}', '{"id": "a", "type": "end"}'), activate => false);
SELECT * FROM wf.draft_findings('sketch');
SELECT wf.start('sketch', version => 2, actor => 'alice');
SELECT wf.deploy(jsonb_set(:'sketch', '{nodes, 1}', '{"id": "a", "type": "end"}'));
SELECT wf.start('sketch', actor => 'alice') IS NOT NULL AS started;
SELECT version, status, findings IS NOT NULL AS cannot_run FROM wf.definition WHERE key = 'sketch' ORDER BY version;
-- Without a key there is nothing to keep it under.
SELECT wf.deploy('{"nodes": []}', activate => false);
SELECT wf.deploy('{"key": "1 bad", "nodes": []}', activate => false);
SELECT wf.deploy('[]', activate => false);
-- What becomes right by itself: somebody is hired.
\set hire '{"key": "hire", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "role", "role": "ghosts"}]}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}'
SELECT wf.deploy(:'hire', activate => false);
SELECT code, path FROM wf.draft_findings('hire');
INSERT INTO wf.role (tenant_id, role_id, name) VALUES (0, 'ghosts', 'Ghosts');
SELECT wf.deploy(:'hire');
SELECT version, status, findings FROM wf.definition WHERE key = 'hire';
-- Unsound, and nobody insists: a draft too; if somebody does, it runs.
\set stuck '{"key": "stuck", "nodes": [{"id": "s", "type": "start"}, {"id": "x", "type": "exclusive"}, {"id": "p", "type": "parallel"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "x"}, {"from": "x", "to": "p", "when": "initiator.name = \\"Bob\\""}, {"from": "x", "to": "p", "default": true}, {"from": "p", "to": "e"}]}'
SELECT wf.deploy(:'stuck', activate => false);
SELECT severity, code FROM wf.draft_findings('stuck');
SELECT wf.start('stuck', version => 1, actor => 'alice');
SELECT wf.deploy(:'stuck', allow_unsound => true);
SELECT status, findings FROM wf.definition WHERE key = 'stuck';
-- A BPMN document: findings with the element and its line; it comes out again as it was.
\set xml '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">\n<process id="p" isExecutable="true">\n<startEvent id="s"/>\n<exclusiveGateway id="g" name="Big?"/>\n<endEvent id="e"/>\n<sequenceFlow id="f1" sourceRef="s" targetRef="g"/>\n<sequenceFlow id="f2" name="yes" sourceRef="g" targetRef="e"><conditionExpression>1 +</conditionExpression></sequenceFlow>\n</process></definitions>'
SELECT wf.deploy_bpmn(:'xml');
SELECT * FROM wf.deploy_bpmn(:'xml', activate => false);
SELECT line, element, path, severity, code, message, hint FROM wf.draft_findings('p');
SELECT wf.export_bpmn('p', version => 1) = :'xml' AS same_document;
SELECT wf.start('p', version => 1, actor => 'alice');
SELECT wf.deploy_bpmn('<definitions/>', activate => false);
