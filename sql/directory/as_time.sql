-- ISO 8601 only: what else the type takes ("tomorrow", "infinity", "1/2/2026") is not a date that two programs agree on.
CREATE FUNCTION wf._as_time(value text) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN value ~ E'^\\d{4}-\\d{2}-\\d{2}($|[T ])' THEN value::timestamptz END;
EXCEPTION WHEN data_exception THEN
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wf._as_time(text) IS 'A date or time in ISO 8601; NULL if the text is none.';
REVOKE ALL ON FUNCTION wf._as_time(text) FROM PUBLIC;
