CREATE FUNCTION wf._db_role_problems(entries jsonb, tenant_id bigint) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH incoming AS MATERIALIZED (
        SELECT entry.value ->> 'id' AS id, entry.value ->> 'db_role' AS db_role, number - 1 AS number
        FROM jsonb_array_elements(coalesce(nullif(entries, 'null'), '[]')) WITH ORDINALITY AS entry (value, number))
    SELECT format('/persons/%s/db_role: "%s" belongs to person "%s"', number, db_role, holder.person_id)
    FROM incoming
    JOIN wf.person AS holder USING (db_role)
    WHERE holder.tenant_id = _db_role_problems.tenant_id AND holder.person_id NOT IN (SELECT id FROM incoming)
    ORDER BY number;
END
$$;
COMMENT ON FUNCTION wf._db_role_problems(jsonb, bigint) IS
    'Database roles that the loaded persons claim and that somebody has who is not loaded.';
REVOKE ALL ON FUNCTION wf._db_role_problems(jsonb, bigint) FROM PUBLIC;
