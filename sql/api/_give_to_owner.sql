-- The engine works with the rights of whoever owns wf.instance and its SECURITY DEFINER functions. That is a role which
-- can do nothing else: an error of the engine gives nobody the rights of a superuser.
CREATE FUNCTION wf._give_to_owner() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _name text;
BEGIN
    -- A dump of schema wf alone has not got it.
    IF to_regnamespace('wf_archive') IS NULL THEN
        CREATE SCHEMA wf_archive;
        COMMENT ON SCHEMA wf_archive IS 'Partitions that have left wf.log.';
    END IF;
    GRANT USAGE, CREATE ON SCHEMA wf, wf_archive TO wf_owner;
    FOR _name IN
        SELECT c.oid::regclass FROM pg_class c
        WHERE c.relnamespace = 'wf'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') AND c.relowner <> 'wf_owner'::regrole
          -- An identity column's sequence goes with its table.
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i' AND c.relkind = 'S')
    LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO wf_owner', _name);
    END LOOP;
    FOR _name IN
        SELECT p.oid::regprocedure FROM pg_proc p
        WHERE p.pronamespace = 'wf'::regnamespace AND p.prosecdef AND p.proowner <> 'wf_owner'::regrole
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO wf_owner', _name);
    END LOOP;
    GRANT EXECUTE ON ALL ROUTINES IN SCHEMA wf TO wf_owner;
    -- wf.bind, wf.attach_state_machine and wf.track let the owner of a table make the triggers.
    GRANT EXECUTE ON FUNCTION wf._row_written, wf._row_needs_approval, wf._state_machine, wf._machine_hooks, wf._state_changed TO wf_owner WITH GRANT OPTION;
END
$$;
COMMENT ON FUNCTION wf._give_to_owner() IS 'Gives the tables, the views and the SECURITY DEFINER functions of the engine to role wf_owner. For wf.setup().';
REVOKE ALL ON FUNCTION wf._give_to_owner() FROM PUBLIC;
