CREATE FUNCTION wf._add_delegation(person text, agent text, valid_from timestamptz, valid_until timestamptz, definition text,
    actor text, tenant_id bigint) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    _nobody text;
    _other wf.delegation.agent_id%TYPE;
    _id bigint;
BEGIN
    SELECT asked INTO _nobody FROM unnest(ARRAY[person, agent]) AS asked
    WHERE NOT EXISTS (SELECT FROM wf.person p WHERE p.tenant_id = _add_delegation.tenant_id AND p.person_id = asked AND p.active);
    IF FOUND THEN
        RAISE EXCEPTION 'person "%" does not exist or is not active', _nobody USING
            ERRCODE = 'WF601', HINT = 'People are loaded with wf.load_directory.';
    END IF;
    IF person = agent THEN
        RAISE EXCEPTION 'nobody can delegate to themselves' USING ERRCODE = 'WF604', HINT = 'Name somebody else.';
    END IF;
    IF valid_until <= valid_from OR NOT isfinite(valid_from) THEN
        RAISE EXCEPTION 'a delegation has to end after it begins' USING
            ERRCODE = 'WF604', HINT = 'It is valid from valid_from until before valid_until; null means no end.';
    END IF;
    IF definition IS NOT NULL AND NOT EXISTS (
        SELECT FROM wf.definition d WHERE d.tenant_id = _add_delegation.tenant_id AND d.key = definition) THEN
        RAISE EXCEPTION 'there is no definition "%"', definition USING
            ERRCODE = 'WF201', HINT = 'Leave definition out to delegate everything.';
    END IF;
    -- Two at once could each be right and together overlap.
    PERFORM wf._lock('delegation ' || person, _add_delegation.tenant_id);
    SELECT d.agent_id INTO _other FROM wf.delegation d
    WHERE d.tenant_id = _add_delegation.tenant_id AND d.person_id = person
        AND d.definition_key IS NOT DISTINCT FROM definition
        AND tstzrange(d.valid_from, d.valid_until) && tstzrange(_add_delegation.valid_from, nullif(_add_delegation.valid_until, 'infinity'))
    ORDER BY d.valid_from LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '"%" has delegated to "%" at that time', person, _other USING
            ERRCODE = 'WF604', HINT = 'End that delegation first: wf.end_delegation.';
    END IF;
    INSERT INTO wf.delegation (tenant_id, person_id, agent_id, definition_key, valid_from, valid_until, created_by, created_at)
    VALUES (_add_delegation.tenant_id, person, agent, definition, _add_delegation.valid_from,
        nullif(_add_delegation.valid_until, 'infinity'), actor, now())
    RETURNING delegation_id INTO _id;
    RETURN _id;
END
$$;
COMMENT ON FUNCTION wf._add_delegation(text, text, timestamptz, timestamptz, text, text, bigint) IS
    'What wf.add_delegation() does once it is known who acts.';
REVOKE ALL ON FUNCTION wf._add_delegation(text, text, timestamptz, timestamptz, text, text, bigint) FROM PUBLIC;
