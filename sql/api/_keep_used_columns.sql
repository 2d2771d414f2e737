CREATE FUNCTION wf._keep_used_columns() RETURNS event_trigger
LANGUAGE c SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'wf_keep_used_columns';
COMMENT ON FUNCTION wf._keep_used_columns() IS
    'Event trigger function: refuses to rename or drop a table that a binding or an active definition is about, or a column of it that they use.';

-- Only superusers can have event triggers; without them all else works, and what is dropped is missed when it is needed.
-- Not members of the extension: an event trigger can't be one that wf.setup() makes. pg_dump dumps them.
CREATE FUNCTION wf._create_event_triggers() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RETURN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'wf_keep_used_columns') THEN
        CREATE EVENT TRIGGER wf_keep_used_columns ON ddl_command_end WHEN TAG IN ('ALTER TABLE', 'ALTER VIEW')
            EXECUTE FUNCTION wf._keep_used_columns();
        COMMENT ON EVENT TRIGGER wf_keep_used_columns IS 'Keeps columns that wf_engine uses from being renamed or dropped.';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_event_trigger WHERE evtname = 'wf_keep_used_tables') THEN
        CREATE EVENT TRIGGER wf_keep_used_tables ON sql_drop EXECUTE FUNCTION wf._keep_used_columns();
        COMMENT ON EVENT TRIGGER wf_keep_used_tables IS 'Keeps tables that wf_engine uses from being dropped.';
    END IF;
END
$$;
COMMENT ON FUNCTION wf._create_event_triggers() IS 'Makes the event triggers of wf._keep_used_columns(), if the caller may. For wf.setup().';
