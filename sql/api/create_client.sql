CREATE FUNCTION wf._new_secret() RETURNS text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
RETURN translate(encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'base64'), '+/=', '-_');
COMMENT ON FUNCTION wf._new_secret() IS 'A random key of 256 bits, in letters that a header can carry.';
REVOKE ALL ON FUNCTION wf._new_secret() FROM PUBLIC;

-- Whoever signs in becomes it, so it must not be more than the engine's roles are.
CREATE FUNCTION wf._check_client_role(db_role text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _role oid := to_regrole(quote_ident(coalesce(db_role, '')));
    _problem text;
BEGIN
    IF _role IS NULL THEN
        _problem := 'There is no such role.';
    ELSIF (SELECT r.rolsuper OR r.rolcreaterole OR r.rolreplication OR r.rolbypassrls FROM pg_roles r WHERE r.oid = _role)
       OR pg_has_role(_role, 'wf_owner', 'MEMBER') OR pg_has_role(_role, 'wf_gateway', 'MEMBER') THEN
        _problem := 'It may do more than an application should.';
    ELSIF NOT pg_has_role(_role, 'wf_user', 'MEMBER') AND NOT pg_has_role(_role, 'wf_reader', 'MEMBER') THEN
        _problem := 'It has none of the roles of the engine.';
    ELSE
        RETURN;
    END IF;
    RAISE EXCEPTION 'database role "%" is not for a client', coalesce(db_role, '') USING
        ERRCODE = 'WF504', DETAIL = _problem, HINT = 'Take wf_app or wf_reader, or a role that was granted one of them.';
END
$$;
COMMENT ON FUNCTION wf._check_client_role IS 'Raises WF504 unless a client may have this role.';
REVOKE ALL ON FUNCTION wf._check_client_role(text) FROM PUBLIC;

CREATE FUNCTION wf.create_client(
    name text,
    db_role text DEFAULT 'wf_app',
    person text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (client_id text, client_secret text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._check_primary('create_client');
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    PERFORM wf._check_client_role(db_role);
    IF coalesce(name, '') = '' THEN
        RAISE EXCEPTION 'name must not be empty' USING ERRCODE = 'WF504', HINT = 'Name the application, for people.';
    END IF;
    IF person IS NOT NULL THEN
        PERFORM FROM wf.person p WHERE p.tenant_id = create_client.tenant_id AND p.person_id = person AND p.active;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'person "%" does not exist or is not active', person USING ERRCODE = 'WF601', HINT = 'Load the person first: wf.load_directory().';
        END IF;
    END IF;
    client_id := tenant_id || '-' || translate(gen_random_uuid()::text, '-', '');
    client_secret := wf._new_secret();
    INSERT INTO wf.api_client (tenant_id, client_id, name, secret_hash, db_role, person_id, enabled, created_at, created_by)
    VALUES (create_client.tenant_id, create_client.client_id, create_client.name, sha256(convert_to(client_secret, 'UTF8')), create_client.db_role, person, true, now(), session_user);
    RETURN NEXT;
END
$$;
COMMENT ON FUNCTION wf.create_client IS
'Lets an application sign in at wf-gateway by itself (client credentials): returns its id and its secret, which is shown this once and kept as a hash. db_role: what it may do, wf_app, wf_reader or a role that was granted one of them; wf-gateway''s login role needs that role, too, and wf.grant_app limits it to some definitions. person: as whom it acts; null: it names the actor itself, as wf_app may. For wf_admin.
Example: SELECT client_id FROM wf.create_client(''payroll'');';
REVOKE ALL ON FUNCTION wf.create_client(text, text, text, bigint) FROM PUBLIC;

CREATE FUNCTION wf.set_client(
    client_id text,
    enabled boolean DEFAULT NULL,
    new_secret boolean DEFAULT false
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _secret text := CASE WHEN new_secret THEN wf._new_secret() END;
BEGIN
    PERFORM wf._check_primary('set_client');
    UPDATE wf.api_client c SET
        enabled = coalesce(set_client.enabled, c.enabled),
        secret_hash = coalesce(sha256(convert_to(_secret, 'UTF8')), c.secret_hash)
    WHERE c.client_id = set_client.client_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'client "%" does not exist', coalesce(client_id, '') USING ERRCODE = 'WF504', HINT = 'Ids are what wf.create_client() returned.';
    END IF;
    RETURN _secret;
END
$$;
COMMENT ON FUNCTION wf.set_client IS
'Switches a client of wf.create_client off or on, or gives it another secret, which is returned this once. Both count at the next request: tokens from before are refused. For wf_admin.
Example: SELECT wf.set_client(''0-1f0e4d'', enabled => false);';
REVOKE ALL ON FUNCTION wf.set_client(text, boolean, boolean) FROM PUBLIC;
