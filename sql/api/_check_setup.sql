-- Before anything is changed: a setup that ends half way would be rolled back, but only after it has waited for locks.
CREATE FUNCTION wf._check_setup(roles text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _missing text;
    _others text;
BEGIN
    PERFORM wf._check_encoding();
    IF NOT has_schema_privilege('wf', 'CREATE') THEN
        _missing := 'The role may not create objects in schema wf.';
    END IF;
    SELECT string_agg(format('"%s"', role), ', ') INTO _others FROM unnest(roles) AS role WHERE to_regrole(role) IS NULL;
    IF _others IS NOT NULL AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole)) THEN
        _missing := concat_ws(' ', _missing, format('The role may not create the roles %s.', _others));
    END IF;
    SELECT string_agg(DISTINCT format('"%s"', pg_get_userbyid(c.relowner)), ', ') INTO _others
    FROM pg_class c
    WHERE c.relnamespace = 'wf'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') AND NOT pg_has_role(c.relowner, 'USAGE');
    IF _others IS NOT NULL THEN
        _missing := concat_ws(' ', _missing, format('Tables of schema wf belong to %s.', _others));
    END IF;
    IF _missing IS NOT NULL THEN
        RAISE EXCEPTION 'role "%" may not set up wf_engine', current_user USING
            ERRCODE = 'insufficient_privilege',
            DETAIL = _missing,
            HINT = 'Run wf.setup() as the owner of schema wf, or as a superuser. Nothing was changed.';
    END IF;
END
$$;
COMMENT ON FUNCTION wf._check_setup(text[]) IS 'Refuses a caller who lacks a right that wf.setup() needs. For wf.setup().';
REVOKE ALL ON FUNCTION wf._check_setup(text[]) FROM PUBLIC;
