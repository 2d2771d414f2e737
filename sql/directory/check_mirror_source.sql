CREATE FUNCTION wf._check_mirror_source(source regclass, caller oid) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _class pg_class;
BEGIN
    SELECT c.* INTO _class FROM pg_class c WHERE c.oid = source;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'table % does not exist', source USING ERRCODE = 'WF204', HINT = 'Pass the table with its schema, as in ''hr.employee''.';
    END IF;
    IF NOT pg_has_role(caller, _class.relowner, 'USAGE') THEN
        RAISE EXCEPTION 'must be owner of table %', source USING ERRCODE = 'insufficient_privilege', HINT = 'Let its owner call it.';
    END IF;
    IF _class.relkind <> 'r' OR _class.relpersistence = 't' OR _class.relispartition
        OR EXISTS (SELECT FROM pg_inherits i WHERE source IN (i.inhrelid, i.inhparent)) THEN
        PERFORM wf._refuse_mirror(source, 'It is not an ordinary table of its own.',
            'Views, foreign and temporary tables, partitions and what inherits have no triggers that see every change: mirror the table below.');
    END IF;
    IF _class.relnamespace::regnamespace::text IN ('wf', 'pg_catalog', 'information_schema') THEN
        PERFORM wf._refuse_mirror(source, 'It is a table of the engine or of the server.', 'Mirror a table of the host application.');
    END IF;
END
$$;
COMMENT ON FUNCTION wf._check_mirror_source(regclass, oid) IS 'Raises an error unless the caller may mirror this table.';
REVOKE ALL ON FUNCTION wf._check_mirror_source(regclass, oid) FROM PUBLIC;
