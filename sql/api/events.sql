CREATE FUNCTION wf.events(
    bytes bytea
) RETURNS jsonb
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_events';
COMMENT ON FUNCTION wf.events IS
'The events of a log entry as JSON: an array of objects with type and fields. It may stand in an index of a partition that has gone cold. Refuses with WF704 what is damaged, or was written by a newer version.
Example: SELECT seq, wf.events(events) FROM wf.log WHERE instance_id = 1 ORDER BY seq;';
