-- An error of a statement that is a whole file would bring all of the file along.
CREATE FUNCTION wf._execute_ddl(file text, ddl text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _message text;
    _detail text;
    _hint text;
BEGIN
    EXECUTE ddl;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS _message = MESSAGE_TEXT, _detail = PG_EXCEPTION_DETAIL, _hint = PG_EXCEPTION_HINT;
    RAISE EXCEPTION USING
        ERRCODE = SQLSTATE,
        MESSAGE = _message,
        DETAIL = concat_ws(' ', nullif(_detail, ''), format('A statement of %s has failed.', file)),
        HINT = coalesce(nullif(_hint, ''), 'wf.setup() has changed nothing. Take away what stands in its way, and run it again.');
END
$$;
COMMENT ON FUNCTION wf._execute_ddl(text, text) IS 'Executes the statements of a file of the sources; an error names the file. For wf.setup().';
REVOKE ALL ON FUNCTION wf._execute_ddl(text, text) FROM PUBLIC;
