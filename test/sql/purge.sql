-- Instances that ended long ago are removed with all their rows; a tombstone holds their place in the chain.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{"key": "check", "nodes": [{"id": "start", "type": "start"}, {"id": "look", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "look"}, {"from": "look", "to": "end"}]}') AS v;
SELECT wf.deploy('{"key": "order", "nodes": [{"id": "start", "type": "start"}, {"id": "call", "type": "call", "definition": "check"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "call"}, {"from": "call", "to": "end"}]}') AS v;
SELECT wf.start('leave', '{"days": 9, "reason": "SECRET"}', title => 'SECRET leave', actor => 'alice', request_id => 'r1') AS gone \gset
SELECT wf.approve(:gone * 1000000 + 1, 'SECRET opinion', actor => 'lena');
SELECT wf.copy(:gone, '{heidi}', actor => 'alice');
SELECT wf.suspend(:gone, actor => 'root');
SELECT wf.terminate(:gone, actor => 'root');
SELECT wf.start('leave', '{"days": 1}', actor => 'bob') AS runs \gset
SELECT wf.start('order', actor => 'alice') AS caller \gset
SELECT instance_id AS called FROM wf.instance WHERE parent_instance_id = :caller \gset
SELECT wf.approve(:called * 1000000 + 1, actor => 'lena');
SELECT instance_id, definition_key, status FROM wf.instance_list ORDER BY 1;
SELECT wf.anchor() AS before \gset

-- Refused.
SELECT wf.purge('nothing', interval '0', 'asked for');
SELECT wf.purge('leave', NULL, 'asked for');
SELECT wf.purge('leave', interval '-1 day', 'asked for');
SELECT wf.purge('leave', interval '0', ' ');
SELECT wf.purge('leave', interval '0', 'asked for', max_instances => 0);
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT wf.purge('leave', interval '0', 'asked for');
ROLLBACK;

-- Not old enough; and only counted.
SELECT wf.purge('leave', interval '1 year', 'asked for') AS instances;
SELECT wf.purge('leave', interval '0', 'asked for', dry_run => true) AS instances;
SELECT count(*) FROM wf.purged;
-- What nobody has added to the sums yet stays in the reports.
SELECT started, ended FROM wf.stat_instances('leave');
SELECT wf.purge('leave', interval '0', 'asked for by Alice') AS instances;
SELECT started, ended FROM wf.stat_instances('leave');
-- Of no table is anything left. A new one that has an instance_id is among them by itself.
CREATE FUNCTION pg_temp.rows_of(instance bigint) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    t record;
    n bigint;
BEGIN
    FOR t IN SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'instance_id'
             WHERE c.relnamespace IN ('wf'::regnamespace, 'wf_archive'::regnamespace) AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1 LOOP
        EXECUTE format('SELECT count(*) FROM %s WHERE instance_id = $1', t.name) INTO n USING instance;
        IF n > 0 THEN
            RETURN NEXT t.name || ': ' || n;
        END IF;
    END LOOP;
END
$$;
SELECT * FROM pg_temp.rows_of(:gone);
SELECT * FROM pg_temp.rows_of(:runs);
SELECT to_jsonb(p)::text LIKE '%SECRET%' AS has_a_secret FROM wf.purged p;
SELECT instance_id, definition_key, definition_version, entries, purged_by, db_role = session_user AS by_me, reason, entry_seqs, cardinality(entry_times) AS times, cardinality(entry_hashes) AS hashes,
       entry_hashes[entries] = log_hash AS ends_with_head, length(hash) AS bytes FROM wf.purged;
-- Who may see everything is told; others are not.
CREATE FUNCTION pg_temp.told(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _message text;
    _detail text;
BEGIN
    EXECUTE query;
    RETURN 'nothing';
EXCEPTION WHEN SQLSTATE 'WF202' THEN
    GET STACKED DIAGNOSTICS _message = MESSAGE_TEXT, _detail = PG_EXCEPTION_DETAIL;
    RETURN concat_ws(' | ', _message, nullif(regexp_replace(_detail, '\d{4}-\d\d-\d\d|role [^)]+', '...', 'g'), ''));
END
$$;
SELECT q.query, pg_temp.told(format(q.query, :gone)) AS told
FROM (VALUES ('SELECT wf.state(%s)'), ('SELECT wf.detail(%s)'), ('SELECT wf.prove(%s, wf.anchor())'), ('SELECT * FROM wf.verify_chain(%s)'), ('SELECT wf.undo(%s, actor => ''root'')'),
             ('SELECT wf.redact(%s, ''{reason}'', ''asked for'')')) AS q (query);
CREATE ROLE purge_user IN ROLE wf_user;
SET ROLE purge_user;
SELECT pg_temp.told(format('SELECT wf.state(%s)', :gone));
SELECT wf.purge('leave', interval '0', 'asked for');
SELECT count(*) FROM wf.purged;
RESET ROLE;
DROP ROLE purge_user;

-- A called instance goes with its caller only.
SELECT wf.purge('check', interval '0', 'asked for') AS instances;
SELECT wf.purge('order', interval '0', 'asked for', max_instances => 1) AS instances;
SELECT instance_id, entries FROM wf.purged ORDER BY 1;
-- What revokes goes with what it revokes, once it has ended.
SELECT wf.start('leave', '{"days": 1, "kind": "sick"}', actor => 'bob') AS approved \gset
SELECT wf.approve(:approved * 1000000 + 1, actor => 'lena');
SELECT wf.revoke(:approved, actor => 'bob') AS revoking \gset
SELECT wf.purge('leave', interval '0', 'asked for') AS instances;
SELECT wf.withdraw(:revoking, actor => 'bob');
SELECT wf.purge('leave', interval '0', 'asked for') AS instances;
SELECT instance_id IN (:approved, :revoking) AS both FROM wf.purged ORDER BY instance_id DESC LIMIT 2;

-- The chain: what was before, what is now, and one between.
SELECT * FROM wf.verify_all();
SELECT holds, message FROM wf.check_anchor(:'before');
SELECT wf.anchor() AS after \gset
SELECT holds, message FROM wf.check_anchor(:'after');
SELECT wf.withdraw(:runs, actor => 'bob');
SELECT wf.purge('leave', interval '0', 'asked for') AS instances;
SELECT holds, message FROM wf.check_anchor(:'before');
SELECT holds, message FROM wf.check_anchor(:'after');
SELECT count(*) AS instances FROM wf.instance;

-- Tombstones are evidence.
\set VERBOSITY terse
UPDATE wf.purged SET reason = 'because';
DELETE FROM wf.purged;
TRUNCATE wf.purged;
SET session_replication_role = replica;
DELETE FROM wf.purged;
RESET session_replication_role;
\set VERBOSITY default
CREATE FUNCTION pg_temp.after(crime text, anchor text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        ALTER TABLE wf.purged DISABLE TRIGGER USER;
        EXECUTE crime;
        RETURN QUERY SELECT format('%s %s: %s', a.instance_id, a.seq, a.problem) FROM wf.verify_all() a ORDER BY a.instance_id, a.seq;
        RETURN QUERY SELECT format('anchor: %s, %s', c.holds, c.message) FROM wf.check_anchor(anchor) c;
        RAISE EXCEPTION 'undo';
    EXCEPTION WHEN raise_exception THEN
        NULL;
    END;
END
$$;
SELECT crime, f.found
FROM (VALUES ('UPDATE wf.purged SET reason = ''because'' WHERE instance_id = 1'),
             ('UPDATE wf.purged SET entry_hashes[2] = ''\x00'' WHERE instance_id = 1'),
             ('UPDATE wf.purged SET entry_times[2] = now() WHERE instance_id = 1'),
             ('DELETE FROM wf.purged WHERE instance_id = 1')) AS c (crime),
     LATERAL pg_temp.after(crime, :'after') AS f (found);

-- Nobody but wf.purge() removes entries: what it calls does so only where there is a tombstone.
SELECT wf.start('leave', '{"days": 1}', actor => 'bob') AS kept \gset
SELECT wf._remove_instances(0, ARRAY[:kept]);
\set VERBOSITY terse
DELETE FROM wf.log WHERE instance_id = :kept;
\set VERBOSITY default
SELECT count(*) AS entries FROM wf.log WHERE instance_id = :kept;

-- A start that is repeated with its request_id is still the same start.
SELECT wf.start('leave', '{"days": 9}', actor => 'alice', request_id => 'r1') = :gone AS same;
