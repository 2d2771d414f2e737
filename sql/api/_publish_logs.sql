-- Whatever is partitioned in schema wf is a log. The publication is the engine's if wf_owner owns it: another one of that name is left
-- alone until somebody asks for it.
CREATE FUNCTION wf._publish_logs(is_wanted boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _present pg_publication;
    _log regclass;
BEGIN
    SELECT p.* INTO _present FROM pg_publication p WHERE p.pubname = 'wf_log';
    IF NOT coalesce(is_wanted, false) AND _present.pubowner IS DISTINCT FROM 'wf_owner'::regrole THEN
        RETURN;
    END IF;
    IF _present IS NULL THEN
        CREATE PUBLICATION wf_log;
        COMMENT ON PUBLICATION wf_log IS 'What is added to the log, through the roots of its partitions. Of wf.setup().';
    END IF;
    IF _present IS NULL OR NOT _present.pubviaroot OR _present.pubupdate OR _present.pubdelete OR _present.pubtruncate OR NOT _present.pubinsert THEN
        ALTER PUBLICATION wf_log SET (publish = 'insert', publish_via_partition_root = true);
    END IF;
    FOR _log IN
        SELECT c.oid FROM pg_class c
        WHERE c.relnamespace = 'wf'::regnamespace AND c.relkind = 'p' AND NOT c.relispartition
          AND NOT EXISTS (SELECT FROM pg_publication_rel r WHERE r.prrelid = c.oid AND r.prpubid = (SELECT p.oid FROM pg_publication p WHERE p.pubname = 'wf_log'))
    LOOP
        EXECUTE format('ALTER PUBLICATION wf_log ADD TABLE %s', _log);
    END LOOP;
    IF _present IS NULL OR _present.pubowner <> 'wf_owner'::regrole THEN
        ALTER PUBLICATION wf_log OWNER TO wf_owner;
    END IF;
END
$$;
REVOKE ALL ON FUNCTION wf._publish_logs(boolean) FROM PUBLIC;
COMMENT ON FUNCTION wf._publish_logs(boolean) IS 'Makes publication wf_log, if it is wanted, and lets one that is the engine''s publish what it should. For wf.setup().';
