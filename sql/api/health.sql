CREATE FUNCTION wf.health() RETURNS TABLE (check_name text, status text, message text, hint text)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' SET jit = off AS $$
BEGIN
    FOREACH check_name IN ARRAY '{tables,owner,partition_now,partitions_ahead,default_partition,upkeep,append_only,chain,worker,timers,commands,services,failed_jobs,incidents,held,leavers,outbox,bindings,tracking,state_queue,machines,event_triggers,mirrors,calendars,durability,wraparound,vacuum,slots}'::text[] LOOP
        -- A check that fails says something, too, and keeps nobody from seeing the others.
        BEGIN
            EXECUTE format('SELECT c.status, c.message, c.hint FROM wf.%I() c', '_check_health_' || check_name) INTO STRICT status, message, hint;
        EXCEPTION WHEN lock_not_available THEN
            status := 'warning';
            message := format('the check failed: %s', SQLERRM);
            hint := 'SELECT pid, relation::regclass, mode FROM pg_locks WHERE relation::regclass::text LIKE ''wf.%'' AND mode = ''AccessExclusiveLock'' AND granted; shows who holds the lock.';
        WHEN OTHERS THEN
            status := 'critical';
            message := format('the check failed: %s (%s)', SQLERRM, SQLSTATE);
            hint := 'SELECT wf.setup(); as a superuser restores the engine''s tables, views and functions.';
        END;
        RETURN NEXT;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION wf.health() FROM PUBLIC;
COMMENT ON FUNCTION wf.health IS
'Whether the engine can do its work: one row for each check, also when all is well. status: ok, warning (somebody should look) or critical (something does not work, or soon will not). hint: what to do; null: nothing. Never raises an error because a check fails. For wf_admin and wf_reader.
Example: SELECT * FROM wf.health() WHERE status <> ''ok'';';

-- The worst that was found, in one row; what is well if nothing was.
CREATE FUNCTION wf._health(status text, problems text[], hint text, fine text) RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN cardinality(problems) > 0 THEN status ELSE 'ok' END,
           CASE WHEN cardinality(problems) > 0
               THEN array_to_string(problems[1:5], '; ') || CASE WHEN cardinality(problems) > 5 THEN format('; and %s more', cardinality(problems) - 5) ELSE '' END
               ELSE fine END,
           CASE WHEN cardinality(problems) > 0 THEN hint END
$$;
REVOKE ALL ON FUNCTION wf._health(text, text[], text, text) FROM PUBLIC;
COMMENT ON FUNCTION wf._health IS 'A row of wf.health(): status and hint if there are problems, else ok. problems: null or empty: none.';
