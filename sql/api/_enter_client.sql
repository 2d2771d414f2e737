-- For wf-gateway, as wf._enter_person.
CREATE FUNCTION wf._client_login(client_id text, secret_hash bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM wf.api_client c WHERE c.client_id = _client_login.client_id AND c.secret_hash = _client_login.secret_hash AND c.enabled)
$$;
COMMENT ON FUNCTION wf._client_login IS 'For wf-gateway: whether this is a client with its secret, and is not switched off.';
REVOKE ALL ON FUNCTION wf._client_login(text, bytea) FROM PUBLIC;

-- secret_tag: the beginning of the hash of the secret that the token was got with. So a new secret counts at once.
CREATE FUNCTION wf._enter_client(client_id text, secret_tag text) RETURNS TABLE (role text, claims text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _client record;
BEGIN
    SELECT c.client_id, c.tenant_id, c.person_id, c.db_role INTO _client FROM wf.api_client c
    WHERE c.client_id = _enter_client.client_id AND c.enabled AND left(encode(c.secret_hash, 'hex'), 24) = secret_tag;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the client of this token does not count any more' USING
            ERRCODE = '28000', DETAIL = 'It is switched off, is not there, or has another secret by now.', HINT = 'Ask for a new token.';
    END IF;
    IF _client.person_id IS NOT NULL THEN
        PERFORM wf._enter_person(_client.person_id, _client.tenant_id);
    END IF;
    role := _client.db_role;
    claims := json_strip_nulls(json_build_object('sub', _client.person_id, 'tenant', _client.tenant_id, 'role', role, 'client_id', _client.client_id));
    RETURN NEXT;
END
$$;
COMMENT ON FUNCTION wf._enter_client IS 'For wf-gateway: role and claims of a client; 28000 if it is switched off, or has another secret since then.';
REVOKE ALL ON FUNCTION wf._enter_client(text, text) FROM PUBLIC;
