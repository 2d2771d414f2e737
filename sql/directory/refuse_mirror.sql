CREATE FUNCTION wf._refuse_mirror(source regclass, reason text, hint text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'table % cannot be mirrored', source USING ERRCODE = 'WF605', DETAIL = reason, HINT = hint;
END
$$;
COMMENT ON FUNCTION wf._refuse_mirror(regclass, text, text) IS 'Raises WF605 with the reason.';
REVOKE ALL ON FUNCTION wf._refuse_mirror(regclass, text, text) FROM PUBLIC;
