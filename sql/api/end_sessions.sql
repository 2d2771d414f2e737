CREATE FUNCTION wf.end_sessions(
    person text,
    tenant_id bigint DEFAULT NULL
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _ended integer;
BEGIN
    PERFORM wf._check_primary('end_sessions');
    UPDATE wf.login_session s SET ended_at = now()
    WHERE s.tenant_id = coalesce(end_sessions.tenant_id, wf.current_tenant()) AND s.person_id = end_sessions.person AND s.ended_at IS NULL AND s.expires_at > now();
    GET DIAGNOSTICS _ended = ROW_COUNT;
    RETURN _ended;
END
$$;
COMMENT ON FUNCTION wf.end_sessions IS
'Signs a person out everywhere: their sessions at wf-gateway are refused from the next request on (28000). Returns how many were open. For wf_admin. A person who is not active is refused without it.
Example: SELECT wf.end_sessions(''bob'');';
REVOKE ALL ON FUNCTION wf.end_sessions(text, bigint) FROM PUBLIC;
