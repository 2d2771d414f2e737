CREATE FUNCTION wf.setup(
    publication boolean DEFAULT false
) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $$
DECLARE
    _newest CONSTANT integer := wf._schema_version();
    _present integer := 0;
    _role text;
    _file text;
    _ddl text;
BEGIN
    PERFORM wf._check_setup();
    PERFORM wf._check_primary('setup');
    PERFORM wf._check_schema(), wf._check_schema('wf_api');
    PERFORM wf._lock('setup', 0);
    FOREACH _role IN ARRAY ARRAY['wf_owner', 'wf_user', 'wf_app', 'wf_designer', 'wf_admin', 'wf_reader', 'wf_anon', 'wf_gateway'] LOOP
        IF to_regrole(_role) IS NULL THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', _role);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;  -- another database of the cluster was quicker
            END;
        END IF;
    END LOOP;
    IF to_regclass('wf.migration') IS NOT NULL THEN
        SELECT coalesce(max(version), 0) INTO _present FROM wf.migration;
    END IF;
    IF _present > _newest THEN
        RAISE EXCEPTION USING
            ERRCODE = 'WF702',
            MESSAGE = format('the tables of schema wf are newer (version %s) than this extension (version %s)', _present, _newest),
            HINT = 'Install the extension version that made them; tables are never downgraded.';
    END IF;
    FOR _version IN _present + 1 .. _newest LOOP
        FOR _file, _ddl IN EXECUTE format('SELECT file, ddl FROM wf._tables_%s() WITH ORDINALITY AS t (file, ddl, place) ORDER BY place', _version) LOOP
            PERFORM wf._execute_ddl(_file, _ddl);
        END LOOP;
        INSERT INTO wf.migration (version, applied_at, applied_by) VALUES (_version, now(), session_user);
    END LOOP;
    PERFORM wf.ensure_partitions();
    PERFORM wf._premake(now(), 'state_log');
    PERFORM wf._refresh_views();
    PERFORM wf._give_to_owner();
    PERFORM wf._refresh_api();
    PERFORM wf._adopt_partitions();
    PERFORM wf._restore_binding_triggers();
    PERFORM wf._restore_machine_triggers();
    PERFORM wf._restore_tracking();
    PERFORM wf._mend_triggers();
    PERFORM wf._create_event_triggers();
    PERFORM wf._publish_logs(publication);
    RETURN _newest;
END
$$;
COMMENT ON FUNCTION wf.setup IS
'Creates the tables, views and roles of the engine, or brings older ones up to date; returns the version of the tables. For superusers. The tables belong to role wf_owner, and the engine works with the rights of that role, not with those of the superuser. Run it after CREATE EXTENSION, after each ALTER EXTENSION wf_engine UPDATE, and after a dump was restored. Running it again changes nothing. The tables are not members of the extension: DROP EXTENSION keeps them, and pg_dump dumps them like any others.
publication: true makes publication wf_log, through which the log can be streamed elsewhere; what is made once is kept.
Example: SELECT wf.setup();';
