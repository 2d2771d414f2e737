CREATE FUNCTION wf._administered_definitions() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN wf._administered_by(wf.current_tenant(), wf.current_actor());
END
$$;
COMMENT ON FUNCTION wf._administered_definitions() IS
'The definitions of their own cell that the caller administers, all versions: those granted to them to manage, or all of them for a member of role admin.';
