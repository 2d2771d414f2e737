CREATE FUNCTION wf._mirror_trigger(directory_table text, tenant_id bigint, event text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN format('wf_mirror_%s_%s_%s', directory_table, tenant_id, event);
COMMENT ON FUNCTION wf._mirror_trigger(text, bigint, text) IS 'The name of a trigger on a table that the directory mirrors.';
REVOKE ALL ON FUNCTION wf._mirror_trigger(text, bigint, text) FROM PUBLIC;

CREATE FUNCTION wf._create_mirror_triggers(directory_table text, source regclass, tenant_id bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _event record;
BEGIN
    FOR _event IN
        SELECT name, time, transition
        FROM (VALUES ('insert', 'AFTER', 'REFERENCING NEW TABLE AS new_rows'),
            ('update', 'AFTER', 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'),
            ('delete', 'AFTER', 'REFERENCING OLD TABLE AS old_rows'),
            ('truncate', 'BEFORE', '')) AS event (name, time, transition)  -- afterwards nobody knows what was there
    LOOP
        EXECUTE format('CREATE TRIGGER %I %s %s ON %s %s FOR EACH STATEMENT EXECUTE FUNCTION wf._mirrored(%L, %L)',
            wf._mirror_trigger(directory_table, tenant_id, _event.name), _event.time, _event.name, source, _event.transition,
            directory_table, tenant_id);
    END LOOP;
END
$$;
COMMENT ON FUNCTION wf._create_mirror_triggers(text, regclass, bigint) IS 'Makes the triggers that keep a mirror in step.';
REVOKE ALL ON FUNCTION wf._create_mirror_triggers(text, regclass, bigint) FROM PUBLIC;

CREATE FUNCTION wf._drop_mirror_triggers(directory_table text, source regclass, tenant_id bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _trigger name;
BEGIN
    FOR _trigger IN
        SELECT t.tgname FROM unnest(ARRAY['insert', 'update', 'delete', 'truncate']) AS event
        JOIN pg_trigger t ON t.tgrelid = source AND t.tgname = wf._mirror_trigger(directory_table, tenant_id, event)
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', _trigger, source);
    END LOOP;
END
$$;
COMMENT ON FUNCTION wf._drop_mirror_triggers(text, regclass, bigint) IS 'Removes the triggers that keep a mirror in step, if there are any.';
REVOKE ALL ON FUNCTION wf._drop_mirror_triggers(text, regclass, bigint) FROM PUBLIC;
