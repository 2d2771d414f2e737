CREATE FUNCTION wf.check_directory(tenant_id bigint DEFAULT NULL)
RETURNS TABLE (severity text, code text, kind text, id text, message text, hint text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    RETURN QUERY
    SELECT f.severity, f.code, f.kind, f.id, f.message, f.hint
    FROM (
        SELECT p.severity, p.code, p.kind, p.id, p.message, p.hint FROM wf._check_people(check_directory.tenant_id) AS p
        UNION ALL
        SELECT g.severity, g.code, g.kind, g.id, g.message, g.hint FROM wf._check_groups(check_directory.tenant_id) AS g
        UNION ALL
        SELECT d.severity, d.code, d.kind, d.id, d.message, d.hint FROM wf._check_delegations(check_directory.tenant_id) AS d) AS f
    ORDER BY array_position(ARRAY['error', 'warning', 'info'], f.severity), f.kind COLLATE "C", f.code COLLATE "C",
        f.id COLLATE "C", f.message COLLATE "C";
END
$$;
COMMENT ON FUNCTION wf.check_directory(bigint) IS
'What is wrong with the directory: cycles, references to what is not there, heads and managers who have left, roles without members, delegations that lead nowhere. Errors first; no row: all is well. For wf_designer, wf_admin and wf_reader.
Example: SELECT severity, kind, id, message FROM wf.check_directory();';
REVOKE ALL ON FUNCTION wf.check_directory(bigint) FROM PUBLIC;
