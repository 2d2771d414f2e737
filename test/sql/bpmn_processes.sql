-- Which processes of a BPMN document become which definitions, and how calls between them find each other.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

\set pools '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="_6-1"><startEvent id="s1"/><callActivity id="ask" calledElement="2nd pool"/><endEvent id="e1"/><sequenceFlow id="f1" sourceRef="s1" targetRef="ask"/><sequenceFlow id="f2" sourceRef="ask" targetRef="e1"/></process><process id="2nd pool" name="Second"><startEvent id="s2"/><receiveTask id="wait" messageRef="m"/><endEvent id="e2"/><sequenceFlow id="g1" sourceRef="s2" targetRef="wait"/><sequenceFlow id="g2" sourceRef="wait" targetRef="e2"/></process><process id="empty"/><message id="m" name="go on"/></definitions>'
-- Not clear which, until one is named; the key is another question.
SELECT severity, code, message, hint FROM wf.validate_bpmn(:'pools');
SELECT severity, code, path, element, line FROM wf.validate_bpmn(:'pools', process => '_6-1');
SELECT severity, code, message FROM wf.validate_bpmn(:'pools', process => '_6-9');
SELECT * FROM wf.deploy_bpmn(:'pools', key => 'pizza', process => '_6-1');
SELECT * FROM wf.deploy_bpmn(:'pools', key => '_6-1');
-- All at once: the first one calls the second one, whose id cannot be a key.
SELECT severity, code, path, message FROM wf.validate_bpmn(:'pools', all_processes => true);
SELECT * FROM wf.deploy_bpmn(:'pools', all_processes => true);
SELECT wf.deploy_bpmn(:'pools', all_processes => true, key => 'one');
SELECT key, version, status FROM wf.definition WHERE bpmn IS NOT NULL ORDER BY definition_id;
SELECT wf.start('_6-1', actor => 'alice');
SELECT definition_key, status FROM wf.instance_list ORDER BY instance_id;
SELECT wf.send_message('go on', actor => 'root') IS NOT NULL AS sent;
SELECT definition_key, status FROM wf.instance_list ORDER BY instance_id;
-- Keys of definitions in JSON may have any letter too.
SELECT wf.deploy('{"key": "审批_2.ä", "nodes": [{"id": "s", "type": "start"}, {"id": "c", "type": "call", "definition": "_noch-nicht"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "c"}, {"from": "c", "to": "e"}]}');
SELECT severity, code, path, message FROM wf.validate('{"key": "审批_2.ä", "nodes": [{"id": "s", "type": "start"}, {"id": "c", "type": "call", "definition": "_noch-nicht"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "c"}, {"from": "c", "to": "e"}]}');
SELECT wf.deploy('{"key": "2nd", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}');
-- Calls in other files and in JSON find a process by its id, whatever its definition is called.
\set caller '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="caller"><startEvent id="s"/><callActivity id="ask" calledElement="3rd pool"/><endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="ask"/><sequenceFlow id="f2" sourceRef="ask" targetRef="e"/></process></definitions>'
\set called '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="3rd pool"><startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/></process></definitions>'
\set json '{"key": "json", "nodes": [{"id": "s", "type": "start"}, {"id": "c", "type": "call", "definition": "3rd pool"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "c"}, {"from": "c", "to": "e"}]}'
SELECT definition, status FROM wf.deploy_bpmn(:'caller');
SELECT severity, code, path, message FROM wf.validate(:'json');
SELECT definition, errors FROM wf.deploy_bpmn(:'called', key => 'pizza', activate => false);
SELECT wf.deploy(:'json');
SELECT wf.start('json', actor => 'alice');
SELECT process_id, definition, status FROM wf.deploy_bpmn(:'called', key => 'pizza');
SELECT severity, code, path, message FROM wf.validate(:'json');
SELECT severity, code FROM wf.validate_bpmn(:'caller');
SELECT wf.start('json', actor => 'alice') AS first, wf.start('caller', actor => 'alice') AS second \gset
SELECT i.definition_key, i.status, c.definition_key AS called, c.status FROM wf.instance_list i JOIN wf.instance_list c ON c.instance_id = i.instance_id + 1 WHERE i.instance_id IN (:first, :second) ORDER BY 1;
-- Several: it is not clear which one. A key is always the key first.
SELECT definition FROM wf.deploy_bpmn(:'called');
SELECT severity, code, path, message, hint FROM wf.validate(:'json');
SELECT wf.start('json', actor => 'alice');
SELECT key, process_id FROM wf.definition_list WHERE process_id = '3rd pool' ORDER BY key;
-- One that is suspended is not meant while another is active.
SELECT DISTINCT key AS other FROM wf.definition_list WHERE process_id = '3rd pool' AND key <> 'pizza' \gset
SELECT wf.suspend_definition(:'other') AS suspended;
SELECT wf.start('json', actor => 'alice') > 0 AS started;
SELECT wf.resume_definition(:'other') AS resumed;
-- What the version in use was made from counts.
SELECT wf.deploy('{"key": "pizza", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}');
SELECT wf.start('json', actor => 'alice') > 0 AS started;
SELECT wf.deploy_bpmn(replace(:'called', '3rd pool', 'json'), key => 'other') IS NOT NULL AS deployed;
SELECT severity, code FROM wf.validate(replace(:'json', '3rd pool', 'json')::jsonb);
