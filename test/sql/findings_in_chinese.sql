-- Findings are in the language of whoever asks: wf_engine.language decides when they are shown, also of a draft that somebody else has stored.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS wf_engine;
SELECT wf.setup() > 0 AS is_ready;
\pset format unaligned
\set QUIET on
\set bad '{"key": "trip", "nodes": [{"id": "start", "type": "start"}, {"id": "boss", "type": "approval", "approvers": [{"by": "role", "role": "lead"}], "mode": "every"}, {"id": "end", "type": "end"}], "flows": [{"from": "start", "to": "boss"}, {"from": "boss", "to": "nowhere"}]}'
\set bpmn '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="trip" isExecutable="true"><startEvent id="s"/><userTask id="t" name="Look at it"/><exclusiveGateway id="x" name="Dear?"/><endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="x"/><sequenceFlow id="f3" sourceRef="x" targetRef="e"/><sequenceFlow id="f4" sourceRef="x" targetRef="gone"/></process></definitions>'
SELECT severity, code, path, message, hint FROM wf.validate(:'bad');
SET wf_engine.language = 'zh';
SELECT severity, code, path, message, hint FROM wf.validate(:'bad');
SELECT wf.deploy(:'bad');
SELECT severity, code, element, line, message, hint FROM wf.validate_bpmn(:'bpmn');
SELECT definition, version, status, errors FROM wf.deploy_bpmn(:'bpmn', activate => false);
SELECT severity, code, message, hint FROM wf.draft_findings('trip');
SELECT severity, code, message FROM wf.feel_check('days >', '{"days": "number"}');
-- Who reads the draft in another language; one that the engine does not speak is English.
SET wf_engine.language = 'en';
SELECT severity, code, message, hint FROM wf.draft_findings('trip');
SET wf_engine.language = 'fr';
SELECT count(*) = (SELECT count(*) FROM wf.validate(:'bad') WHERE message ~ '^[ -~]+$') AS "in English" FROM wf.validate(:'bad');
