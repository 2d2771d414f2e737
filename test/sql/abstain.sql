-- wf.abstain: a vote that counts for neither side, where the node allows it.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy('vote', '{"approvers": [{"by": "role", "role": "board"}], "mode": "vote", "vote": {"need": "2/3"}, "abstain": true}');
SELECT wf.start('vote', actor => 'alice');
SELECT wf.abstain(task_id => 1000003, comment => 'I know too little of it', actor => 'eve');
SELECT pg_temp.tasks(1);
SELECT pg_temp.refused($$SELECT wf.abstain(1000003, actor => 'eve')$$);
SELECT pg_temp.refused($$SELECT wf.abstain(1000001, actor => 'eve')$$);
SELECT wf.approve(1000001, actor => 'carol');
SELECT wf.approve(1000002, actor => 'dan');
SELECT pg_temp.tasks(1);
SELECT * FROM pg_temp.story(1);
SELECT person_id, decision FROM wf.progress WHERE instance_id = 1 ORDER BY person_id COLLATE "C";

-- Two who abstain leave too few for 2/3 of three.
SELECT wf.start('vote', actor => 'alice');
SELECT wf.abstain(2000003, actor => 'eve');
SELECT wf.abstain(2000002, actor => 'dan');
SELECT pg_temp.tasks(2);

-- Everybody: the node has no decision of its own.
SELECT pg_temp.deploy('all', '{"approvers": [{"by": "role", "role": "board"}], "mode": "all", "abstain": true}');
SELECT wf.start('all', actor => 'alice');
SELECT wf.abstain(3000001, actor => 'carol'), wf.abstain(3000002, actor => 'dan'), wf.abstain(3000003, actor => 'eve');
SELECT pg_temp.tasks(3);
SELECT * FROM pg_temp.story(3);

-- Not where the node does not say so, nor on the task of a task node.
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.abstain(4000001, actor => 'lena')$$);
SELECT pg_temp.deploy('work', '{"type": "task", "assignee": "bob"}');
SELECT wf.start('work', actor => 'alice');
SELECT pg_temp.refused($$SELECT wf.abstain(5000001, actor => 'bob')$$);
SELECT pg_temp.unsound();
