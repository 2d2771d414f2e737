CREATE FUNCTION wf._end_delegation(delegation_id bigint, at timestamptz, tenant_id bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    _end constant timestamptz := greatest(at, now());  -- what has been done for somebody stays done for them
    _from timestamptz;
    _until timestamptz;
BEGIN
    SELECT d.valid_from, d.valid_until INTO _from, _until FROM wf.delegation d
    WHERE d.tenant_id = _end_delegation.tenant_id AND d.delegation_id = _end_delegation.delegation_id
    FOR UPDATE;
    IF _until <= _end THEN
        RAISE EXCEPTION 'delegation % ends before that', _end_delegation.delegation_id USING
            ERRCODE = 'WF604', DETAIL = format('It is valid until before %s.', _until), HINT = 'Only an end that comes earlier can be set; wf.add_delegation() makes another one.';
    END IF;
    IF _from >= _end THEN
        DELETE FROM wf.delegation d
        WHERE d.tenant_id = _end_delegation.tenant_id AND d.delegation_id = _end_delegation.delegation_id;
    ELSE
        UPDATE wf.delegation d SET valid_until = nullif(_end, 'infinity')
        WHERE d.tenant_id = _end_delegation.tenant_id AND d.delegation_id = _end_delegation.delegation_id;
    END IF;
END
$$;
COMMENT ON FUNCTION wf._end_delegation(bigint, timestamptz, bigint) IS 'What wf.end_delegation() does once it is known who acts.';
REVOKE ALL ON FUNCTION wf._end_delegation(bigint, timestamptz, bigint) FROM PUBLIC;
