-- request_id: the same command again answers as the first did; expected_version: only on the state that was read.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 1}', actor => 'alice', request_id => 'r-1') AS first, wf.start('leave', '{"days": 1}', actor => 'alice', request_id => 'r-1') AS again;
SELECT wf.start('leave', '{"days": 1}', actor => 'alice', request_id => 'r-1') AS later;
SELECT wf.approve(1000001, actor => 'lena', request_id => 'r-2');
SELECT wf.approve(1000001, actor => 'lena', request_id => 'r-2');
SELECT count(*) AS instances, max(version) AS version FROM wf.instance_list;
-- Used for something else: refused.
SELECT wf.reject(1000001, actor => 'lena', request_id => 'r-2');
SELECT wf.start('leave', '{"days": 2}', actor => 'alice', request_id => 'r-2') > 1 AS "lena has used it, alice has not";
SELECT wf.comment(1, 'x', actor => 'alice', request_id => 'r-1');
-- A refused command is not remembered.
SELECT wf.start('leave', '{}', actor => 'alice', request_id => 'r-3');
SELECT wf.start('leave', '{"days": 1}', actor => 'alice', request_id => 'r-3') > 1 AS started;
SELECT request_id, action, target_id, at IS NOT NULL AS has_time FROM wf.request ORDER BY request_id COLLATE "C", action COLLATE "C";

SELECT wf.start('leave', '{"days": 8}', actor => 'alice') AS i \gset
\set VERBOSITY terse
SELECT wf.comment(:i, 'one', actor => 'alice', expected_version => 1);
\set VERBOSITY sqlstate
SELECT wf.comment(:i, 'two', actor => 'alice', expected_version => 1);
SELECT wf.comment(1, 'x', actor => 'alice', request_id => 'r-1');
SELECT wf.comment(:i, 'two', actor => 'alice', expected_version => 2);
