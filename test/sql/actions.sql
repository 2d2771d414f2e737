-- What a person may do now with a task, and the reason for what they may not.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{"key": "offer", "nodes": [{"id": "s", "type": "start", "buttons": {"cancel": false}},
    {"id": "sign", "type": "approval", "approvers": [{"by": "role", "role": "board"}], "claim": "required",
        "buttons": {"approve": {"en": "Agree", "zh": "通过"}, "reject": "No", "transfer": false}},
    {"id": "work", "type": "task", "assignee": "bob"}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "sign"}, {"from": "sign", "to": "work"}, {"from": "work", "to": "e"}]}') AS version;
SELECT wf.start('offer', actor => 'alice') AS i \gset
SELECT :i * 1000000 + 1 AS task \gset
-- It has to be claimed first.
SELECT action, label, allowed, reason, hint, must_claim, in_add_sign FROM wf.actions(:task, actor => 'carol')
WHERE action IN ('claim', 'approve', 'reject', 'transfer', 'complete', 'terminate', 'comment');
SELECT wf.claim(:task, actor => 'carol') AS version;
SELECT action, allowed, reason, must_claim FROM wf.actions(:task, actor => 'carol')
WHERE action IN ('claim', 'release', 'approve', 'reject', 'transfer', 'abstain');
-- The initiator has no vote.
SELECT action, allowed, reason, detail FROM wf.actions(:task, actor => 'alice') WHERE action IN ('approve', 'withdraw', 'cancel');
-- What the node hides is refused by the verb itself, but not to an administrator.
SELECT wf.transfer(:task, 'dan', actor => 'carol');
SELECT wf.cancel(:i, actor => 'alice');
SELECT action, allowed FROM wf.actions(:task, actor => 'root') WHERE action IN ('transfer', 'cancel', 'approve', 'terminate');
SELECT wf.transfer(:task, 'dan', actor => 'root') AS version;
-- Labels in the language of the session.
SET wf_engine.language = 'zh';
SELECT action, label FROM wf.actions(:task, actor => 'dan') WHERE action IN ('approve', 'reject', 'delegate');
RESET wf_engine.language;
-- Nothing has happened by asking.
SELECT count(*) AS differences FROM wf.verify(:i);
SELECT seq, action, actor FROM wf.history WHERE instance_id = :i ORDER BY seq;
SELECT wf.approve(:task, actor => 'dan') AS version;
-- Of a task that is done; and of work.
SELECT action, allowed, reason, detail ~ '"dan"' AS says_who FROM wf.actions(:task, actor => 'dan') WHERE action IN ('approve', 'comment');
SELECT action, label, allowed FROM wf.actions(:task + 1, actor => 'bob') WHERE action IN ('approve', 'complete', 'delegate');
-- Who is no part of it may not ask, and nobody about what there is not.
SELECT * FROM wf.actions(:task, actor => 'heidi');
SELECT * FROM wf.actions(:task + 7, actor => 'dan');
SELECT * FROM wf.actions(99000001, actor => 'dan');
SELECT * FROM wf.actions(:task);
-- STABLE, and fit for a read-only transaction.
BEGIN READ ONLY;
SELECT count(*) > 20 AS many FROM wf.actions(:task + 1, actor => 'bob');
COMMIT;
