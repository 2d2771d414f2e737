CREATE FUNCTION wf._load_delegations(entries jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan  -- statistics know nothing of a tenant that is just being loaded
AS $$
#variable_conflict use_column
DECLARE
    _changes jsonb;
BEGIN
    WITH incoming AS MATERIALIZED (
        SELECT person, agent, definition, wf._as_time("from") AS valid_from, wf._as_time(until) AS valid_until
        FROM jsonb_to_recordset(coalesce(nullif(entries, 'null'), '[]'))
            AS entry (person text, agent text, "from" text, until text, definition text)),
    written AS (
        INSERT INTO wf.delegation AS stored (tenant_id, person_id, agent_id, definition_key, valid_from, valid_until,
            created_by, created_at)
        SELECT _load_delegations.tenant_id, person, agent, definition, valid_from, valid_until, 'system', now() FROM incoming
        ON CONFLICT (tenant_id, person_id, definition_key, valid_from) DO UPDATE
            SET agent_id = excluded.agent_id, valid_until = excluded.valid_until,
                -- Another agent, or the same one anew after a time without: what is open now has to move to that agent.
                swept_at = CASE
                    WHEN stored.agent_id = excluded.agent_id AND (stored.valid_until > now() OR stored.valid_until IS NULL)
                    THEN stored.swept_at END
            WHERE (stored.agent_id, stored.valid_until) IS DISTINCT FROM (excluded.agent_id, excluded.valid_until)
        RETURNING 1)
    -- wf.delegation is seen here as it was before the statement.
    SELECT wf._count_changes(count(*), (SELECT count(*) FROM written), count(*) FILTER (WHERE NOT EXISTS (
        SELECT FROM wf.delegation AS stored
        WHERE stored.tenant_id = _load_delegations.tenant_id AND stored.person_id = person
            AND stored.definition_key IS NOT DISTINCT FROM definition AND stored.valid_from = incoming.valid_from)))
    INTO _changes
    FROM incoming;
    RETURN _changes;
END
$$;
COMMENT ON FUNCTION wf._load_delegations(jsonb, bigint) IS 'The delegations of wf.load_directory(), already checked.';
REVOKE ALL ON FUNCTION wf._load_delegations(jsonb, bigint) FROM PUBLIC;
