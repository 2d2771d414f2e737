CREATE FUNCTION wf._with_stored_db_roles(directory jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE jsonb_typeof(directory -> 'persons') WHEN 'array' THEN jsonb_set(directory, '{persons}', (
        SELECT coalesce(jsonb_agg(CASE WHEN p.db_role IS NULL THEN entry.value
                                       ELSE entry.value || jsonb_build_object('db_role', p.db_role) END ORDER BY entry.number), '[]')
        FROM jsonb_array_elements(directory -> 'persons') WITH ORDINALITY AS entry (value, number)
        LEFT JOIN wf.person p ON p.tenant_id = _with_stored_db_roles.tenant_id AND p.person_id = entry.value ->> 'id'))
        ELSE directory END;
END
$$;
COMMENT ON FUNCTION wf._with_stored_db_roles(jsonb, bigint) IS
    'A directory that takes nobody''s database role away, although an entry replaces the whole entry.';
REVOKE ALL ON FUNCTION wf._with_stored_db_roles(jsonb, bigint) FROM PUBLIC;
