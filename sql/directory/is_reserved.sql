CREATE FUNCTION wf._is_reserved(person text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN person IN ('system', 'everyone') OR person ~ '^(role|department|person|manager):';
END
$$;
COMMENT ON FUNCTION wf._is_reserved(text) IS
    'Whether this name stands for no person: the engine itself, everyone, and groups among the candidates of tasks.';
REVOKE ALL ON FUNCTION wf._is_reserved(text) FROM PUBLIC;
