-- Conditions: forms, the live business row, the initiator, outcomes; FEEL, rule-builder and domain forms.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

CREATE TABLE purchase (id integer PRIMARY KEY, amount numeric(20, 2), kind text, urgent boolean);
INSERT INTO purchase VALUES (1, 20000.50, 'travel', false), (2, 10000.00, 'travel', true), (3, NULL, 'food', NULL);
-- Which way does a purchase go? "yes" leads to eve, otherwise it ends.
CREATE FUNCTION pg_temp.goes(condition jsonb, business_key text DEFAULT NULL, data jsonb DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _instance bigint;
BEGIN
    PERFORM wf.deploy(jsonb_build_object('key', 'purchase', 'nodes', '[{"id": "s", "type": "start"}, {"id": "g", "type": "exclusive"},
            {"id": "yes", "type": "approval", "approvers": [{"by": "users", "users": ["eve"]}]}, {"id": "e", "type": "end"}]'::jsonb,
        'flows', jsonb_build_array('{"from": "s", "to": "g"}'::jsonb, jsonb_build_object('from', 'g', 'to', 'yes', 'when', condition),
            '{"from": "g", "to": "e", "default": true}'::jsonb, '{"from": "yes", "to": "e"}'::jsonb)));
    _instance := wf.start('purchase', data, CASE WHEN business_key IS NOT NULL THEN 'purchase' END, business_key, actor => 'alice');
    RETURN CASE (SELECT status FROM wf.instance_list WHERE instance_id = _instance) WHEN 'running' THEN 'yes' ELSE 'no' END;
END $$;
SELECT id, pg_temp.goes('"doc.amount > 10000"', id::text) AS feel,
       pg_temp.goes('{"all": [{"field": "doc.amount", "op": ">", "value": 10000}, {"field": "doc.kind", "op": "=", "value": "travel"}]}', id::text) AS rules,
       pg_temp.goes('[["doc.amount", ">", 10000]]', id::text) AS domain,
       pg_temp.goes('["|", ["doc.urgent", "=", true], ["doc.kind", "in", ["food", "drink"]]]', id::text) AS domain_or,
       pg_temp.goes('{"field": "doc.kind", "op": "contains", "value": "rav"}', id::text) AS contains
FROM purchase ORDER BY id;
SELECT pg_temp.goes('"amount > 10000 and 费用类型 = \"差旅费\""', data => '{"amount": 10000.01, "费用类型": "差旅费"}') AS chinese,
       pg_temp.goes('"0.1 + 0.2 = 0.3"') AS exact, pg_temp.goes('"amount > 5"') AS unknown_is_null,
       pg_temp.goes('"initiator.department = \"dev\" and initiator.position = \"engineer\" and initiator.rank < 3"') AS initiator,
       pg_temp.goes('"amount in [1..5] or amount between 7 and 9"', data => '{"amount": 8}') AS ranges;
-- What else the host knows of the initiator stands beside the columns, and does not hide them.
SELECT wf.load_directory('{"persons": [{"id": "alice", "manager": "lena", "department": "dev", "attributes": {"cost_center": 4711, "department": "board"}}]}') IS NOT NULL AS loaded;
SELECT pg_temp.goes('"initiator.cost_center = 4711"') AS attribute, pg_temp.goes('"initiator.department = \"board\""') AS hides_the_column;
-- No value of a rule can break out of its quotes.
SELECT pg_temp.goes('{"field": "kind", "op": "=", "value": "x\" or true or \""}', data => '{"kind": "y"}') AS attack;
-- The row is read live: not as it was at start.
SELECT pg_temp.goes('"doc.amount > 1"', '4');
SELECT pg_temp.goes('"doc.amount > 1"');
SELECT pg_temp.goes('"doc.amount > 1"', 'four');
-- Bad conditions are findings, with the position.
SELECT pg_temp.goes('"days >"');
SELECT pg_temp.goes(to_jsonb(repeat('(', 100000) || '1' || repeat(')', 100000)));
SELECT pg_temp.goes(to_jsonb(repeat('(', 30000) || '1' || repeat(')', 30000)));
SELECT pg_temp.goes('{"field": "amount", "op": "~", "value": 1}');

-- Flows are tried in order; without a default and without a true condition nothing is kept.
SELECT wf.deploy('{"key": "order", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
        {"id": "g", "type": "exclusive"}, {"id": "small", "type": "end"}, {"id": "big", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "g"}, {"from": "g", "to": "small", "when": "n > 1 and outcome.a = \"approved\""}, {"from": "g", "to": "big", "when": "n > 2"}]}');
SELECT wf.start('order', '{"n": 3}', actor => 'alice') AS three, wf.start('order', '{"n": 0}', actor => 'alice') AS zero \gset
SELECT wf.approve(:three * 1000000 + 1, actor => 'lena');
SELECT wf.events(events) @> '[{"type": "FlowTaken", "flow": "g->small"}]' AS took_the_first FROM wf.log WHERE instance_id = :three AND seq = 2;
\set VERBOSITY terse
SELECT wf.approve(:zero * 1000000 + 1, actor => 'lena');
SELECT status, version FROM wf.instance_list WHERE instance_id = :zero;
-- The condition may be met with new data.
SELECT wf.approve(:zero * 1000000 + 1, data => '{"n": 2}', actor => 'lena');
SELECT i.instance_id, v.* FROM wf.instance_list i, wf.verify(i.instance_id) v;
DROP TABLE purchase;
