CREATE FUNCTION wf._load_directory(directory jsonb, tenant_id bigint, appoints boolean) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _changes jsonb;
    _warnings jsonb;
BEGIN
    PERFORM wf._refuse_directory(array_agg(problem)) FROM wf._directory_shape_problems(directory) AS problem;
    PERFORM wf._refuse_directory(array_agg(problem)) FROM (
        SELECT problem FROM wf._post_problems(directory -> 'persons') AS problem
        UNION ALL
        SELECT problem FROM wf._delegation_problems(directory -> 'delegations') AS problem) AS found;

    IF NOT appoints THEN
        PERFORM wf._refuse_directory(array_agg(problem)) FROM wf._appointment_problems(directory, _load_directory.tenant_id) AS problem;
        directory := wf._with_stored_db_roles(directory, _load_directory.tenant_id);
    END IF;

    -- Two loads of one tenant at the same time could each be right and together make a cycle.
    PERFORM wf._lock('load_directory', _load_directory.tenant_id);
    PERFORM wf._refuse_directory(array_agg(problem))
    FROM wf._db_role_problems(directory -> 'persons', _load_directory.tenant_id) AS problem;
    -- Whoever leaves may have a successor who is loaded a moment later.
    PERFORM wf._hold_leavers();
    _changes := jsonb_build_object(
        'departments', wf._load_departments(directory -> 'departments', _load_directory.tenant_id),
        'positions', wf._load_positions(directory -> 'positions', _load_directory.tenant_id),
        'persons', wf._load_persons(directory -> 'persons', _load_directory.tenant_id),
        'posts', wf._load_posts(directory -> 'persons', _load_directory.tenant_id),
        'roles', wf._load_roles(directory -> 'roles', _load_directory.tenant_id),
        'members', wf._load_members(directory -> 'roles', _load_directory.tenant_id),
        'delegations', wf._load_delegations(directory -> 'delegations', _load_directory.tenant_id));
    PERFORM wf._replace_held_leavers(_load_directory.tenant_id);

    -- What the entries refer to may have come with this very load, so it is looked up afterwards. What the host's own data
    -- has wrong is loaded as it is: approver rules leave out people who are not there, and a reporting line ends at a cycle.
    SELECT jsonb_agg(problem) INTO _warnings FROM (
        SELECT problem FROM wf._directory_reference_problems(directory, _load_directory.tenant_id) AS problem
        UNION ALL
        SELECT problem FROM wf._cycle_above(directory -> 'persons', _load_directory.tenant_id,
            'wf.person', 'person_id', 'manager_id', '/persons: the managers') AS problem
        UNION ALL
        SELECT problem FROM wf._cycle_above(directory -> 'departments', _load_directory.tenant_id,
            'wf.department', 'department_id', 'parent_id', '/departments: the departments') AS problem) AS found;
    IF _warnings IS NOT NULL THEN
        _changes := _changes || jsonb_build_object('warnings', _warnings);
    END IF;
    RETURN _changes;
END
$$;
COMMENT ON FUNCTION wf._load_directory(jsonb, bigint, boolean) IS
    'wf.load_directory() for whoever may, or may not, say which person a database role is and who administers.';
REVOKE ALL ON FUNCTION wf._load_directory(jsonb, bigint, boolean) FROM PUBLIC;
