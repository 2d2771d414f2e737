-- Called by wf.unmirror() with the engine's rights, after it has asked who calls.
CREATE FUNCTION wf._unmirror(directory_table text, source regclass, tenant_id bigint, caller oid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_class WHERE oid = source) THEN  -- a dropped table has taken its triggers with it
        PERFORM wf._check_mirror_source(source, caller);
        PERFORM wf._drop_mirror_triggers(directory_table, source, tenant_id);
    END IF;
    DELETE FROM wf.mirror AS m
    WHERE m.tenant_id = _unmirror.tenant_id AND m.directory_table = _unmirror.directory_table AND m.source = _unmirror.source;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'wf.% is not a mirror of table %', directory_table, source USING
            ERRCODE = 'WF606',
            HINT = 'The mirrors are listed in wf.mirrors.';
    END IF;
END
$$;
COMMENT ON FUNCTION wf._unmirror(text, regclass, bigint, oid) IS 'What wf.unmirror() does: removes the triggers and the registration.';
REVOKE ALL ON FUNCTION wf._unmirror(text, regclass, bigint, oid) FROM PUBLIC;
