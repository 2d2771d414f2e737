CREATE FUNCTION wf.directory_at(at timestamptz, tenant_id bigint DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    RETURN jsonb_build_object(
        'persons', (
            SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', p.person_id, 'manager', p.manager_id,
                'department', p.department_id, 'position', p.position_id, 'rank', p.rank, 'active', p.active))
                ORDER BY p.person_id COLLATE "C"), '[]')
            FROM wf.person_history p
            WHERE p.tenant_id = directory_at.tenant_id
                AND p.valid_from <= directory_at.at AND (p.valid_until > directory_at.at OR p.valid_until IS NULL)),
        'departments', (
            SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', d.department_id, 'parent', d.parent_id,
                'head', d.head_id)) ORDER BY d.department_id COLLATE "C"), '[]')
            FROM wf.department_history d
            WHERE d.tenant_id = directory_at.tenant_id
                AND d.valid_from <= directory_at.at AND (d.valid_until > directory_at.at OR d.valid_until IS NULL)),
        'roles', (
            SELECT coalesce(jsonb_agg(jsonb_build_object('id', role_id, 'members', members) ORDER BY role_id COLLATE "C"), '[]')
            FROM (SELECT m.role_id, jsonb_agg(m.person_id ORDER BY m.person_id COLLATE "C") AS members
                  FROM wf.role_member_history m
                  WHERE m.tenant_id = directory_at.tenant_id
                      AND m.valid_from <= directory_at.at AND (m.valid_until > directory_at.at OR m.valid_until IS NULL)
                  GROUP BY m.role_id) AS role));
END
$$;
COMMENT ON FUNCTION wf.directory_at(timestamptz, bigint) IS
'The directory at a moment, in the shape that wf.load_directory() takes: who reported to whom, who headed which department, who had which role. Names, positions and further posts have no history. For wf_designer, wf_admin and wf_reader.
Example: SELECT wf.directory_at(''2026-03-01'');';
REVOKE ALL ON FUNCTION wf.directory_at(timestamptz, bigint) FROM PUBLIC;
