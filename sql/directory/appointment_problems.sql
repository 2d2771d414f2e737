CREATE FUNCTION wf._appointment_problems(directory jsonb, tenant_id bigint) RETURNS SETOF text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT format('/persons/%s/db_role: only wf_admin may say which person a database role is', entry.number - 1)
    FROM jsonb_array_elements(coalesce(nullif(directory -> 'persons', 'null'), '[]')) WITH ORDINALITY AS entry (value, number)
    WHERE entry.value ->> 'db_role' IS NOT NULL AND NOT EXISTS (
        SELECT FROM wf.person p WHERE p.tenant_id = _appointment_problems.tenant_id
            AND p.person_id = entry.value ->> 'id' AND p.db_role = entry.value ->> 'db_role')
    ORDER BY entry.number;
    RETURN QUERY
    SELECT format('/roles/%s/members: only wf_admin may say who administers', entry.number - 1)
    FROM jsonb_array_elements(coalesce(nullif(directory -> 'roles', 'null'), '[]')) WITH ORDINALITY AS entry (value, number)
    WHERE entry.value ->> 'id' = wf._administrators_role()
        AND ARRAY(SELECT DISTINCT member.person_id FROM jsonb_array_elements_text(coalesce(nullif(entry.value -> 'members', 'null'), '[]')) AS member (person_id)
                  ORDER BY member.person_id)
            <> ARRAY(SELECT m.person_id FROM wf.role_member m
                     WHERE m.tenant_id = _appointment_problems.tenant_id AND m.role_id = wf._administrators_role() ORDER BY m.person_id)
    ORDER BY entry.number;
    -- Whoever acts for somebody votes for them. What is there already may be loaded again.
    RETURN QUERY
    SELECT format('/delegations/%s: only wf_admin and this person may say who acts for "%s"', entry.number - 1, entry.value ->> 'person')
    FROM jsonb_array_elements(coalesce(nullif(directory -> 'delegations', 'null'), '[]')) WITH ORDINALITY AS entry (value, number)
    WHERE (entry.value ->> 'person' = wf.current_actor() AND _appointment_problems.tenant_id = wf.current_tenant()) IS NOT TRUE
        AND NOT EXISTS (
            SELECT FROM wf.delegation d WHERE d.tenant_id = _appointment_problems.tenant_id
                AND d.person_id = entry.value ->> 'person' AND d.agent_id = entry.value ->> 'agent'
                AND d.definition_key IS NOT DISTINCT FROM entry.value ->> 'definition'
                AND d.valid_from = wf._as_time(entry.value ->> 'from') AND d.valid_until IS NOT DISTINCT FROM wf._as_time(entry.value ->> 'until'))
    ORDER BY entry.number;
END
$$;
COMMENT ON FUNCTION wf._appointment_problems(jsonb, bigint) IS
    'What a directory says of database roles, of administrators and of who acts for whom that is not so yet: only wf_admin may load that.';
REVOKE ALL ON FUNCTION wf._appointment_problems(jsonb, bigint) FROM PUBLIC;
