CREATE FUNCTION wf.person_at(person text, at timestamptz, tenant_id bigint DEFAULT NULL)
RETURNS TABLE (person_id text, manager_id text, department_id text, position_id text, rank integer, active boolean,
    roles text[], head_of text[], since timestamptz, until timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    RETURN QUERY
    SELECT p.person_id, p.manager_id, p.department_id, p.position_id, p.rank, p.active,
        ARRAY(SELECT m.role_id FROM wf.role_member_history m
              WHERE m.tenant_id = p.tenant_id AND m.person_id = p.person_id
                AND m.valid_from <= person_at.at AND (m.valid_until > person_at.at OR m.valid_until IS NULL) ORDER BY m.role_id COLLATE "C"),
        ARRAY(SELECT d.department_id FROM wf.department_history d
              WHERE d.tenant_id = p.tenant_id AND d.head_id = p.person_id
                AND d.valid_from <= person_at.at AND (d.valid_until > person_at.at OR d.valid_until IS NULL) ORDER BY d.department_id COLLATE "C"),
        p.valid_from, p.valid_until
    FROM wf.person_history p
    WHERE wf._is_somebody(person_at.tenant_id) AND p.tenant_id = person_at.tenant_id AND p.person_id = person_at.person
        AND p.valid_from <= person_at.at AND (p.valid_until > person_at.at OR p.valid_until IS NULL);
END
$$;
COMMENT ON FUNCTION wf.person_at(text, timestamptz, bigint) IS
'What a person was at a moment: manager, department, position, rank, roles, the departments they headed; since and until: how long manager, department, position, rank and active have been so. No row: the person was not there.
Example: SELECT manager_id FROM wf.person_at(''alice'', ''2026-03-01'');';
