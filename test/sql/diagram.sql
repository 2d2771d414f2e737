-- wf.diagram: formats, versions, languages, what is marked, and who may look. What the pictures look like is
-- tested with the core (test/unit/diagram_test.cpp).
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- A definition: nothing is marked.
SELECT wf.diagram('leave');

-- In the language of the session, or the one asked for.
SELECT wf.diagram('leave', language => 'zh') ~ '组长审批' AS chinese;
SET wf_engine.language = 'zh';
SELECT wf.diagram('leave') ~ '组长审批' AS by_setting, wf.diagram('leave', language => 'en') ~ 'Team lead' AS english;
RESET wf_engine.language;

-- An older version.
SELECT wf.deploy('{"key": "leave", "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "end"}], "flows": [{"from": "start", "to": "end"}]}') IS NOT NULL AS deployed;
SELECT wf.diagram('leave'), wf.diagram('leave', version => 1) ~ 'Management' AS has_management;
SELECT wf.diagram('leave', version => 3);

-- An instance: what is done, current and predicted, and who acts.
SELECT wf.deploy('{"key": "trip", "name": "Trip", "nodes": [{"id": "start", "type": "start"},
    {"id": "lead", "type": "approval", "name": "<Lead> \"1\"", "approvers": [{"by": "reporting_line", "level": 1}]},
    {"id": "hr", "type": "approval", "name": "HR", "approvers": [{"by": "role", "role": "hr"}]},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "hr"}, {"from": "hr", "to": "end"}]}') IS NOT NULL AS deployed;
SELECT wf.start('trip', actor => 'alice') AS instance_id;
SELECT wf.diagram(instance_id => 1);
SELECT wf.diagram(instance_id => 1, format => 'mermaid');
SELECT wf.diagram(instance_id => 1, format => 'dot');
SELECT xmlparse(DOCUMENT wf.diagram(instance_id => 1, format => 'svg')) IS DOCUMENT AS well_formed;
SELECT (xpath('//s:g[@data-node]/@data-node', svg, ns))::text AS nodes, (xpath('//s:g[@data-node]/@class', svg, ns))::text AS marks,
    (xpath('//s:g[@data-flow]/@class', svg, ns))::text AS flows
FROM xmlparse(DOCUMENT wf.diagram(instance_id => 1, format => 'svg')) AS svg, (VALUES (ARRAY[['s', 'http://www.w3.org/2000/svg']])) AS namespaces (ns);
SELECT wf.approve(1000001, actor => 'lena') IS NOT NULL AS approved;
SELECT wf.diagram(instance_id => 1);

-- Refused.
SELECT wf.diagram('leave', format => 'png');
SELECT wf.diagram('leave', format => NULL);
SELECT wf.diagram();
SELECT wf.diagram('leave', instance_id => 1);
SELECT wf.diagram(instance_id => 1, version => 1);
SELECT wf.diagram('nothing');
SELECT wf.diagram(instance_id => 99);

-- Only those who take part in it see an instance.
CREATE ROLE diagram_reader LOGIN IN ROLE wf_user;
SET ROLE diagram_reader;
SELECT wf.diagram(instance_id => 1);
RESET ROLE;
DROP ROLE diagram_reader;
