-- Starting: who may, how often, and the serial number of what was started ("start" of the definition).
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = error;
CREATE PROCEDURE pg_temp.deploy(key text, settings jsonb) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM wf.deploy(jsonb_build_object('key', key, 'name', 'Process ' || key, 'start', settings,
        'nodes', '[{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "end", "type": "end"}]'::jsonb,
        'flows', '[{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]'::jsonb));
END $$;
RESET client_min_messages;
\set ECHO all

-- Who may start: persons, a role, a department, a position.
CALL pg_temp.deploy('car',  '{"who": [{"by": "users", "users": ["alice"]}, {"by": "role", "role": "board"}]}');
CALL pg_temp.deploy('desk', '{"who": [{"by": "department", "department": "dev"}]}');
CALL pg_temp.deploy('plan', '{"who": [{"by": "position", "position": "manager"}]}');
SELECT p.id AS person, s.definition_key, s.name, s.reason
FROM unnest(ARRAY['alice', 'dan', 'frank', 'heidi']) AS p (id), wf.startable(actor => p.id) s ORDER BY p.id COLLATE "C", definition_key COLLATE "C";
SELECT wf.start('car', actor => 'dan') > 0 AS started;
SELECT wf.start('car', actor => 'bob');
SELECT wf.start('plan', actor => 'alice');
SELECT count(*) AS instances FROM wf.instance_list;
-- Somebody who has left may start nothing.
SELECT definition_key, allowed, reason FROM wf.startable(actor => 'gone');

-- How often: once a day for each person, and twice an hour for all together.
CALL pg_temp.deploy('daily', '{"limit": {"count": 1, "period": "P1D"}}');
CALL pg_temp.deploy('twice', '{"limit": {"count": 2, "period": "PT1H", "per": "all"}}');
SELECT wf.start('daily', actor => 'alice') > 0 AS started;
SELECT wf.start('daily', actor => 'alice');
SELECT wf.start('daily', actor => 'bob') > 0 AS started;
SELECT wf.start('twice', actor => 'alice') > 0, wf.start('twice', actor => 'alice') > 0 AS started;
SELECT wf.start('twice', actor => 'bob');
SELECT definition_key, allowed, reason FROM wf.startable(actor => 'alice') WHERE definition_key IN ('daily', 'twice');
-- What was started before the period does not count.
UPDATE wf.instance SET started_at = started_at - interval '25 hours' WHERE initiator = 'alice' AND definition_id = (SELECT definition_id FROM wf.definition WHERE key = 'daily');
SELECT allowed FROM wf.startable(actor => 'alice') WHERE definition_key = 'daily';
-- A repeated request is not a second start.
SELECT wf.start('daily', actor => 'carol', request_id => 'r1') = wf.start('daily', actor => 'carol', request_id => 'r1') AS same;

-- Serial numbers: prefix, date, digits. A refused start and a rollback leave no hole where none is allowed.
CALL pg_temp.deploy('trip', '{"who": [{"by": "users", "users": ["alice"]}], "serial": {"prefix": "TR-", "date": "YYYYMM-", "digits": 4, "gapless": true}}');
SELECT wf.start('trip', actor => 'alice') AS first \gset
SELECT wf.start('trip', actor => 'bob');
BEGIN;
SELECT wf.start('trip', actor => 'alice') > 0 AS started;
ROLLBACK;
SELECT wf.start('trip', actor => 'alice') AS second \gset
SELECT serial_no = 'TR-' || to_char(started_at AT TIME ZONE 'UTC', 'YYYYMM') || '-000' || CASE instance_id WHEN :first THEN 1 ELSE 2 END AS as_meant
FROM wf.instance_list WHERE definition_key = 'trip' ORDER BY instance_id;
-- The log knows it, so does the list, and it leads back to the instance.
SELECT wf.events(events) -> 0 ->> 'serial_no' = (SELECT serial_no FROM wf.instance_list WHERE instance_id = :first) AS in_log FROM wf.log WHERE instance_id = :first;
SELECT instance_id = :first AS found FROM wf.started WHERE serial_no LIKE 'TR-%-0001';
-- Definitions with the same prefix and date share the numbers; a called instance has one too.
CALL pg_temp.deploy('note', '{"serial": {"prefix": "N", "digits": 2}}');
CALL pg_temp.deploy('memo', '{"serial": {"prefix": "N", "digits": 2}}');
SELECT count(wf.start(d, actor => 'alice')) AS started FROM unnest(ARRAY['note', 'memo', 'note']) AS d;
SELECT wf.deploy('{"key": "caller", "nodes": [{"id": "start", "type": "start"}, {"id": "call", "type": "call", "definition": "note"}, {"id": "end", "type": "end"}],
                   "flows": [{"from": "start", "to": "call"}, {"from": "call", "to": "end"}]}');
SELECT wf.start('caller', actor => 'alice') > 0 AS started;
SELECT definition_key, serial_no FROM wf.instance_list WHERE definition_key IN ('note', 'memo', 'caller') ORDER BY instance_id;
-- Without holes from now on: counting goes on where it was.
CALL pg_temp.deploy('memo', '{"serial": {"prefix": "N", "digits": 2, "gapless": true}}');
CALL pg_temp.deploy('note', '{"serial": {"prefix": "N", "digits": 2, "gapless": true}}');
SELECT wf.start('memo', actor => 'alice') > 0 AS started;
CALL pg_temp.deploy('memo', '{"serial": {"prefix": "N", "digits": 2}}');
SELECT wf.start('memo', actor => 'alice') > 0 AS started;
SELECT serial_no FROM wf.instance_list WHERE definition_key = 'memo' ORDER BY instance_id;

-- A person reads what they may start themselves; of others, only roles that are trusted with that.
SET client_min_messages = error;
DROP ROLE IF EXISTS regress_wf_heidi;
CREATE ROLE regress_wf_heidi LOGIN IN ROLE wf_user;
RESET client_min_messages;
SELECT 1 AS loaded FROM wf.load_directory('{"persons": [{"id": "heidi", "name": "Heidi", "department": "people", "manager": "grace", "db_role": "regress_wf_heidi"}]}');
SET SESSION AUTHORIZATION regress_wf_heidi;
SELECT definition_key FROM wf.startable() WHERE NOT allowed ORDER BY definition_key COLLATE "C";
SELECT definition_key FROM wf.startable(actor => 'alice');
RESET SESSION AUTHORIZATION;
DROP ROLE regress_wf_heidi;

\set VERBOSITY sqlstate
SELECT wf.start('car', actor => 'bob');
SELECT wf.start('twice', actor => 'bob');
