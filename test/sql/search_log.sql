-- wf.search_log: entries of all instances by what their events say.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set QUIET on
SELECT wf.deploy('{
    "key": "raise", "form": {"fields": [{"name": "salary", "type": "number"}, {"name": "grade", "type": "text"}]},
    "nodes": [
        {"id": "start", "type": "start"},
        {"id": "first", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}], "fields": {"salary": "hidden"}},
        {"id": "second", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}]},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "first"}, {"from": "first", "to": "second"}, {"from": "second", "to": "end"}]}') \g /dev/null
DO $$ DECLARE _person text; BEGIN
    FOREACH _person IN ARRAY ARRAY['alice', 'bob', 'frank', 'reader'] LOOP
        EXECUTE format('CREATE ROLE regress_wf_%s LOGIN IN ROLE %s', _person, CASE _person WHEN 'reader' THEN 'wf_reader' ELSE 'wf_user' END);
    END LOOP;
    UPDATE wf.person SET db_role = 'regress_wf_' || person_id WHERE person_id IN ('alice', 'bob', 'frank');
END $$;
\set QUIET off
\set ECHO all

SET wf_engine.context = '{"page": "desk"}';
SELECT wf.start('leave', '{"days": 2, "kind": "sick"}', actor => 'alice') AS a \gset
SELECT wf.start('leave', '{"days": 3, "kind": "annual"}', actor => 'bob') AS b \gset
RESET wf_engine.context;
SELECT wf.start('raise', '{"salary": 9000, "grade": "A"}', actor => 'bob') AS c \gset
SELECT wf.approve(:a * 1000000 + 1, 'get well', actor => 'lena');
SELECT wf.save_draft(:c * 1000000 + 1, '{"grade": "B"}', actor => 'frank');
SELECT wf.approve(:b * 1000000 + 1, 'have fun', actor => 'lena');

-- By any key of an event, at any depth, together or not with a range, a filter, the context.
SELECT instance_id, seq, action, actor, definition_key, title, comment FROM wf.search_log('{"data": {"kind": "sick"}}');
SELECT instance_id, seq, action, actor FROM wf.search_log('{"type": "SeatApproved", "by": "lena"}');
SELECT instance_id, seq, action, events FROM wf.search_log('{"type": "InstanceEnded"}');
SELECT instance_id, seq, action FROM wf.search_log(from_at => now() - interval '1 hour', filter => '{"action": ["approve", "start"], "definition": "leave"}');
SELECT instance_id, seq FROM wf.search_log(filter => jsonb_build_object('instance_ids', :c));
SELECT instance_id, seq FROM wf.search_log('{"type": "InstanceStarted"}', filter => '{"context": {"page": "desk"}}');
SELECT count(*) FROM wf.search_log('{"type": "InstanceStarted"}', until_at => now() - interval '1 hour');
SELECT count(*) FROM wf.search_log('{"type": "InstanceStarted"}', from_at => now() + interval '1 hour');

-- A page after the other, and none twice.
WITH RECURSIVE page AS (
    SELECT 1 AS n, (SELECT array_agg(row(s.instance_id, s.seq, s.cursor)::text ORDER BY s.at DESC, s.instance_id DESC, s.seq DESC) FROM wf.search_log(NULL, '-infinity', page_size => 3) s) AS rows,
           (SELECT min(s.cursor) FROM (SELECT * FROM wf.search_log(NULL, '-infinity', page_size => 3) OFFSET 2) s) AS last
    UNION ALL
    SELECT n + 1, (SELECT array_agg(row(s.instance_id, s.seq, s.cursor)::text) FROM wf.search_log(NULL, '-infinity', page_size => 3, after => last) s),
           (SELECT min(s.cursor) FROM (SELECT * FROM wf.search_log(NULL, '-infinity', page_size => 3, after => last) OFFSET 2) s)
    FROM page WHERE last IS NOT NULL)
SELECT count(DISTINCT r) = count(r) AS once, count(r) = (SELECT count(*) FROM wf.log) AS all FROM page, unnest(rows) r;

-- What would read the whole log is refused, and what is no filter, no cursor, no object.
SELECT pg_temp.refused('SELECT wf.search_log()');
SELECT pg_temp.refused($$SELECT wf.search_log('{}', filter => '{"actor": "bob"}')$$);
SELECT pg_temp.refused($$SELECT wf.search_log('[]')$$);
SELECT pg_temp.refused($$SELECT wf.search_log('{"a": 1}', filter => '{"person": "bob"}')$$);
SELECT pg_temp.refused($$SELECT wf.search_log('{"a": 1}', filter => '{"context": 1}')$$);
SELECT pg_temp.refused($$SELECT wf.search_log('{"a": 1}', filter => '{"instance_ids": "x"}')$$);
SELECT pg_temp.refused(format('SELECT wf.search_log(%L, after => %L)', '{"a": 1}', c)) FROM unnest(ARRAY['', '1.2', '1.2.3.4', '1..3', 'x', '1.2.1234567890123456789']) c;
SELECT pg_temp.refused(format('SELECT wf.search_log(%L, filter => %L)', '{"a": 1}', f)) FROM unnest(ARRAY['{"instance_ids": [1e30]}', '{"instance_ids": 1.5}', '{"instance_ids": [[1]]}']) f;
SELECT pg_temp.refused($$SELECT wf.search_log('{"a": 1}', page_size => 0)$$);
SELECT count(*) AS deep FROM wf.search_log((repeat('{"a":', 5000) || '1' || repeat('}', 5000))::jsonb);

-- A person finds what they may see: not others' instances, not by what is hidden from them, not what others have not handed in.
SET SESSION AUTHORIZATION regress_wf_alice;
SELECT instance_id, seq, action, events FROM wf.search_log('{"type": "InstanceStarted"}');
SET SESSION AUTHORIZATION regress_wf_bob;
SELECT instance_id, seq, action FROM wf.search_log('{"type": "InstanceStarted"}');
SELECT instance_id, seq, action FROM wf.search_log('{"data": {"salary": 9000}}');
SELECT count(*) AS drafts FROM wf.search_log('{"type": "DraftSaved"}');
SET SESSION AUTHORIZATION regress_wf_frank;
SELECT instance_id, seq, action FROM wf.search_log('{"type": "InstanceStarted"}');
SELECT count(*) AS hidden FROM wf.search_log('{"data": {"salary": 9000}}');
SELECT count(*) AS drafts FROM wf.search_log('{"type": "DraftSaved"}');
SET SESSION AUTHORIZATION regress_wf_reader;
SELECT instance_id, seq, action FROM wf.search_log('{"data": {"salary": 9000}}');
RESET SESSION AUTHORIZATION;

-- A partition that has gone cold is searched by its index; where there is none, an entry that cannot be read is no end.
ALTER TABLE wf.log DISABLE TRIGGER USER;
UPDATE wf.log SET events = '\xff' WHERE instance_id = :b AND seq = 1;
SELECT instance_id, seq FROM wf.search_log('{"type": "InstanceStarted"}');
UPDATE wf.log SET events = (SELECT events FROM wf.log WHERE instance_id = :a AND seq = 1) WHERE instance_id = :b AND seq = 1;
ALTER TABLE wf.log ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE wf.log ENABLE ALWAYS TRIGGER append_only_truncate;
INSERT INTO wf.log
SELECT (jsonb_populate_record(l, jsonb_build_object('seq', 100 + n))).* FROM wf.log l, generate_series(1, 3000) AS n WHERE l.instance_id = :c AND l.seq = 1;
DO $$ DECLARE _index text; BEGIN
    FOR _index IN SELECT replace(statement, ' CONCURRENTLY', '') FROM wf.upkeep(at => now() + interval '3 months') WHERE step = 'index' LOOP
        EXECUTE _index;
    END LOOP;
END $$;
VACUUM ANALYZE wf.log;
SET enable_seqscan = off;
SET enable_indexscan = off;
BEGIN;
SELECT instance_id, seq FROM wf.search_log('{"data": {"kind": "sick"}}');
SELECT sum(pg_stat_get_xact_numscans(x.indexrelid)) > 0 AS by_index
FROM pg_inherits h JOIN pg_index x ON x.indrelid = h.inhrelid
WHERE h.inhparent = 'wf.log'::regclass AND pg_get_indexdef(x.indexrelid) LIKE '%gin (wf.events(events)%';
COMMIT;
RESET enable_seqscan;
RESET enable_indexscan;

-- What a default partition has is in its place in time: here it has the newer entries.
DO $$
DECLARE
    _partition constant text := to_char(now() AT TIME ZONE 'UTC', '"log_"YYYY_MM');
    _boundary constant timestamptz := (SELECT l.at FROM wf.log l WHERE l.instance_id = 2 AND l.seq = 1);
BEGIN
    EXECUTE format('ALTER TABLE wf.log DETACH PARTITION wf.%I', _partition);
    EXECUTE format('CREATE TABLE wf.log_rest (LIKE wf.%I)', _partition);
    EXECUTE format('INSERT INTO wf.log_rest SELECT l.* FROM wf.%I l WHERE l.at >= %L AND l.seq < 100', _partition, _boundary);
    EXECUTE format('DELETE FROM wf.%I WHERE at >= %L', _partition, _boundary);
    EXECUTE format('ALTER TABLE wf.log ATTACH PARTITION wf.%I FOR VALUES FROM (%L) TO (%L)', _partition, now() - interval '1 year', _boundary);
    ALTER TABLE wf.log ATTACH PARTITION wf.log_rest DEFAULT;
END $$;
SELECT instance_id, seq FROM wf.search_log('{"type": "InstanceStarted"}');

\set QUIET on
DROP OWNED BY regress_wf_alice, regress_wf_bob, regress_wf_frank, regress_wf_reader;
DROP ROLE regress_wf_alice, regress_wf_bob, regress_wf_frank, regress_wf_reader;
