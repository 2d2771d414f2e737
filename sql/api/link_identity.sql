CREATE FUNCTION wf.link_identity(
    provider text,
    external_id text,
    person text,
    corp text DEFAULT '',
    union_id text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._check_primary('link_identity');
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    IF coalesce(provider, '') = '' OR coalesce(external_id, '') = '' OR corp IS NULL THEN
        RAISE EXCEPTION 'an identity needs a provider and the id of an account' USING
            ERRCODE = 'WF504', DETAIL = 'provider and external_id must not be empty, corp must not be null.', HINT = 'Name the provider as the settings of wf-gateway do.';
    END IF;
    PERFORM FROM wf.person p WHERE p.tenant_id = link_identity.tenant_id AND p.person_id = person AND p.active;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'person "%" does not exist or is not active', coalesce(person, '') USING
            ERRCODE = 'WF601', HINT = 'Load the person first: wf.load_directory().';
    END IF;
    INSERT INTO wf.identity AS i (tenant_id, provider, corp, external_id, union_id, person_id, linked_at, linked_by)
    VALUES (link_identity.tenant_id, link_identity.provider, link_identity.corp, link_identity.external_id, link_identity.union_id, person, now(), session_user)
    ON CONFLICT ON CONSTRAINT identity_pkey DO UPDATE
        SET union_id = excluded.union_id, person_id = excluded.person_id, linked_at = excluded.linked_at, linked_by = excluded.linked_by
        WHERE (i.person_id, i.union_id) IS DISTINCT FROM (excluded.person_id, excluded.union_id);
END
$$;
COMMENT ON FUNCTION wf.link_identity IS
'Says which person an account of an identity provider is: whoever signs in with it at wf-gateway is that person. An account that is linked already goes over to this one; sessions that it has begun stay until wf.end_sessions(). For wf_admin.
Example: SELECT wf.link_identity(''keycloak'', ''5f3c-alice'', ''alice'');';
REVOKE ALL ON FUNCTION wf.link_identity(text, text, text, text, text, bigint) FROM PUBLIC;

CREATE FUNCTION wf.unlink_identity(
    provider text,
    external_id text,
    corp text DEFAULT '',
    tenant_id bigint DEFAULT NULL
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._check_primary('unlink_identity');
    DELETE FROM wf.identity i
    WHERE i.tenant_id = coalesce(unlink_identity.tenant_id, wf.current_tenant()) AND i.provider = unlink_identity.provider
        AND i.corp = unlink_identity.corp AND i.external_id = unlink_identity.external_id;
    RETURN FOUND;
END
$$;
COMMENT ON FUNCTION wf.unlink_identity IS
'Takes a link of wf.link_identity back; returns whether there was one. Sessions that the account has begun stay until wf.end_sessions(). For wf_admin.
Example: SELECT wf.unlink_identity(''keycloak'', ''5f3c-alice'');';
REVOKE ALL ON FUNCTION wf.unlink_identity(text, text, text, bigint) FROM PUBLIC;
