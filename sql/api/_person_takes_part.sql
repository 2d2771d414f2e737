CREATE FUNCTION wf._person_takes_part(tenant_id bigint, instance_id bigint, initiator text, started_at timestamptz, person text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN initiator = person
        OR EXISTS (SELECT FROM wf.task t
                   WHERE t.tenant_id = _person_takes_part.tenant_id AND t.instance_id = _person_takes_part.instance_id
                     AND (t.assignee = person OR t.on_behalf_of = person
                          OR (t.assignee IS NULL AND t.candidates && wf._groups(t.tenant_id, person))))
        OR EXISTS (SELECT FROM wf.log l
                   WHERE l.tenant_id = _person_takes_part.tenant_id AND l.instance_id = _person_takes_part.instance_id
                     AND l.at >= _person_takes_part.started_at AND (l.actor = person OR l.on_behalf_of = person))
        OR EXISTS (SELECT FROM wf.copy c
                   WHERE c.tenant_id = _person_takes_part.tenant_id AND c.instance_id = _person_takes_part.instance_id
                     AND c.recipient = person)
        OR EXISTS (SELECT FROM wf.involved v
                   WHERE v.tenant_id = _person_takes_part.tenant_id AND v.instance_id = _person_takes_part.instance_id
                     AND (v.who = person OR v.who = ANY (wf._groups(v.tenant_id, person))));
END
$$;
COMMENT ON FUNCTION wf._person_takes_part IS
'Whether a person takes part in an instance: they started it, have to act on it, had to once, have acted on it, somebody acts or has acted for them, or they have got a copy. For the engine alone: its callers check who may ask about whom.';
REVOKE ALL ON FUNCTION wf._person_takes_part(bigint, bigint, text, timestamptz, text) FROM PUBLIC;
