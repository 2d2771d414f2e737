CREATE FUNCTION wf._keep_used_columns() RETURNS event_trigger
LANGUAGE c SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'wf_keep_used_columns';
COMMENT ON FUNCTION wf._keep_used_columns() IS
    'Event trigger function: refuses DDL by which a binding or a definition would lose a table, or what it uses of it: key, columns, triggers, rows.';

-- With the search_path of whoever alters a table.
CREATE FUNCTION wf._keep_partitions() RETURNS event_trigger
LANGUAGE c
AS 'MODULE_PATHNAME', 'wf_keep_partitions';
COMMENT ON FUNCTION wf._keep_partitions() IS 'Event trigger function: refuses DETACH PARTITION CONCURRENTLY of bound tables.';

CREATE FUNCTION wf._create_event_trigger(name text, event text, tags text[], function text, description text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _is_right boolean;
BEGIN
    SELECT coalesce(evttags, '{}') @> tags AND coalesce(evttags, '{}') <@ tags AND evtevent = event AND evtenabled IN ('O', 'A')
        AND evtfoid = to_regprocedure(format('wf.%I()', function))
    INTO _is_right FROM pg_event_trigger WHERE evtname = _create_event_trigger.name;
    IF _is_right THEN
        RETURN;
    END IF;
    IF FOUND THEN
        EXECUTE format('DROP EVENT TRIGGER %I', name);
    END IF;
    EXECUTE format('CREATE EVENT TRIGGER %I ON %s %s EXECUTE FUNCTION wf.%I()', name, event,
        (SELECT 'WHEN TAG IN (' || string_agg(quote_literal(tag), ', ') || ')' FROM unnest(tags) AS tag), function);
    EXECUTE format('COMMENT ON EVENT TRIGGER %I IS %L', name, description);
END
$$;
COMMENT ON FUNCTION wf._create_event_trigger(text, text, text[], text, text) IS 'Makes an event trigger, or makes it anew if it is for other commands, disabled or another one. For wf._create_event_triggers().';

-- If somebody drops them all else works, and docs/reference/binding.md says what is lost.
-- Not members of the extension: an event trigger cannot be one that wf.setup() makes. pg_dump dumps them.
CREATE FUNCTION wf._create_event_triggers() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._create_event_trigger('wf_keep_used_columns', 'ddl_command_end',
        ARRAY['ALTER TABLE', 'ALTER VIEW', 'ALTER MATERIALIZED VIEW', 'ALTER FOREIGN TABLE', 'ALTER INDEX', 'ALTER SCHEMA', 'ALTER TYPE', 'ALTER DOMAIN',
            'CREATE TABLE', 'CREATE FOREIGN TABLE', 'CREATE SCHEMA', 'CREATE INDEX', 'CREATE TRIGGER', 'CREATE RULE'],
        '_keep_used_columns', 'Keeps tables and columns that wf_engine uses from being changed behind it.');
    PERFORM wf._create_event_trigger('wf_keep_used_tables', 'sql_drop', '{}',
        '_keep_used_columns', 'Keeps tables, and what wf_engine uses of them, from being dropped.');
    PERFORM wf._create_event_trigger('wf_keep_partitions', 'ddl_command_start', ARRAY['ALTER TABLE'],
        '_keep_partitions', 'Keeps partitions of bound tables from being detached concurrently.');
    PERFORM wf._create_event_trigger('wf_adopt_partitions', 'ddl_command_end', ARRAY['CREATE TABLE', 'ALTER TABLE'],
        '_adopt_new_partitions', 'Makes partitions of wf.log that are made by hand as closed as those of wf_engine.');
    PERFORM wf._create_event_trigger('wf_follow_machines', 'ddl_command_end', ARRAY['ALTER TABLE', 'ALTER SCHEMA'],
        '_follow_machines', 'Lets state machines follow tables and columns, and keeps the columns that they look at.');
    PERFORM wf._create_event_trigger('wf_keep_machines', 'sql_drop', '{}',
        '_keep_machines', 'Keeps columns that have a state machine from being dropped.');
END
$$;
COMMENT ON FUNCTION wf._create_event_triggers() IS 'Makes the event triggers of wf._keep_used_columns(), wf._keep_partitions() and wf._adopt_new_partitions(). For wf.setup().';
