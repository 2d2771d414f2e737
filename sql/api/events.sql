CREATE FUNCTION wf.events(
    bytes bytea
) RETURNS jsonb
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_events';
COMMENT ON FUNCTION wf.events IS
'The events of a log entry as JSON: an array of objects with type and fields. It may stand in an index of a partition that has gone cold. Refuses with WF704 what is damaged, or was written by a newer version.
Example: SELECT seq, wf.events(events) FROM wf.log WHERE instance_id = 1 ORDER BY seq;';

CREATE FUNCTION wf._follows_row(events bytea) RETURNS boolean
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 100
AS 'MODULE_PATHNAME', 'wf__follows_row';
COMMENT ON FUNCTION wf._follows_row IS 'Whether a log entry says that the business row had been changed outside of the process.';

CREATE FUNCTION wf._node_visits(events bytea) RETURNS TABLE (place integer, token bigint, node text, outcome text)
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE ROWS 3
AS 'MODULE_PATHNAME', 'wf__visits';
COMMENT ON FUNCTION wf._node_visits IS 'Where tokens come to a node in a log entry (node) and where they leave it (outcome), in order.';
