-- wf.deploy_bpmn, wf.validate_bpmn and wf.export_bpmn: BPMN 2.0 documents become definitions, and back.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

\set holiday '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="holiday" name="Holiday" isExecutable="true"><startEvent id="start"/><userTask id="book" name="Book a flight" camunda:assignee="bob"><documentation>soon</documentation></userTask><boundaryEvent id="late" attachedToRef="book"><timerEventDefinition><timeDuration>PT72H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="end"/><endEvent id="missed"/><sequenceFlow id="f1" sourceRef="start" targetRef="book"/><sequenceFlow id="f2" sourceRef="book" targetRef="end"/><sequenceFlow id="f3" sourceRef="late" targetRef="missed"/></process></definitions>'
SELECT * FROM wf.validate_bpmn(:'holiday');
SELECT wf.deploy_bpmn(:'holiday');
-- The same document is the same version; the document is kept.
SELECT wf.deploy_bpmn(:'holiday');
SELECT key, version, status, bpmn = :'holiday' AS kept, source ->> 'key' AS json_key FROM wf.definition WHERE bpmn IS NOT NULL;
SELECT wf.start('holiday', actor => 'alice');
SELECT node, node_name, assignee FROM wf.todo;
SELECT node, kind, due_at - created_at AS after FROM wf.jobs;
SELECT wf.complete(1000001, actor => 'bob');
SELECT status FROM wf.instance_list;
-- Who is not there yet is a warning: no reason to refuse a document.
SELECT severity, code, path, message FROM wf.validate_bpmn(replace(:'holiday', '"bob"', '"nemo"'));
SELECT wf.deploy_bpmn(replace(:'holiday', '"bob"', '"nemo"'), key => 'holiday', activate => false);
-- What is wrong with it, by element.
SELECT severity, code, path, message FROM wf.validate_bpmn(replace(:'holiday', 'targetRef="end"', 'targetRef="ende"'));
SELECT wf.deploy_bpmn(replace(:'holiday', 'PT72H', 'in a while'));
SELECT wf.deploy_bpmn('no xml');
SELECT wf.deploy_bpmn(NULL);
-- A process that cannot end properly is refused, unless somebody insists.
\set stuck '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="stuck" isExecutable="true"><startEvent id="start"/><exclusiveGateway id="either" default="f2"/><parallelGateway id="both"/><task id="a"/><task id="b"/><endEvent id="end"/><sequenceFlow id="f1" sourceRef="start" targetRef="either"/><sequenceFlow id="f2" sourceRef="either" targetRef="a"/><sequenceFlow id="f3" sourceRef="either" targetRef="b"><conditionExpression>initiator.name = "Bob"</conditionExpression></sequenceFlow><sequenceFlow id="f4" sourceRef="a" targetRef="both"/><sequenceFlow id="f5" sourceRef="b" targetRef="both"/><sequenceFlow id="f6" sourceRef="both" targetRef="end"/></process></definitions>'
SELECT severity, code, path FROM wf.validate_bpmn(:'stuck');
\set VERBOSITY sqlstate
SELECT wf.deploy_bpmn(:'stuck');
SELECT wf.deploy_bpmn(:'stuck', allow_unsound => true);
-- Out again: the very document; and one made of a definition in JSON, which gives an equal definition.
\set VERBOSITY default
SELECT wf.export_bpmn('holiday', version => 1) = :'holiday' AS same_document;
SELECT wf.export_bpmn('leave') ~ '<bpmn:definitions|<definitions' AS is_bpmn, wf.export_bpmn('leave') ~ 'BPMNShape' AS has_diagram;
SELECT severity, code, path, message FROM wf.validate_bpmn(wf.export_bpmn('leave'));
SELECT wf.deploy_bpmn(wf.export_bpmn('leave'));
SELECT version, source = (SELECT source FROM wf.definition WHERE key = 'leave' AND version = 1) AS equal FROM wf.definition WHERE key = 'leave' AND status = 'active';
SELECT wf.export_bpmn('leave', version => 9);
SELECT wf.export_bpmn('stranger');
-- What Java's language converts keeps its meaning: false, "false", true and nothing at all.
\set consent '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="consent" isExecutable="true"><startEvent id="s"/><exclusiveGateway id="g" default="yes"/><userTask id="granted" camunda:assignee="bob"/><userTask id="declined" camunda:assignee="bob"/><sequenceFlow id="f" sourceRef="s" targetRef="g"/><sequenceFlow id="no" sourceRef="g" targetRef="declined"><conditionExpression>${consent == ''false''}</conditionExpression></sequenceFlow><sequenceFlow id="yes" sourceRef="g" targetRef="granted"/></process></definitions>'
SELECT wf.deploy_bpmn(:'consent');
SELECT wf.start('consent', '{"consent": false}', actor => 'alice') AS boolean, wf.start('consent', '{"consent": "false"}', actor => 'alice') AS text, wf.start('consent', '{"consent": true}', actor => 'alice') AS otherwise, wf.start('consent', actor => 'alice') AS nothing;
SELECT instance_id, node FROM wf.todo WHERE instance_id BETWEEN 2 AND 5 ORDER BY instance_id;
-- A task that names nobody is the role's that its lane is called as, else the administrators'; who is excluded may not.
\set lanes '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="lanes" isExecutable="true"><laneSet id="l"><lane id="l1" name="BOARD"><flowNodeRef>sign</flowNodeRef></lane><lane id="l2" name="Guests"><flowNodeRef>read</flowNodeRef></lane></laneSet><startEvent id="s"/><userTask id="sign"><ioSpecification id="io"><dataInput id="i1" name="TaskName"/><dataInput id="i2" name="ExcludedOwnerId"/></ioSpecification><dataInputAssociation id="a"><targetRef>i2</targetRef><assignment id="x"><from>carol</from><to>i2</to></assignment></dataInputAssociation></userTask><userTask id="read"/><endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="sign"/><sequenceFlow id="f2" sourceRef="sign" targetRef="read"/><sequenceFlow id="f3" sourceRef="read" targetRef="e"/></process></definitions>'
SELECT severity, code, path, message FROM wf.validate_bpmn(:'lanes');
SELECT wf.deploy_bpmn(:'lanes');
SELECT wf.start('lanes', actor => 'alice') AS instance \gset
SELECT node, candidates FROM wf.todo WHERE instance_id = :instance;
SELECT wf.complete(:instance * 1000000 + 1, actor => 'bob');
SELECT wf.complete(:instance * 1000000 + 1, actor => 'carol');
SELECT wf.complete(:instance * 1000000 + 1, actor => 'dan');
SELECT node, candidates FROM wf.todo WHERE instance_id = :instance;
SELECT wf.complete(:instance * 1000000 + 2, actor => 'bob');
SELECT wf.complete(:instance * 1000000 + 2, actor => 'root');
SET wf_engine.lanes_are_roles = off;
SELECT code, path FROM wf.validate_bpmn(:'lanes');
RESET wf_engine.lanes_are_roles;
-- The forms of a file are the form; what a task's form has not, nobody writes there.
\set forms '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="forms" isExecutable="true"><startEvent id="s"><extensionElements><camunda:formData><camunda:formField id="days" label="Days" type="long"><camunda:validation><camunda:constraint name="required"/><camunda:constraint name="max" config="30"/></camunda:validation></camunda:formField></camunda:formData></extensionElements></startEvent><userTask id="check" camunda:assignee="bob"><extensionElements><camunda:formData><camunda:formField id="days" type="long"><camunda:validation><camunda:constraint name="readonly"/></camunda:validation></camunda:formField><camunda:formField id="fine" label="Fine?" type="boolean"><camunda:validation><camunda:constraint name="required"/></camunda:validation></camunda:formField></camunda:formData></extensionElements></userTask><endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="check"/><sequenceFlow id="f2" sourceRef="check" targetRef="e"/></process></definitions>'
SELECT * FROM wf.validate_bpmn(:'forms');
SELECT wf.deploy_bpmn(:'forms');
SELECT wf.start('forms', actor => 'alice');
SELECT wf.start('forms', '{"days": 31}', actor => 'alice');
SELECT wf.start('forms', '{"days": 3, "ticket": "T-1"}', actor => 'alice') AS instance \gset
SELECT wf.complete(:instance * 1000000 + 1, actor => 'bob');
SELECT wf.complete(:instance * 1000000 + 1, data => '{"fine": true, "days": 4}', actor => 'bob');
SELECT wf.complete(:instance * 1000000 + 1, data => '{"fine": true}', actor => 'bob');
-- Forms of Camunda may stand in files of their own, which are given beside the document.
\set elsewhere '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><process id="elsewhere" isExecutable="true"><startEvent id="s"><extensionElements><zeebe:formDefinition formId="ask"/></extensionElements></startEvent><userTask id="t" name="Check"><extensionElements><zeebe:formDefinition formKey="camunda-forms:deployment:check.form"/><zeebe:assignmentDefinition assignee="bob"/></extensionElements></userTask><endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/></process></definitions>'
\set ask '{"id": "ask", "components": [{"key": "days", "type": "number", "validate": {"required": true}}]}'
\set check '{"id": "check-1", "components": [{"key": "days", "type": "number", "readonly": true}, {"key": "remark", "type": "textfield"}]}'
SELECT severity, code, path, message, hint FROM wf.validate_bpmn(:'elsewhere') WHERE severity <> 'info';
SELECT severity, code, path FROM wf.validate_bpmn(:'elsewhere', forms => jsonb_build_array(:'ask'::jsonb)) WHERE severity <> 'info';
SELECT severity, code, path FROM wf.validate_bpmn(:'elsewhere', forms => jsonb_build_object('ask', :'ask'::jsonb, 'check.form', :'check'::jsonb)) WHERE severity <> 'info';
SELECT definition, version FROM wf.deploy_bpmn(:'elsewhere');
SELECT definition, version FROM wf.deploy_bpmn(:'elsewhere', forms => jsonb_build_object('ask', :'ask'::jsonb, 'check.form', :'check'::jsonb));
SELECT definition, version FROM wf.deploy_bpmn(:'elsewhere', forms => jsonb_build_object('ask', :'ask'::jsonb, 'check.form', :'check'::jsonb));
SELECT wf.definition('elsewhere') -> 'form' -> 'fields' AS fields, wf.definition('elsewhere') #> '{nodes,1,fields}' AS rights;
SELECT wf.start('elsewhere', '{}', actor => 'alice');
SELECT wf.deploy_bpmn(:'elsewhere', forms => '[{"key": "days"}]');
SELECT wf.deploy_bpmn(:'elsewhere', forms => '"ask"');
