-- For wf-gateway. A token is made there and only its hash comes here: neither a log of statements nor a dump has what signs anybody in.
CREATE FUNCTION wf._begin_session(
    provider text, corp text, external_id text, token_hash bytea, idle interval, lifetime interval, tenant_id bigint DEFAULT NULL, OUT person_id text, OUT cell bigint
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _claims jsonb;
BEGIN
    SELECT e.claims INTO _claims FROM wf._enter_identity(provider, corp, external_id, tenant_id) e;
    person_id := _claims ->> 'sub';
    cell := _claims ->> 'tenant';
    INSERT INTO wf.login_session (tenant_id, session_id, token_hash, person_id, provider, created_at, rotated_at, idle_until, expires_at)
    VALUES (cell, gen_random_uuid(), token_hash, person_id, provider, now(), now(), now() + idle, now() + lifetime);
    DELETE FROM wf.login_session s WHERE s.tenant_id = cell AND s.person_id = _begin_session.person_id AND s.expires_at < now() - interval '30 days';
END
$$;
COMMENT ON FUNCTION wf._begin_session IS 'For wf-gateway: begins a session of the person that this account is, and forgets those that ended a month ago; 28000 if it is nobody.';
REVOKE ALL ON FUNCTION wf._begin_session(text, text, text, bytea, interval, interval, bigint) FROM PUBLIC;

CREATE FUNCTION wf._rotate_session(tenant_id bigint, token_hash bytea, new_hash bytea, idle interval) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _session record;
BEGIN
    SELECT * INTO _session FROM wf._live_session(tenant_id, token_hash);
    PERFORM wf._enter_person(_session.person_id, tenant_id);
    -- Whoever comes with the previous one has lost a race, and may not go on from there.
    UPDATE wf.login_session s SET token_hash = new_hash, previous_hash = s.token_hash, rotated_at = now(), idle_until = now() + idle
    WHERE s.tenant_id = _rotate_session.tenant_id AND s.session_id = _session.session_id AND s.token_hash = _rotate_session.token_hash AND s.ended_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the token has been replaced already' USING
            ERRCODE = '28000', DETAIL = 'Another request of this session was quicker.', HINT = 'Use the token that it got.';
    END IF;
    RETURN _session.person_id;
END
$$;
COMMENT ON FUNCTION wf._rotate_session IS 'For wf-gateway: gives a session another token; the one before counts for half a minute more.';
REVOKE ALL ON FUNCTION wf._rotate_session(bigint, bytea, bytea, interval) FROM PUBLIC;

CREATE FUNCTION wf._end_session(tenant_id bigint, token_hash bytea, everywhere boolean) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _session record;
    _ended integer;
BEGIN
    SELECT * INTO _session FROM wf._live_session(tenant_id, token_hash);
    UPDATE wf.login_session s SET ended_at = now()
    WHERE s.tenant_id = _end_session.tenant_id AND s.ended_at IS NULL
        AND CASE WHEN everywhere THEN s.person_id = _session.person_id ELSE s.session_id = _session.session_id END;
    GET DIAGNOSTICS _ended = ROW_COUNT;
    RETURN _ended;
END
$$;
COMMENT ON FUNCTION wf._end_session IS 'For wf-gateway: ends a session, or all of its person; returns how many.';
REVOKE ALL ON FUNCTION wf._end_session(bigint, bytea, boolean) FROM PUBLIC;
