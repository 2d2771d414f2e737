-- Before anything is changed: a setup that ends half way would be rolled back, but only after it has waited for locks.
CREATE FUNCTION wf._check_setup() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._check_encoding();
    IF NOT (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user) THEN
        RAISE EXCEPTION 'role "%" may not set up wf_engine', current_user USING
            ERRCODE = 'insufficient_privilege',
            DETAIL = 'Only superusers can make roles, event triggers and the functions of the extension.',
            HINT = 'Run wf.setup() as a superuser: the tables are given to role wf_owner, with whose rights the engine works. Nothing was changed.';
    END IF;
END
$$;
COMMENT ON FUNCTION wf._check_setup() IS 'Refuses a caller who lacks a right that wf.setup() needs. For wf.setup().';
