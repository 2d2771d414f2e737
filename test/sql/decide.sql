-- Decision tables: the approval matrix that finance keeps in a spreadsheet.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{
    "key": "purchase",
    "form": {"fields": [
        {"name": "amount", "type": "number", "required": true}, {"name": "department", "type": "text", "required": true},
        {"name": "kind", "type": "choice", "values": ["goods", "service"], "required": true}, {"name": "needed_by", "type": "date"}]},
    "decisions": [
        {"name": "approval_matrix",
            "inputs": [{"expression": "amount", "values": ">= 0"}, {"expression": "department"}, {"expression": "kind"}],
            "outputs": [{"name": "approvers"}, {"name": "level", "type": "number"}],
            "rules": [
                {"when": ["<= 1000", "-",                    "-"],           "then": ["[\"lena\"]", 1]},
                {"when": ["> 1000",  "\"IT\", \"HR\"",       "\"goods\""],   "then": ["[\"frank\"]", 2]},
                {"when": ["> 1000",  "\"IT\", \"HR\"",       "\"service\""], "then": ["[\"frank\", \"heidi\"]", 3]},
                {"when": ["> 1000",  "not(\"IT\", \"HR\")",  "-"],           "then": ["[\"grace\", initiator.manager]", 4]}]},
        {"name": "urgency", "hit_policy": "first", "inputs": [{"expression": "needed_by"}], "outputs": [{"default": "\"normal\""}],
            "rules": [{"when": ["< @\"2026-12-01\""], "then": ["\"urgent\""]}]},
        {"name": "points", "hit_policy": "C+", "inputs": [{"expression": "amount"}, {"expression": "approval_matrix.level"}], "outputs": [{}],
            "rules": [{"when": ["> 100"], "then": [1]}, {"when": ["> 1000"], "then": [2]}, {"when": ["-", "> 3"], "then": [10]}, {"when": ["-", "-"], "then": [0]}]}],
    "nodes": [
        {"id": "start", "type": "start"},
        {"id": "sign", "type": "approval", "mode": "all", "approvers": [{"by": "expression", "expression": "approval_matrix.approvers"}]},
        {"id": "how", "type": "exclusive"},
        {"id": "again", "type": "approval", "mode": "all", "approvers": [{"by": "decision", "decision": "approval_matrix", "output": "approvers"}]},
        {"id": "other", "type": "approval", "mode": "all", "approvers": [{"by": "expression", "expression": "approval_matrix(amount: amount * 10, department: \"Sales\").approvers"}]},
        {"id": "end", "type": "end"}],
    "flows": [
        {"from": "start", "to": "sign"}, {"from": "sign", "to": "how"},
        {"id": "high", "from": "how", "to": "again", "when": "approval_matrix.level >= 3"},
        {"id": "urgent", "from": "how", "to": "other", "when": "urgency = \"urgent\""},
        {"id": "rest", "from": "how", "to": "end", "default": true},
        {"from": "again", "to": "end"}, {"from": "other", "to": "end"}]}');

-- Amount x department x kind -> who signs, and what comes then.
CREATE FUNCTION pg_temp.way(data jsonb) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(node || ' ' || coalesce(person_id, result), ', ' ORDER BY n)
    FROM (SELECT row_number() OVER () AS n, * FROM wf.simulate('purchase', 'alice', data)) s
    WHERE what = 'approver' OR (what = 'flow' AND node = 'how') $$;
SELECT amount, department, kind, pg_temp.way(jsonb_build_object('amount', amount, 'department', department, 'kind', kind)) AS way
FROM unnest(ARRAY[1000, 1000.01, 1200, 90000]) amount, unnest(ARRAY['IT', 'Sales']) department, unnest(ARRAY['goods', 'service']) kind
ORDER BY amount, department COLLATE "C", kind COLLATE "C";
SELECT pg_temp.way('{"amount": 500, "department": "IT", "kind": "goods", "needed_by": "2026-11-30"}') AS urgent,
       pg_temp.way('{"amount": 500, "department": "IT", "kind": "goods", "needed_by": "2026-12-01"}') AS not_urgent;

-- The same in a running instance.
SELECT wf.start('purchase', '{"amount": 90000, "department": "Sales", "kind": "goods"}', actor => 'alice') AS i \gset
SELECT node, assignee FROM wf.todo WHERE instance_id = :i ORDER BY assignee COLLATE "C";
SELECT count(wf.approve(task_id, actor => assignee)) AS approved FROM wf.todo WHERE instance_id = :i AND node = 'sign';
SELECT node, assignee FROM wf.todo WHERE instance_id = :i ORDER BY assignee COLLATE "C";
-- Why: a simulation says what the decision gave, and what it saw.
SELECT what, rule, result, detail FROM wf.simulate('purchase', 'alice', '{"amount": 1200, "department": "IT", "kind": "service"}') WHERE what = 'condition';

-- For everybody else.
SELECT wf.decide('purchase', 'approval_matrix', '{"amount": 1200, "department": "IT", "kind": "service"}') AS matrix,
       wf.decide('purchase', 'approval_matrix', '{"amount": 12000, "department": "Sales", "initiator": {"manager": "lena"}}') AS sales,
       wf.decide('purchase', 'urgency', '{"needed_by": "2026-01-01"}') AS urgent, wf.decide('purchase', 'urgency') AS by_default;
SELECT wf.decide('purchase', 'points', '{"amount": 2000, "department": "Sales", "kind": "goods"}') AS points,
       wf.decide('purchase', 'points', '{"amount": 2000, "department": "IT", "kind": "goods"}', version => 1) AS fewer,
       wf.decide('purchase', 'approval_matrix', '{}') AS nothing_is_known;
SELECT wf.decide('purchase', 'approval_matrx');
SELECT wf.decide('leave', 'approval_matrix');
SELECT wf.decide('nothing', 'approval_matrix');
SELECT wf.decide('purchase', 'approval_matrix', version => 7);
SELECT wf.decide('purchase', 'approval_matrix', '[]');
SELECT wf.decide('purchase', NULL);
SELECT wf.decide('purchase', 'approval_matrix', '{"amount": "many"}');
SELECT wf.decide('purchase', 'approval_matrix', '{"amount": -5}');
SELECT wf.decide('purchase', 'urgency', '{"needed_by": "soon"}');
SET ROLE wf_user;
SELECT wf.decide('purchase', 'approval_matrix', '{"amount": 1}') AS everybody_may;
RESET ROLE;

-- Rules that contradict each other in a way that nobody could see at deploy: an error, not a wrong way.
SELECT wf.deploy('{
    "key": "torn", "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "limit", "type": "number"}]},
    "decisions": [{"name": "who", "inputs": [{"expression": "amount"}], "outputs": [{}],
        "rules": [{"when": ["< limit"], "then": ["\"lena\""]}, {"when": ["> 100"], "then": ["\"grace\""]}]}],
    "nodes": [{"id": "s", "type": "start"}, {"id": "g", "type": "exclusive"},
        {"id": "sign", "type": "approval", "approvers": [{"by": "decision", "decision": "who"}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "g"}, {"from": "g", "to": "sign", "when": "who != null"}, {"from": "g", "to": "e", "default": true}, {"from": "sign", "to": "e"}]}');
SELECT wf.decide('torn', 'who', '{"amount": 150, "limit": 100}') AS one, wf.decide('torn', 'who', '{"amount": 50, "limit": 100}') AS other,
       wf.decide('torn', 'who', '{"amount": 100, "limit": 100}') AS none;
SELECT wf.decide('torn', 'who', '{"amount": 150, "limit": 200}');
SELECT wf.start('torn', '{"amount": 150, "limit": 200}', actor => 'alice');
SELECT count(*) AS instances FROM wf.instance_list WHERE definition_key = 'torn';

-- Overlaps and gaps are found at deploy.
SELECT severity, code, path, message, hint FROM wf.validate('{
    "key": "gaps", "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "kind", "type": "choice", "values": ["goods", "service"]}]},
    "decisions": [
        {"name": "matrix", "inputs": [{"expression": "amount"}, {"expression": "kind"}], "outputs": [{"name": "who", "values": ["lead", "cfo"]}],
            "rules": [{"when": ["[0..1000]", "-"], "then": ["\"lead\""]}, {"when": ["[1000..5000]", "\"goods\""], "then": ["\"cfo\""]},
                      {"when": ["[2000..9000]", "\"goods\", \"gold\""], "then": ["\"board\""]}, {"when": ["> ,"], "then": [1]}]}],
    "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}');
SELECT severity, code, path, message, hint FROM wf.validate('{
    "key": "gaps", "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "kind", "type": "choice", "values": ["goods", "service"]}]},
    "decisions": [
        {"name": "matrix", "inputs": [{"expression": "amount"}, {"expression": "kind"}], "outputs": [{"name": "who"}],
            "rules": [{"when": ["[0..1000]", "-"], "then": ["\"lead\""]}, {"when": ["[1000..5000]", "\"goods\""], "then": ["\"cfo\""]}]},
        {"name": "ladder", "hit_policy": "first", "inputs": [{"expression": "amount"}], "outputs": [{"name": "who"}],
            "rules": [{"when": ["> 1000"], "then": ["\"cfo\""]}, {"when": ["> 50000"], "then": ["\"board\""]}, {"when": ["-"], "then": ["\"lead\""]}]}],
    "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}');

-- Decisions go to BPMN and back.
SELECT severity, code, path, message FROM wf.validate_bpmn(wf.export_bpmn('purchase')) WHERE severity = 'error';
SELECT wf.deploy_bpmn(wf.export_bpmn('purchase'), key => 'copied') IS NOT NULL AS deployed;
SELECT wf.decide('copied', 'approval_matrix', '{"amount": 1200, "department": "IT", "kind": "service"}') AS matrix;

-- Whoever writes a condition is told what decisions give, and of mistakes in cells.
SELECT * FROM wf.feel_check('approval_matrix.levl > 3 and points = "a" and urgency = 1', definition => 'purchase');
SELECT * FROM wf.feel_check('approval_matrix(amount: 5).level > "3"', definition => 'purchase');
SELECT severity, code, path, message, hint FROM wf.validate('{
    "key": "cells",
    "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "day", "type": "date"}]},
    "decisions": [{"name": "band", "inputs": [{"expression": "amount"}, {"expression": "day.yaer"}], "outputs": [{"type": "number"}], "hit_policy": "first",
        "rules": [{"when": ["? > day", "-"], "then": ["amount + \"1\""]}, {"when": ["? > amount / 2", "-"], "then": ["amount * 2"]}]}],
    "nodes": [{"id": "a", "type": "start"}, {"id": "b", "type": "end"}], "flows": [{"from": "a", "to": "b"}]}');
