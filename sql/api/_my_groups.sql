CREATE FUNCTION wf._my_groups() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN wf._groups(wf.current_tenant(), wf.current_actor());
END
$$;
COMMENT ON FUNCTION wf._my_groups IS
'What the caller is among the candidates of a task, in their own cell.';
