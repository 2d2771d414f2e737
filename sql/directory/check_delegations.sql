CREATE FUNCTION wf._check_delegations(tenant_id bigint)
RETURNS TABLE (severity text, code text, kind text, id text, message text, hint text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _tenant constant bigint := tenant_id;
BEGIN
    RETURN QUERY
    WITH delegation AS MATERIALIZED (
        SELECT d.delegation_id, d.person_id, d.agent_id, d.definition_key, d.valid_from, d.valid_until
        FROM wf.delegation d
        WHERE d.tenant_id = _tenant AND (d.valid_until > now() OR d.valid_until IS NULL))
    SELECT 'warning', CASE WHEN p.person_id IS NULL THEN 'unknown_' ELSE 'inactive_' END || who.kind, 'delegation', d.delegation_id::text,
        format(CASE WHEN p.person_id IS NULL THEN 'there is no person "%s"' ELSE '"%s" is not active' END, who.person_id),
        'End it, or enter another person; an agent who is not there gets no tasks.'
    FROM delegation d
    CROSS JOIN LATERAL (VALUES ('person', d.person_id), ('agent', d.agent_id)) AS who (kind, person_id)
    LEFT JOIN wf.person p ON p.tenant_id = _tenant AND p.person_id = who.person_id
    WHERE p.active IS NOT TRUE
    UNION ALL
    SELECT 'warning', 'unknown_definition', 'delegation', d.delegation_id::text, format('there is no definition "%s"', d.definition_key),
        'Deploy it, or end the delegation.'
    FROM delegation d
    WHERE d.definition_key IS NOT NULL
        AND NOT EXISTS (SELECT FROM wf.definition f WHERE f.tenant_id = _tenant AND f.key = d.definition_key)
    UNION ALL
    SELECT 'warning', 'delegation_cycle', 'delegation', d.delegation_id::text,
        format('"%s" delegates to themselves in the end: "%s" -> "%s"', d.person_id, d.person_id,
            array_to_string(chain.people[:array_position(chain.people, d.person_id)], '" -> "')),
        'End one of them; until then the last one before the cycle closes gets the tasks.'
    FROM delegation d
    CROSS JOIN LATERAL wf._agent_chain(_tenant, d.agent_id, d.definition_key, greatest(d.valid_from, now())) AS chain (people)
    WHERE d.person_id = ANY (chain.people)
    UNION ALL
    SELECT 'warning', 'delegation_overlap', 'delegation', d.delegation_id::text,
        format('"%s" delegates to "%s" and, at the same time, to "%s"', d.person_id, d.agent_id, other.agent_id),
        'End one of them; until then the later one counts.'
    FROM delegation d
    JOIN delegation other ON other.person_id = d.person_id AND other.definition_key IS NOT DISTINCT FROM d.definition_key
        AND other.valid_from > d.valid_from AND (other.valid_from < d.valid_until OR d.valid_until IS NULL);
END
$$;
COMMENT ON FUNCTION wf._check_delegations(bigint) IS 'What wf.check_directory() says of delegations that are not over.';
REVOKE ALL ON FUNCTION wf._check_delegations(bigint) FROM PUBLIC;
