-- wf.advance_sequences: rows that came without their sequences.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
SELECT wf.deploy('{"key": "numbered", "start": {"serial": {"prefix": "N-", "digits": 4}}, "nodes": [{"id": "s", "type": "start"},
    {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}') \g /dev/null
SELECT wf.start('numbered', actor => 'alice'), wf.start('numbered', actor => 'alice') \g /dev/null
SELECT wf.add_delegation('heidi', 'eve'), wf.send_message('later', actor => 'root') \g /dev/null
SELECT wf.enqueue('[{"command": "comment", "instance_id": 1, "comment": "x"}]', actor => 'root') \g /dev/null
SELECT format('wf.serial_0_%s', md5('N-')) AS serial \gset
\set QUIET off
\set ECHO all

-- Nothing is behind.
SELECT * FROM wf.advance_sequences();
-- As logical replication leaves it: no sequence has been used, and those of serial numbers are not there.
DROP SEQUENCE :serial;
SELECT count(setval(s.oid::regclass, 1, false)) > 0 AS reset FROM pg_class s WHERE relkind = 'S' AND relnamespace = 'wf'::regnamespace;
SELECT regexp_replace(sequence_name, 'serial_0_.*', 'serial_0_<md5>') AS sequence_name, last_number FROM wf.advance_sequences();
SELECT pg_get_userbyid(c.relowner) AS owner, s.seqmax FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid WHERE c.oid = :'serial'::regclass;
SELECT wf.start('numbered', actor => 'alice') AS instance_id, (SELECT max(serial_no) FROM wf.instance) AS before;
SELECT max(serial_no) AS serial_no FROM wf.instance;
-- None is set back.
SELECT setval('wf.instance_id_seq', 1000);
SELECT * FROM wf.advance_sequences();
SELECT last_value FROM wf.instance_id_seq;
-- Every sequence of the engine is known to it.
SELECT s.oid::regclass AS unknown FROM pg_class s WHERE relkind = 'S' AND relnamespace = 'wf'::regnamespace AND relname NOT IN ('instance_id_seq', 'state_log_seq') AND relname !~ '^serial_'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('i', 'a'));
-- Every table has a key, for UPDATE and DELETE are published by it.
SELECT c.oid::regclass AS without_key FROM pg_class c WHERE relnamespace = 'wf'::regnamespace AND relkind IN ('r', 'p') AND relreplident <> 'f'
    AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary);
-- For administrators.
CREATE ROLE regress_clerk;
GRANT wf_user, wf_app, wf_designer, wf_reader TO regress_clerk;
SET ROLE regress_clerk;
SELECT * FROM wf.advance_sequences();
RESET ROLE;
DROP ROLE regress_clerk;
