CREATE FUNCTION wf._is_integer(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE
RETURN CASE jsonb_typeof(value)
    WHEN 'number' THEN value::numeric = trunc(value::numeric) AND value::numeric BETWEEN -2147483648 AND 2147483647
    ELSE false
END;
COMMENT ON FUNCTION wf._is_integer(jsonb) IS 'Whether a JSON value fits the type integer.';
REVOKE ALL ON FUNCTION wf._is_integer(jsonb) FROM PUBLIC;
