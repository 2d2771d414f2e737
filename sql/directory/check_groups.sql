CREATE FUNCTION wf._check_groups(tenant_id bigint)
RETURNS TABLE (severity text, code text, kind text, id text, message text, hint text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET enable_nestloop = off  -- the statistics may know nothing of this tenant; a hash join is never quadratic
AS $$
DECLARE
    _tenant constant bigint := tenant_id;
    _ids text[];
    _parents text[];
BEGIN
    SELECT array_agg(d.department_id), array_agg(d.parent_id) INTO _ids, _parents FROM wf.department d
    WHERE d.tenant_id = _tenant AND d.parent_id IS NOT NULL;
    RETURN QUERY
    SELECT 'error', 'department_cycle', 'department', c.id,
        CASE c.length WHEN 1 THEN 'is above itself'
        ELSE format('is below "%s", and so below itself: a cycle of %s with "%s"', c.above, c.length, c.first) END,
        'Correct the departments above these.'
    FROM wf._cycle_members(_ids, _parents) AS c
    UNION ALL
    SELECT 'warning', 'unknown_parent', 'department', d.department_id, format('there is no department "%s"', d.parent_id),
        'Load it, or correct the entry.'
    FROM wf.department d LEFT JOIN wf.department above ON above.tenant_id = _tenant AND above.department_id = d.parent_id
    WHERE d.tenant_id = _tenant AND d.parent_id IS NOT NULL AND above.department_id IS NULL
    UNION ALL
    SELECT 'warning', CASE WHEN p.person_id IS NULL THEN 'unknown_head' ELSE 'head_left' END, 'department', d.department_id,
        format(CASE WHEN p.person_id IS NULL THEN 'there is no person "%s", its head' ELSE 'its head "%s" is not active' END, d.head_id),
        'Enter another head: until then nobody approves as the head of this department.'
    FROM wf.department d LEFT JOIN wf.person p ON p.tenant_id = _tenant AND p.person_id = d.head_id
    WHERE d.tenant_id = _tenant AND d.head_id IS NOT NULL AND p.active IS NOT TRUE
    UNION ALL
    SELECT 'warning', 'no_head', 'department', d.department_id, format('has no head (active members: %s)', count(*)),
        'Enter the head: until then nobody approves as the head of this department.'
    FROM wf.department d JOIN wf.person p ON p.department_id = d.department_id
    WHERE d.tenant_id = _tenant AND d.head_id IS NULL AND p.tenant_id = _tenant AND p.active
    GROUP BY d.department_id
    UNION ALL
    SELECT 'warning', 'unknown_member', 'role', m.role_id, format('there is no person "%s", its member', m.person_id),
        'Load that person, or remove the member.'
    FROM wf.role_member m LEFT JOIN wf.person p ON p.tenant_id = _tenant AND p.person_id = m.person_id
    WHERE m.tenant_id = _tenant AND p.person_id IS NULL
    UNION ALL
    SELECT 'warning', 'no_administrator', 'role', wf._administrators_role(), 'nobody administers: the role has no active member',
        'Add members, or name another role in wf_engine.administrators_role: what finds no approver goes to them.'
    WHERE NOT EXISTS (SELECT FROM wf.role_member m JOIN wf.person p ON p.person_id = m.person_id
                      WHERE m.tenant_id = _tenant AND m.role_id = wf._administrators_role() AND p.tenant_id = _tenant AND p.active)
    UNION ALL
    SELECT 'warning', 'empty_role', 'role', r.role_id, 'has no active member', 'Add members: an approval by this role finds nobody.'
    FROM wf.role r
    LEFT JOIN (SELECT DISTINCT m.role_id FROM wf.role_member m JOIN wf.person p ON p.person_id = m.person_id
               WHERE m.tenant_id = _tenant AND p.tenant_id = _tenant AND p.active) AS filled ON filled.role_id = r.role_id
    WHERE r.tenant_id = _tenant AND filled.role_id IS NULL AND r.role_id <> wf._administrators_role();
END
$$;
COMMENT ON FUNCTION wf._check_groups(bigint) IS 'What wf.check_directory() says of departments and roles.';
REVOKE ALL ON FUNCTION wf._check_groups(bigint) FROM PUBLIC;
