-- Deviations, exports, tasks at risk and advice.
\i test/sql/company.psql
\set owner :USER
DO $$
BEGIN
    PERFORM wf.deploy('{"key": "buy", "form": {"fields": [{"name": "amount", "type": "number"}]},
        "nodes": [{"id": "s", "type": "start"}, {"id": "one", "type": "approval", "name": "<First> & \"best\"", "approvers": [{"by": "users", "users": ["lena"]}]},
            {"id": "two", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "size", "type": "exclusive"},
            {"id": "board", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}], "due": "PT1H"}, {"id": "e", "type": "end"}],
        "flows": [{"from": "s", "to": "one"}, {"from": "one", "to": "two"}, {"from": "two", "to": "size"}, {"from": "size", "to": "board", "when": "amount > 1000"},
            {"from": "size", "to": "e", "default": true}, {"from": "board", "to": "e"}]}');
    FOR n IN 1 .. 60 LOOP
        PERFORM wf.start('buy', jsonb_build_object('amount', 900 + n), actor => 'alice');
        PERFORM wf.approve(n * 1000000 + 1, actor => 'lena');
        PERFORM wf.approve(n * 1000000 + 2, actor => 'lena');
    END LOOP;
END $$;
SELECT place, code, node, regexp_replace(message, '@ [0-9a-z ]+', '...') AS message, evidence - 'time' AS evidence FROM wf.advice('buy');
SET wf_engine.language = 'zh';
SELECT message FROM wf.advice('buy') WHERE code = 'threshold';
RESET wf_engine.language;

-- Deviations.
SELECT wf.start('buy', '{"amount": 5000}', actor => 'alice') AS big \gset
SELECT wf.jump(:big, 'board', 'quick', actor => 'root') IS NOT NULL AS jumped;
SELECT wf.suspend(:big, actor => 'root') IS NOT NULL AS suspended, wf.resume(:big, actor => 'root') IS NOT NULL AS resumed;
SELECT wf.start('buy', '{"amount": 5000}', actor => 'alice') AS other \gset
SELECT wf.terminate(:other, 'not wanted', actor => 'root') IS NOT NULL AS terminated;
CREATE TABLE purchase (id integer PRIMARY KEY, amount numeric);
INSERT INTO purchase VALUES (1, 10);
SELECT wf.bind('purchase', 'buy', '{"data": {"amount": "amount"}, "freeze": false}') IS NOT NULL AS bound;
SELECT wf.start('buy', business_table => 'purchase', business_key => '1', actor => 'alice') AS bound \gset
UPDATE purchase SET amount = 11;
SELECT wf.approve(:bound * 1000000 + 1, actor => 'lena') IS NOT NULL AS approved;
SELECT instance_id - 60 AS instance, kind, action, actor, node, comment, source, target FROM wf.deviations WHERE at > now() - interval '1 day' ORDER BY instance_id, seq;

-- Tasks at risk: as if it were later.
SELECT wf._roll_up() > 0 AS rolled_up;
SELECT instance_id - 60 AS instance, node, assignee, risk, regexp_replace(reason, '@ [0-9a-z ]+', '...', 'g') AS reason FROM wf.at_risk(now() + interval '30 minutes') ORDER BY task_id;
-- As if grace had taken 80 minutes for each of 25 tasks.
INSERT INTO wf.rollup VALUES ('person', true, '2026-01-01', 0, 0, '\x01', 'grace', '', '{25,25,0,0,0,0,0,0,0,0,0,0,0}', '{423,25}');
SELECT instance_id - 60 AS instance, node, assignee, risk, regexp_replace(reason, '@ [0-9a-z ]+', '...', 'g') AS reason FROM wf.at_risk(now() + interval '30 minutes') ORDER BY task_id;
DELETE FROM wf.rollup WHERE key = '\x01';
SELECT * FROM wf.recount();
SELECT instance_id - 60 AS instance, node, assignee, risk, regexp_replace(reason, '@ [0-9a-z ]+', '...', 'g') AS reason FROM wf.at_risk(now() + interval '5 hours', min_tasks => 1) ORDER BY task_id;
SET wf_engine.language = 'zh';
SELECT DISTINCT risk, regexp_replace(reason, '@ [0-9a-z ]+', '...', 'g') AS reason FROM wf.at_risk(now() + interval '5 hours') ORDER BY 1;
RESET wf_engine.language;
SELECT risk FROM wf.at_risk('infinity');

-- XES: well-formed, times with milliseconds and offset, each start has at most one complete, and no attribute is empty.
CREATE TEMP TABLE xes AS SELECT string_agg(line, E'\n')::xml AS log FROM wf.export_xes('buy') AS line;
SELECT count(*) AS traces FROM xes, unnest(xpath('//x:trace', log, '{{x,http://www.xes-standard.org/}}')) AS t;
SELECT key, count(*) FROM xes, unnest(xpath('//x:event/*/@key', log, '{{x,http://www.xes-standard.org/}}')::text[]) AS key GROUP BY 1 ORDER BY 1;
SELECT name, transition, count(*) FROM xes, unnest(xpath('//x:event/x:string[@key="concept:name"]/@value', log, '{{x,http://www.xes-standard.org/}}')::text[],
    xpath('//x:event/x:string[@key="lifecycle:transition"]/@value', log, '{{x,http://www.xes-standard.org/}}')::text[]) AS e (name, transition) GROUP BY 1, 2 ORDER BY 1, 2;
SELECT bool_and(t ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.]\d{3}[+]00:00$') AS times FROM xes, unnest(xpath('//x:event/x:date/@value', log, '{{x,http://www.xes-standard.org/}}')::text[]) AS t;
SELECT count(*) AS empty FROM xes, unnest(xpath('//x:trace//@value', log, '{{x,http://www.xes-standard.org/}}')::text[]) AS v WHERE v = '';
SELECT line FROM wf.export_xes('leave') AS line;

-- OCEL: JSON whose references lead somewhere, with ids once, and strings for values.
CREATE TEMP TABLE ocel AS SELECT string_agg(line, E'\n')::jsonb AS log FROM wf.export_ocel('buy') AS line;
SELECT log -> 'objectTypes' AS object_types, log -> 'eventTypes' AS event_types, jsonb_array_length(log -> 'events') AS events FROM ocel;
SELECT o ->> 'type' AS type, count(*), count(DISTINCT o ->> 'id') AS ids FROM ocel, jsonb_array_elements(log -> 'objects') AS o GROUP BY 1 ORDER BY 1;
SELECT count(DISTINCT e ->> 'id') = count(*) AS ids_once, bool_and(e ->> 'time' ~ '[.]\d{3}Z$') AS times FROM ocel, jsonb_array_elements(log -> 'events') AS e;
SELECT r ->> 'qualifier' AS qualifier, count(*), count(*) FILTER (WHERE NOT EXISTS (SELECT FROM ocel, jsonb_array_elements(log -> 'objects') AS o WHERE o ->> 'id' = r ->> 'objectId')) AS nowhere
FROM ocel, jsonb_path_query(log, '$.**.relationships[*]') AS r GROUP BY 1 ORDER BY 1;
SELECT count(*) AS "not a string" FROM ocel, jsonb_path_query(log, '$.**.attributes[*].value') AS v WHERE jsonb_typeof(v) <> 'string';
SELECT count(*) AS "type that is not declared" FROM ocel, jsonb_array_elements(log -> 'events') AS e WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(log -> 'eventTypes') AS t WHERE t ->> 'name' = e ->> 'type');
SELECT string_agg(line, '')::jsonb AS nothing FROM wf.export_ocel('leave') AS line;

-- Nobody else sees any of it.
CREATE ROLE regress_wf_lena LOGIN IN ROLE wf_user;
UPDATE wf.person SET db_role = 'regress_wf_lena' WHERE person_id = 'lena';
\c - regress_wf_lena
SELECT count(*) FROM wf.deviations;
SELECT count(*) FROM wf.visits;
SELECT count(*) FROM wf.export_xes('buy');
SELECT count(*) FROM wf.export_ocel('buy');
SELECT count(*) FROM wf.advice('buy');
SELECT risk FROM wf.at_risk(now() + interval '5 hours');
\c - :owner
DROP ROLE regress_wf_lena;
