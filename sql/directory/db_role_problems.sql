CREATE FUNCTION wf._db_role_problems(entries jsonb, tenant_id bigint) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan  -- statistics know nothing of a tenant that is just being loaded
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH incoming AS MATERIALIZED (
        SELECT entry.value ->> 'id' AS id, entry.value ->> 'db_role' AS db_role, number - 1 AS number
        FROM jsonb_array_elements(coalesce(nullif(entries, 'null'), '[]')) WITH ORDINALITY AS entry (value, number))
    SELECT format('/persons/%s/db_role: "%s" belongs to person "%s"', number, incoming.db_role, holder.person_id)
    FROM incoming
    CROSS JOIN LATERAL (
        SELECT person_id FROM wf.person
        WHERE tenant_id = _db_role_problems.tenant_id AND db_role = incoming.db_role LIMIT 1) AS holder
    WHERE holder.person_id NOT IN (SELECT id FROM incoming)
    ORDER BY number;
END
$$;
COMMENT ON FUNCTION wf._db_role_problems(jsonb, bigint) IS
    'Database roles that the loaded persons claim and that somebody has who is not loaded.';
REVOKE ALL ON FUNCTION wf._db_role_problems(jsonb, bigint) FROM PUBLIC;
