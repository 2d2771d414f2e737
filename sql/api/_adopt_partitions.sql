-- Of a partition that somebody has made by hand, and of its own partitions: the engine has to be able to keep them, and they are as closed
-- as those of the engine. A TRUNCATE trigger is not inherited from wf.log; the row triggers are.
CREATE FUNCTION wf._adopt_partitions() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _partition record;
BEGIN
    FOR _partition IN
        SELECT c.oid::regclass AS name, c.relowner <> r.relowner AS is_foreign, r.relowner::regrole AS owner, t.tgenabled IS DISTINCT FROM 'A' AS is_open
        FROM pg_class r
        CROSS JOIN pg_partition_tree(r.oid) d
        JOIN pg_class c ON c.oid = d.relid AND c.oid <> r.oid
        LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgname = 'append_only_truncate'
        WHERE r.oid IN (to_regclass('wf.log'), to_regclass('wf.state_log')) AND (c.relowner <> r.relowner OR t.tgenabled IS DISTINCT FROM 'A') AND c.relkind IN ('r', 'p')
    LOOP
        IF _partition.is_open THEN
            EXECUTE format('CREATE OR REPLACE TRIGGER append_only_truncate BEFORE TRUNCATE ON %s '
                           'FOR EACH STATEMENT EXECUTE FUNCTION wf._refuse_log_change()', _partition.name);
            EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only_truncate', _partition.name);
        END IF;
        IF _partition.is_foreign THEN
            EXECUTE format('ALTER TABLE %s OWNER TO %s', _partition.name, _partition.owner);
        END IF;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION wf._adopt_partitions() FROM PUBLIC;
COMMENT ON FUNCTION wf._adopt_partitions() IS 'Gives partitions of wf.log that others have made, and the partitions of these, to its owner, and the trigger that refuses TRUNCATE.';

-- With the rights of whoever has made the partition: they own wf.log, or are a superuser.
CREATE FUNCTION wf._adopt_new_partitions() RETURNS event_trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Whoever makes a table of their own may not look into schema wf.
    IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() d
               JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = pg_partition_root(d.objid) AND c.relname IN ('log', 'state_log')
               JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'wf') THEN
        PERFORM wf._adopt_partitions();
    END IF;
END
$$;
COMMENT ON FUNCTION wf._adopt_new_partitions() IS 'Event trigger function: adopts partitions of wf.log that are made by hand.';
