CREATE FUNCTION wf.subordinates(
    person text,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (level integer, person_id text, name text, position_id text, department_id text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_subordinates';
COMMENT ON FUNCTION wf.subordinates IS
'Everybody who reports to a person, directly (level 1) or through others. Inactive ones are not returned and not counted.
Example: SELECT * FROM wf.subordinates(''grace'') WHERE level = 1;';
