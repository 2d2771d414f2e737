CREATE FUNCTION wf._person_takes_part(tenant_id bigint, instance_id bigint, initiator text, started_at timestamptz, person text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF initiator = person THEN
        RETURN true;
    END IF;
    -- One question after the other, each by a key: most of those who take part are found by the first.
    PERFORM FROM wf.involved v
    WHERE v.tenant_id = _person_takes_part.tenant_id AND v.instance_id = _person_takes_part.instance_id AND v.who = person;
    IF FOUND THEN
        RETURN true;
    END IF;
    PERFORM FROM wf.copy c
    WHERE c.tenant_id = _person_takes_part.tenant_id AND c.instance_id = _person_takes_part.instance_id AND c.recipient = person;
    IF FOUND THEN
        RETURN true;
    END IF;
    PERFORM FROM wf.task t
    WHERE t.tenant_id = _person_takes_part.tenant_id AND t.instance_id = _person_takes_part.instance_id
      AND (t.assignee = person OR t.on_behalf_of = person OR (t.assignee IS NULL AND t.candidates && wf._groups(t.tenant_id, person)));
    IF FOUND THEN
        RETURN true;
    END IF;
    PERFORM FROM wf.involved v
    WHERE v.tenant_id = _person_takes_part.tenant_id AND v.instance_id = _person_takes_part.instance_id
      AND v.who = ANY (wf._groups(_person_takes_part.tenant_id, person));
    RETURN FOUND;
END
$$;
COMMENT ON FUNCTION wf._person_takes_part IS
'Whether a person takes part in an instance: they started it, have to act on it, had to once, have acted on it, somebody acts or has acted for them, or they have got a copy. For the engine alone: its callers check who may ask about whom.';
REVOKE ALL ON FUNCTION wf._person_takes_part(bigint, bigint, text, timestamptz, text) FROM PUBLIC;
