CREATE FUNCTION wf._check_people(tenant_id bigint)
RETURNS TABLE (severity text, code text, kind text, id text, message text, hint text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET enable_nestloop = off  -- the statistics may know nothing of this tenant; a hash join is never quadratic
AS $$
DECLARE
    _tenant constant bigint := tenant_id;
    _ids text[];
    _managers text[];
BEGIN
    SELECT array_agg(p.person_id), array_agg(p.manager_id) INTO _ids, _managers FROM wf.person p
    WHERE p.tenant_id = _tenant AND p.manager_id IS NOT NULL;
    RETURN QUERY
    SELECT 'error', 'manager_cycle', 'person', c.id,
        CASE c.length WHEN 1 THEN 'is their own manager'
        ELSE format('reports to "%s", and so to themselves: a cycle of %s with "%s"', c.above, c.length, c.first) END,
        'Correct the managers of these people; a reporting line ends where it would repeat.'
    FROM wf._cycle_members(_ids, _managers) AS c
    UNION ALL
    SELECT CASE o.kind WHEN 'manager' THEN 'error' ELSE 'warning' END, 'unknown_' || o.kind, 'person', o.person_id,
        format('there is no %s "%s"', CASE o.kind WHEN 'manager' THEN 'person' ELSE o.kind END, o.missing),
        CASE o.kind WHEN 'manager' THEN 'Load that person, or correct the manager: the reporting line ends here.'
        ELSE 'Load it, or correct the entry.' END
    FROM (
        SELECT 'manager' AS kind, p.person_id, p.manager_id AS missing
        FROM wf.person p LEFT JOIN wf.person m ON m.tenant_id = _tenant AND m.person_id = p.manager_id
        WHERE p.tenant_id = _tenant AND p.manager_id IS NOT NULL AND m.person_id IS NULL
        UNION ALL
        SELECT 'department', p.person_id, p.department_id
        FROM wf.person p LEFT JOIN wf.department d ON d.tenant_id = _tenant AND d.department_id = p.department_id
        WHERE p.tenant_id = _tenant AND p.department_id IS NOT NULL AND d.department_id IS NULL
        UNION ALL
        SELECT 'position', p.person_id, p.position_id
        FROM wf.person p LEFT JOIN wf.position q ON q.tenant_id = _tenant AND q.position_id = p.position_id
        WHERE p.tenant_id = _tenant AND p.position_id IS NOT NULL AND q.position_id IS NULL
        UNION ALL
        SELECT 'department', t.person_id, t.department_id
        FROM wf.post t LEFT JOIN wf.department d ON d.tenant_id = _tenant AND d.department_id = t.department_id
        WHERE t.tenant_id = _tenant AND t.department_id IS NOT NULL AND d.department_id IS NULL
        UNION ALL
        SELECT 'position', t.person_id, t.position_id
        FROM wf.post t LEFT JOIN wf.position q ON q.tenant_id = _tenant AND q.position_id = t.position_id
        WHERE t.tenant_id = _tenant AND t.position_id IS NOT NULL AND q.position_id IS NULL) AS o
    UNION ALL
    SELECT DISTINCT 'warning', 'unknown_person', 'post', t.person_id, format('there is no person "%s" for this post', t.person_id),
        'Load that person, or remove the post.'
    FROM wf.post t LEFT JOIN wf.person p ON p.tenant_id = _tenant AND p.person_id = t.person_id
    WHERE t.tenant_id = _tenant AND p.person_id IS NULL
    UNION ALL
    SELECT 'warning', 'manager_left', 'person', m.person_id, format('is not active, and the manager of %s who are', count(*)),
        'Give them another manager; until then the next one above is taken.'
    FROM wf.person m JOIN wf.person p ON p.manager_id = m.person_id
    WHERE m.tenant_id = _tenant AND p.tenant_id = _tenant AND NOT m.active AND p.active
    GROUP BY m.person_id
    UNION ALL
    -- Those at the top have somebody below.
    SELECT 'info', 'no_manager', 'person', p.person_id, 'has no manager and nobody below',
        'Enter the manager, or nobody can approve by reporting line.'
    FROM wf.person p LEFT JOIN wf.person r ON r.tenant_id = _tenant AND r.manager_id = p.person_id AND r.active
    WHERE p.tenant_id = _tenant AND p.active AND p.manager_id IS NULL AND r.person_id IS NULL;
END
$$;
COMMENT ON FUNCTION wf._check_people(bigint) IS 'What wf.check_directory() says of persons and their posts.';
REVOKE ALL ON FUNCTION wf._check_people(bigint) FROM PUBLIC;
