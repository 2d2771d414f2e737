-- For wf-gateway: what a request may be, asked anew with each, so that leaving, signing out and switching off count at the next one. They run as
-- wf_gateway, a role that nobody is: the login role is NOINHERIT and takes it before it becomes the caller.

-- In a new session no setting of the engine is known until something of its library was called.
CREATE FUNCTION wf._setting(name text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._administrators_role();
    RETURN current_setting('wf_engine.' || name);
END
$$;
COMMENT ON FUNCTION wf._setting IS 'A setting of the engine, also as the first thing that a session asks.';
REVOKE ALL ON FUNCTION wf._setting(text) FROM PUBLIC;

-- Never more than the login role was given: which rights go through HTTP is for the DBA to say. Roles of the database reach all cells, so that only
-- people of the login role's own cell have another than wf_user; those of others administer their cell as members of the directory's role.
CREATE FUNCTION wf._role_of_person(tenant_id bigint, person_id text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(
        (SELECT r.db_role
         FROM (VALUES (1, 'wf_admin', wf._administrators_role()), (2, 'wf_designer', wf._setting('designers_role'))) AS r (place, db_role, role_id)
         JOIN wf.role_member m ON m.role_id = r.role_id
         WHERE m.tenant_id = p.tenant_id AND m.person_id = p.person_id AND pg_has_role(session_user, r.db_role, 'MEMBER')
             AND m.tenant_id = wf._setting('authenticator_tenant')::bigint
         ORDER BY r.place LIMIT 1), 'wf_user')
    FROM wf.person p
    WHERE p.tenant_id = _role_of_person.tenant_id AND p.person_id = _role_of_person.person_id AND p.active
$$;
COMMENT ON FUNCTION wf._role_of_person IS 'The database role that a person has by HTTP: wf_admin or wf_designer by the role of the directory, else wf_user; null for whoever has left.';
REVOKE ALL ON FUNCTION wf._role_of_person(bigint, text) FROM PUBLIC;

CREATE FUNCTION wf._enter_person(person_id text, tenant_id bigint DEFAULT NULL, session_id uuid DEFAULT NULL) RETURNS TABLE (role text, claims text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    tenant_id := coalesce(tenant_id, wf._setting('authenticator_tenant')::bigint);
    role := wf._role_of_person(tenant_id, person_id);
    IF role IS NULL THEN
        RAISE EXCEPTION 'the person of this sign-in is not active' USING
            ERRCODE = '28000', DETAIL = 'The directory does not have the person, or they have left.', HINT = 'Ask an administrator.';
    END IF;
    claims := json_strip_nulls(json_build_object('sub', person_id, 'tenant', tenant_id, 'role', role, 'session', session_id));
    RETURN NEXT;
END
$$;
COMMENT ON FUNCTION wf._enter_person IS 'For wf-gateway: role and claims of a person of the directory; 28000 if they have left.';
REVOKE ALL ON FUNCTION wf._enter_person(text, bigint, uuid) FROM PUBLIC;

CREATE FUNCTION wf._enter_identity(provider text, corp text, external_id text, tenant_id bigint DEFAULT NULL) RETURNS TABLE (role text, claims text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _person text;
BEGIN
    tenant_id := coalesce(tenant_id, wf._setting('authenticator_tenant')::bigint);
    SELECT i.person_id INTO _person FROM wf.identity i
    WHERE (i.tenant_id, i.provider, i.corp, i.external_id) = (_enter_identity.tenant_id, _enter_identity.provider, _enter_identity.corp, _enter_identity.external_id);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this account is nobody of the directory' USING
            ERRCODE = '28000', DETAIL = format('Provider %s, account %s.', provider, external_id), HINT = 'An administrator links it with wf.link_identity.';
    END IF;
    RETURN QUERY SELECT * FROM wf._enter_person(_person, tenant_id);
END
$$;
COMMENT ON FUNCTION wf._enter_identity IS 'For wf-gateway: role and claims of the person that an account of an identity provider is; 28000 if it is linked to nobody.';
REVOKE ALL ON FUNCTION wf._enter_identity(text, text, text, bigint) FROM PUBLIC;

-- One answer for whatever is not right: a guess learns nothing.
CREATE FUNCTION wf._live_session(tenant_id bigint, token_hash bytea, OUT session_id uuid, OUT person_id text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT s.session_id, s.person_id INTO session_id, person_id FROM wf.login_session s
    WHERE s.tenant_id = _live_session.tenant_id AND s.ended_at IS NULL AND now() < least(s.idle_until, s.expires_at)
        AND (s.token_hash = _live_session.token_hash OR s.previous_hash = _live_session.token_hash AND now() < s.rotated_at + interval '30 seconds');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the session has ended' USING
            ERRCODE = '28000', DETAIL = 'It is over, was signed out, or was never there.', HINT = 'Sign in again.';
    END IF;
END
$$;
COMMENT ON FUNCTION wf._live_session IS 'The session with this token; 28000 if there is none that counts.';
REVOKE ALL ON FUNCTION wf._live_session(bigint, bytea) FROM PUBLIC;

CREATE FUNCTION wf._enter_session(tenant_id bigint, token_hash bytea) RETURNS TABLE (role text, claims text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.role, e.claims FROM wf._live_session(tenant_id, token_hash) s, wf._enter_person(s.person_id, tenant_id, s.session_id) e
$$;
COMMENT ON FUNCTION wf._enter_session IS 'For wf-gateway: role and claims of the person of a session; 28000 if it has ended.';
REVOKE ALL ON FUNCTION wf._enter_session(bigint, bytea) FROM PUBLIC;
