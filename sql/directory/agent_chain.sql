-- Of several that are valid, the one for this very process comes before those for all, and a later one before an earlier.
CREATE FUNCTION wf._agent_chain(tenant_id bigint, person text, definition text, at timestamptz) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _longest constant integer := 8;
    _chain text[] := ARRAY[person];
    _agent text;
BEGIN
    WHILE cardinality(_chain) <= _longest LOOP
        SELECT d.agent_id INTO _agent FROM wf.delegation d
        WHERE d.tenant_id = _agent_chain.tenant_id AND d.person_id = _chain[cardinality(_chain)]
            AND d.valid_from <= _agent_chain.at AND (d.valid_until > _agent_chain.at OR d.valid_until IS NULL)
            AND (d.definition_key = definition OR d.definition_key IS NULL)
        ORDER BY d.definition_key IS NULL, d.valid_from DESC LIMIT 1;
        EXIT WHEN NOT FOUND;
        _chain := _chain || _agent;
        EXIT WHEN _agent = ANY (_chain[:cardinality(_chain) - 1]);
    END LOOP;
    RETURN _chain;
END
$$;
COMMENT ON FUNCTION wf._agent_chain(bigint, text, text, timestamptz) IS
    'The person, their agent, the agent of that one and so on, as delegated at a moment; the last repeats an earlier one if it is a cycle.';
REVOKE ALL ON FUNCTION wf._agent_chain(bigint, text, text, timestamptz) FROM PUBLIC;
