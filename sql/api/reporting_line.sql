CREATE FUNCTION wf.reporting_line(
    person text,
    levels integer DEFAULT NULL,
    until jsonb DEFAULT NULL,
    at timestamptz DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (level integer, person_id text, name text, position_id text, department_id text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_reporting_line';
COMMENT ON FUNCTION wf.reporting_line IS
'The superiors of a person, nearest first; level 1 is the direct manager. Inactive ones are skipped and not counted; a cycle in the data ends the walk with a warning.
levels: how many at most. until: where to stop, end point included: {"position": id}, {"rank": n}, {"role": id}, {"department_head": true} or {"top": true}.
at: as of this moment; the present if it is null. Names and the ranks of positions are always those of today.
Example: SELECT * FROM wf.reporting_line(''alice'', until => ''{"position": "director"}'');';
