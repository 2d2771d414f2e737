-- Only what was loaded is looked at: orphans that the host left behind earlier are not this load's fault.
CREATE FUNCTION wf._directory_reference_problems(directory jsonb, tenant_id bigint) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan  -- statistics know nothing of a tenant that is just being loaded
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH entry AS MATERIALIZED (
        SELECT list, number - 1 AS number, entry.value
        FROM unnest(ARRAY['departments', 'persons', 'roles', 'delegations']) AS list
        CROSS JOIN LATERAL jsonb_array_elements(coalesce(nullif(directory -> list, 'null'), '[]'))
            WITH ORDINALITY AS entry (value, number)),
    reference (list, number, path, kind, id) AS (
        SELECT list, number, format('/%s/%s/%s', list, number, target.key), target.kind, value ->> target.key
        FROM entry
        JOIN (VALUES ('departments', 'parent', 'department'), ('departments', 'head', 'person'),
            ('persons', 'manager', 'person'), ('persons', 'department', 'department'),
            ('persons', 'position', 'position'), ('delegations', 'person', 'person'), ('delegations', 'agent', 'person'),
            ('delegations', 'definition', 'definition')) AS target (list, key, kind) USING (list)
        WHERE value ->> target.key IS NOT NULL
        UNION ALL
        SELECT list, number, format('/roles/%s/members/%s', number, place - 1), 'person', member.id
        FROM entry
        CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(nullif(value -> 'members', 'null'), '[]'))
            WITH ORDINALITY AS member (id, place)
        WHERE list = 'roles'
        UNION ALL
        SELECT list, number, format('/persons/%s/posts/%s/%s', number, place - 1, target.kind), target.kind,
            post.value ->> target.kind
        FROM entry
        CROSS JOIN LATERAL jsonb_array_elements(coalesce(nullif(value -> 'posts', 'null'), '[]'))
            WITH ORDINALITY AS post (value, place)
        CROSS JOIN LATERAL unnest(ARRAY['department', 'position']) AS target (kind)
        WHERE list = 'persons' AND post.value ->> target.kind IS NOT NULL)
    SELECT format('%s: there is no %s "%s"', path, kind, id)
    FROM reference
    WHERE (kind = 'person' AND NOT EXISTS (
            SELECT FROM wf.person AS found
            WHERE found.tenant_id = _directory_reference_problems.tenant_id AND found.person_id = id))
        OR (kind = 'department' AND NOT EXISTS (
            SELECT FROM wf.department AS found
            WHERE found.tenant_id = _directory_reference_problems.tenant_id AND found.department_id = id))
        OR (kind = 'definition' AND NOT EXISTS (
            SELECT FROM wf.definition AS found
            WHERE found.tenant_id = _directory_reference_problems.tenant_id AND found.key = id))
        OR (kind = 'position' AND NOT EXISTS (
            SELECT FROM wf.position AS found
            WHERE found.tenant_id = _directory_reference_problems.tenant_id AND found.position_id = id))
    ORDER BY list COLLATE "C", number, path COLLATE "C";
END
$$;
COMMENT ON FUNCTION wf._directory_reference_problems(jsonb, bigint) IS
    'What the loaded entries refer to and what is not there, each with its JSON pointer.';
REVOKE ALL ON FUNCTION wf._directory_reference_problems(jsonb, bigint) FROM PUBLIC;
