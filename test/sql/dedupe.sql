-- dedupe: who has approved before need not sign again.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

-- one -> two -> three; bob is asked by one and three, carol by two.
SELECT wf.deploy(jsonb_build_object('key', policy, 'form', '{"fields": [{"name": "amount", "type": "number", "material": true}, {"name": "note", "type": "text"}]}'::jsonb, 'nodes', jsonb_build_array(
        '{"id": "start", "type": "start"}'::jsonb,
        '{"id": "one", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}]}'::jsonb || dedupe.one,
        '{"id": "two", "type": "approval", "approvers": [{"by": "users", "users": ["carol"]}]}'::jsonb || dedupe.rest,
        '{"id": "three", "type": "approval", "mode": "all", "approvers": [{"by": "users", "users": ["bob", "carol"]}]}'::jsonb || dedupe.rest,
        '{"id": "end", "type": "end"}'::jsonb),
    'flows', '[{"from": "start", "to": "one"}, {"from": "one", "to": "two"}, {"from": "two", "to": "three"}, {"from": "three", "to": "end"}]'::jsonb))
FROM (VALUES ('off', '{}'::jsonb, '{}'::jsonb), ('once', '{}', '{"dedupe": "once"}'), ('consecutive', '{}', '{"dedupe": "consecutive"}'), ('last', '{"dedupe": "last"}', '{"dedupe": "last"}')) dedupe (policy, one, rest);
SELECT wf.start('off', '{"amount": 1}', actor => 'alice') AS off, wf.start('once', '{"amount": 1}', actor => 'alice') AS once,
    wf.start('consecutive', '{"amount": 1}', actor => 'alice') AS consecutive, wf.start('last', '{"amount": 1}', actor => 'alice') AS last;
SELECT i, pg_temp.tasks(i) FROM generate_series(1, 4) i;
SELECT wf.approve(i * 1000000 + 1, actor => 'bob') FROM generate_series(1, 3) i;
SELECT wf.approve(i * 1000000 + 2, actor => 'carol') FROM generate_series(1, 3) i;
SELECT i, pg_temp.tasks(i) FROM generate_series(1, 4) i;
SELECT i, s.* FROM generate_series(2, 4) i, pg_temp.story(i) s;

-- A material field has changed: they look again. Another field does not matter.
SELECT wf.start('once', '{"amount": 1}', actor => 'alice') AS i, wf.start('once', '{"amount": 1}', actor => 'alice') AS j \gset
SELECT wf.approve(:i * 1000000 + 1, actor => 'bob'), wf.approve(:j * 1000000 + 1, actor => 'bob');
SELECT wf.approve(:i * 1000000 + 2, data => '{"amount": 100}', actor => 'carol'), wf.approve(:j * 1000000 + 2, data => '{"note": "x"}', actor => 'carol');
SELECT pg_temp.tasks(:i) AS changed, pg_temp.tasks(:j) AS unchanged;
SELECT pg_temp.unsound();
