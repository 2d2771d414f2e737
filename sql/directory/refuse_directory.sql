CREATE FUNCTION wf._refuse_directory(problems text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _shown constant integer := 50;
    _count constant integer := coalesce(cardinality(problems), 0);
BEGIN
    IF _count = 0 THEN
        RETURN;
    END IF;
    RAISE EXCEPTION 'directory is not valid' USING
        ERRCODE = 'WF602',
        DETAIL = array_to_string(problems[:_shown], E'\n')
            || CASE WHEN _count > _shown THEN format(E'\nand %s more', _count - _shown) ELSE '' END,
        HINT = 'Each line names the place in the JSON text. Nothing was loaded.';
END
$$;
COMMENT ON FUNCTION wf._refuse_directory(text[]) IS 'Raises WF602 with all the problems there are; none: does nothing.';
REVOKE ALL ON FUNCTION wf._refuse_directory(text[]) FROM PUBLIC;
