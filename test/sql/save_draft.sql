-- wf.save_draft, wf.draft: what the holder of a task has filled in and not handed in yet.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

CREATE ROLE regress_wf_lena LOGIN;
CREATE ROLE regress_wf_alice LOGIN;
GRANT wf_user TO regress_wf_lena, regress_wf_alice;
UPDATE wf.person SET db_role = 'regress_wf_' || person_id WHERE person_id IN ('lena', 'alice');
SELECT wf.start('leave', '{"days": 1}', actor => 'alice');

-- Nothing is checked, and the form stays as it is.
SELECT wf.save_draft(1000001, '{"days": "many", "reason": "to be", "else": [1.50]}', actor => 'lena');
SELECT wf.draft(1000001, actor => 'lena');
SELECT data FROM wf.instance_list;
SELECT seq, action, actor, node, task_id, data FROM wf.history ORDER BY seq;
SELECT * FROM wf.verify(1);

-- It is theirs alone: others get nothing, not even from the state of the instance.
SELECT wf.draft(1000001, actor => 'bob') IS NULL AS not_for_others;
SET SESSION AUTHORIZATION regress_wf_lena;
SELECT wf.draft(1000001);
SELECT wf.state(1) #> '{seats,0,draft}' AS own_draft, wf.replay(1) = wf.state(1) AS replay_is_state;
SELECT wf.draft(1000001, actor => 'alice');
SET SESSION AUTHORIZATION regress_wf_alice;
SELECT wf.draft(1000001) IS NULL AS not_for_the_initiator;
SELECT wf.state(1) #> '{seats,0,draft}' AS draft_in_state, wf.state_at(1, now()) #> '{seats,0,draft}' AS draft_in_the_past;
SELECT count(*) FROM wf.history WHERE data ? 'else';
RESET SESSION AUTHORIZATION;

-- Refused.
\set VERBOSITY terse
SELECT wf.save_draft(1000001, '{}', actor => 'alice');
SELECT wf.save_draft(1000001, '[]', actor => 'lena');
SELECT wf.save_draft(1000009, '{}', actor => 'lena');
\set VERBOSITY default

-- It is gone when they have acted.
SELECT wf.approve(1000001, data => '{"reason": "sun"}', actor => 'lena');
SELECT wf.draft(1000001, actor => 'lena') IS NULL AS gone;
SELECT * FROM wf.verify(1);

DROP ROLE regress_wf_lena;
DROP ROLE regress_wf_alice;
