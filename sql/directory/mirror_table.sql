-- Called by wf.mirror() with the engine's rights, after it has asked who calls.
CREATE FUNCTION wf._mirror(directory_table text, source regclass, mapping jsonb, tenant_id bigint, caller oid) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _plan record;
    _statement text;
    _copied bigint;
    m wf.mirror;
BEGIN
    PERFORM wf._check_mirror_source(source, caller);
    IF directory_table <> ALL ('{person,department,position,role,role_member,post}') THEN
        PERFORM wf._refuse_mirror(source, format('There is no table "%s" of the directory that can be a mirror.', directory_table),
            'They are person, department, position, role, role_member and post.');
    END IF;
    IF jsonb_typeof(mapping) <> 'object' THEN
        PERFORM wf._refuse_mirror(source, 'The mapping is not an object.', 'The mapping is {"column of the directory": "column of the table", ...}.');
    END IF;
    SELECT * INTO _plan FROM wf._plan_mirror(directory_table, source, mapping);
    -- From here on nobody writes into the table until the triggers are there.
    PERFORM wf._execute_as_owner(source, format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', source));
    PERFORM wf._check_mirror_source(source, caller);  -- it may have got another owner
    PERFORM wf._drop_mirror_triggers(directory_table, source, tenant_id);
    INSERT INTO wf.mirror AS stored (tenant_id, directory_table, source, mapping, source_keys, source_columns, columns, expressions,
        updated, mirrored_at, mirrored_by, source_owner)
    VALUES (_mirror.tenant_id, _mirror.directory_table, _mirror.source, _mirror.mapping, _plan.source_keys, _plan.source_columns,
        _plan.columns, _plan.expressions, _plan.updated, now(), caller::regrole::text,
        (SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = source))
    ON CONFLICT ON CONSTRAINT mirror_pkey DO UPDATE
        SET mapping = excluded.mapping, source_keys = excluded.source_keys, source_columns = excluded.source_columns, columns = excluded.columns,
            expressions = excluded.expressions, updated = excluded.updated, mirrored_at = excluded.mirrored_at,
            mirrored_by = excluded.mirrored_by, source_owner = excluded.source_owner
    RETURNING stored.* INTO m;
    FOREACH _statement IN ARRAY wf._mirror_statements(m, false, false) LOOP
        EXECUTE _statement USING NULL::text[], NULL::text[], NULL::text[];
        GET DIAGNOSTICS _copied = ROW_COUNT;
    END LOOP;
    PERFORM wf._create_mirror_triggers(directory_table, source, tenant_id);
    RETURN _copied;
END
$$;
COMMENT ON FUNCTION wf._mirror(text, regclass, jsonb, bigint, oid) IS
    'What wf.mirror() does: registers the mirror, copies, makes the triggers. Gives the number of entries that were added or changed.';
REVOKE ALL ON FUNCTION wf._mirror(text, regclass, jsonb, bigint, oid) FROM PUBLIC;
