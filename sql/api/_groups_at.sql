CREATE FUNCTION wf._groups_at(tenant_id bigint, person text, at timestamptz) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _department text;
BEGIN
    SELECT p.department_id INTO _department FROM wf.person_history p
    WHERE p.tenant_id = _groups_at.tenant_id AND p.person_id = _groups_at.person AND p.active
      AND p.valid_from <= _groups_at.at AND (p.valid_until > _groups_at.at OR p.valid_until IS NULL);
    IF NOT FOUND THEN
        RETURN '{}';
    END IF;
    -- "role:admin" means the administrators, whatever their role is called.
    RETURN ARRAY(SELECT 'role:' || g.name
                 FROM wf.role_member_history m
                 CROSS JOIN LATERAL (VALUES (nullif(m.role_id, 'admin')), (CASE m.role_id WHEN wf._administrators_role() THEN 'admin' END)) AS g (name)
                 WHERE m.tenant_id = _groups_at.tenant_id AND m.person_id = _groups_at.person AND g.name IS NOT NULL
                   AND m.valid_from <= _groups_at.at AND (m.valid_until > _groups_at.at OR m.valid_until IS NULL))
        -- Further posts have no history.
        || ARRAY(SELECT DISTINCT 'department:' || t.department_id FROM wf.post t
                 WHERE t.tenant_id = _groups_at.tenant_id AND t.person_id = _groups_at.person
                   AND t.department_id IS DISTINCT FROM _department AND t.department_id IS NOT NULL)
        || ('department:' || _department) || ('person:' || _groups_at.person) || 'everyone'::text;
END
$$;
COMMENT ON FUNCTION wf._groups_at IS
'What a person was among the candidates of a task at a moment, as wf._groups says it of now; of further posts those of now, for they have no history.';
REVOKE ALL ON FUNCTION wf._groups_at(bigint, text, timestamptz) FROM PUBLIC;
