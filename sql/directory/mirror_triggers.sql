CREATE FUNCTION wf._mirror_trigger(directory_table text, tenant_id bigint, event text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN format('wf_mirror_%s_%s_%s', directory_table, tenant_id, event);
COMMENT ON FUNCTION wf._mirror_trigger(text, bigint, text) IS 'The name of a trigger on a table that the directory mirrors.';
REVOKE ALL ON FUNCTION wf._mirror_trigger(text, bigint, text) FROM PUBLIC;

CREATE FUNCTION wf._create_mirror_triggers(directory_table text, source regclass, tenant_id bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _owner constant regrole := (SELECT c.relowner FROM pg_class c WHERE c.oid = source);
    _is_allowed constant boolean := has_function_privilege(_owner, 'wf._mirrored()', 'EXECUTE');
    _event record;
BEGIN
    -- Whoever makes a trigger has to be allowed to call its function, and nobody may call this one; meanwhile they may.
    IF NOT _is_allowed THEN
        PERFORM wf._lock('trigger functions', 0);
        EXECUTE format('GRANT EXECUTE ON FUNCTION wf._mirrored TO %s', _owner);
    END IF;
    FOR _event IN
        SELECT name, time, transition
        FROM (VALUES ('insert', 'AFTER', 'REFERENCING NEW TABLE AS new_rows'),
            ('update', 'AFTER', 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'),
            ('delete', 'AFTER', 'REFERENCING OLD TABLE AS old_rows'),
            ('truncate', 'BEFORE', '')) AS event (name, time, transition)  -- afterwards nobody knows what was there
    LOOP
        PERFORM wf._execute_as_owner(source, format('CREATE TRIGGER %I %s %s ON %s %s FOR EACH STATEMENT EXECUTE FUNCTION wf._mirrored(%L, %L)',
            wf._mirror_trigger(directory_table, tenant_id, _event.name), _event.time, _event.name, source, _event.transition,
            directory_table, tenant_id));
    END LOOP;
    IF NOT _is_allowed THEN
        EXECUTE format('REVOKE EXECUTE ON FUNCTION wf._mirrored FROM %s', _owner);
    END IF;
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
        PERFORM wf._execute_as_owner(source, format('DROP TRIGGER %I ON %s', _trigger, source));
    END LOOP;
END
$$;
COMMENT ON FUNCTION wf._drop_mirror_triggers(text, regclass, bigint) IS 'Removes the triggers that keep a mirror in step, if there are any.';
REVOKE ALL ON FUNCTION wf._drop_mirror_triggers(text, regclass, bigint) FROM PUBLIC;
