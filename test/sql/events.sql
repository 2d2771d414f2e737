-- wf.events: the bytes of the log as JSON.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
SELECT wf.deploy('{"key": "free", "name": "Free", "nodes": [{"id": "start", "type": "start"},
    {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
    {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "boss"}, {"from": "boss", "to": "end"}]}') \g /dev/null
SELECT format('wf.log_%s', to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')) AS partition \gset
\set QUIET off
\set ECHO all

SELECT wf.start('free', '{"reason": "海边", "days": 8, "amount": 12345678901234567890.1234567890, "b": 1e3, "a": [1, {"z": null, "y": true}]}', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, comment => 'fine', actor => 'lena');
SELECT seq, jsonb_pretty(wf.events(events)) FROM wf.log WHERE instance_id = :i ORDER BY seq;

-- A form reads in the log as in the instance.
SELECT wf.events(l.events) #> '{0,data}' = i.data AS same, (wf.events(l.events) #> '{0,data}')::text = i.data::text AS same_digits
FROM wf.log l JOIN wf.instance i USING (tenant_id, instance_id) WHERE l.instance_id = :i AND l.seq = 1;

-- An index on a partition that has gone cold; work goes on if it has not.
CREATE INDEX events_idx ON :partition USING gin (wf.events(events) jsonb_path_ops);
SELECT wf.approve(:i * 1000000 + 2, actor => 'frank');
ANALYZE :partition;
CREATE FUNCTION pg_temp.uses_index(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    _plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO _plan;
    RETURN _plan::text ~ 'events_idx';
END
$$;
SET enable_seqscan = off;
SELECT pg_temp.uses_index(format($$SELECT seq FROM %s WHERE wf.events(events) @> '[{"type": "SeatApproved", "by": "frank"}]'$$, :'partition'));
SELECT seq FROM :partition WHERE wf.events(events) @> '[{"type": "SeatApproved", "by": "frank"}]';
RESET enable_seqscan;

-- What cannot be read says why.
SELECT wf.events('\x01');
SELECT wf.events(NULL);
SELECT wf.events('\x');
SELECT wf.events('[]');
SELECT wf.events('\x017f');
SELECT wf.events('\x0121020103');
SELECT wf.events('\x012203');
SELECT wf.events('\x01220101ff');
SELECT wf.events('\x01210180808080808001');
SET ROLE wf_reader;
SELECT wf.events('\x01210107');
SET ROLE wf_user;
SELECT wf.events('\x01');
RESET ROLE;
