-- on_self, not_same_as: nobody decides what they must not.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy('self_' || policy, jsonb_build_object('on_self', policy, 'mode', 'all', 'approvers', '[{"by": "users", "users": ["alice", "carol"]}]'::jsonb))
FROM unnest(ARRAY['self', 'skip', 'superior']) policy;
SELECT pg_temp.deploy('alone_' || policy, jsonb_build_object('on_self', policy, 'approvers', '[{"by": "initiator"}]'::jsonb))
FROM unnest(ARRAY['skip', 'superior', 'forbid']) policy;
SELECT wf.start('self_self', actor => 'alice') AS self, wf.start('self_skip', actor => 'alice') AS skip, wf.start('self_superior', actor => 'alice') AS superior,
    wf.start('alone_skip', actor => 'alice') AS alone_skip, wf.start('alone_superior', actor => 'alice') AS alone_superior;
SELECT i, pg_temp.tasks(i) FROM generate_series(1, 5) i;
SELECT pg_temp.refused($$SELECT wf.start('alone_forbid', actor => 'alice')$$);
SELECT i, s.seq, s.action, s.actor, s.comment FROM generate_series(1, 5) i, pg_temp.story(i) s;
-- Not by way of a group, a transfer or a claim either.
SELECT pg_temp.deploy('group', '{"approvers": [{"by": "role", "role": "board"}], "on_self": "skip"}');
SELECT wf.start('group', actor => 'carol') AS i \gset
SELECT pg_temp.refused(format($$SELECT wf.approve(%s, actor => 'carol')$$, :i * 1000000 + 1));
SELECT pg_temp.refused(format($$SELECT wf.reject(%s, actor => 'carol')$$, :i * 1000000 + 1));
SELECT wf.approve(:i * 1000000 + 1, actor => 'dan');

-- Who has signed one node does not sign the other; the start stands for the initiator.
SELECT wf.deploy('{"key": "pay", "nodes": [{"id": "start", "type": "start"},
    {"id": "make", "type": "task", "candidates": [{"by": "role", "role": "board"}]},
    {"id": "check", "type": "approval", "approvers": [{"by": "users", "users": ["carol", "dan", "alice"]}], "not_same_as": ["make", "start"]},
    {"id": "release", "type": "approval", "approvers": [{"by": "role", "role": "board"}], "not_same_as": ["make", "check"]},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "make"}, {"from": "make", "to": "check"}, {"from": "check", "to": "release"}, {"from": "release", "to": "end"}]}');
SELECT wf.start('pay', actor => 'alice') AS i \gset
SELECT wf.complete(:i * 1000000 + 1, actor => 'carol');
SELECT pg_temp.tasks(:i);
SELECT pg_temp.refused(format($$SELECT wf.transfer(%s, 'carol', actor => 'dan')$$, :i * 1000000 + 2));
SELECT wf.approve(:i * 1000000 + 2, actor => 'dan');
SELECT pg_temp.refused(format($$SELECT wf.approve(%s, actor => 'dan')$$, :i * 1000000 + 3));
SELECT pg_temp.refused(format($$SELECT wf.claim(%s, actor => 'carol')$$, :i * 1000000 + 3));
SELECT wf.approve(:i * 1000000 + 3, actor => 'eve');
SELECT seq, action, actor, node, comment FROM pg_temp.story(:i);

-- An agent who may not sign is not an agent; whoever signs for another has signed as well.
INSERT INTO wf.delegation (tenant_id, person_id, agent_id, valid_from, created_by, created_at) VALUES (0, 'dan', 'eve', now() - interval '1 day', 'dan', now());
SELECT wf.start('pay', actor => 'alice') AS i \gset
SELECT wf.complete(:i * 1000000 + 1, actor => 'eve');
SELECT pg_temp.tasks(:i);
SELECT wf.start('pay', actor => 'alice') AS i \gset
SELECT wf.complete(:i * 1000000 + 1, actor => 'carol');
INSERT INTO wf.role_member VALUES (0, 'board', 'frank');
SELECT wf.approve(:i * 1000000 + 2, actor => 'eve');
SELECT pg_temp.refused(format($$SELECT wf.approve(%s, actor => 'eve')$$, :i * 1000000 + 3));
SELECT pg_temp.refused(format($$SELECT wf.approve(%s, actor => 'dan')$$, :i * 1000000 + 3));
DELETE FROM wf.role_member WHERE role_id = 'board' AND person_id = 'frank';
-- When nobody of the board is left, it is a task of nobody.
SELECT wf.start('pay', actor => 'alice') AS i \gset
SELECT wf.complete(:i * 1000000 + 1, actor => 'carol');
SELECT wf.approve(:i * 1000000 + 2, actor => 'eve');
SELECT pg_temp.tasks(:i);
SELECT pg_temp.unsound();
