-- Who may call what. wf_user: acts as himself. wf_app: a trusted application, names the actor. wf_designer: deploys
-- definitions and loads the directory. wf_admin: administers the engine. wf_reader: sees everything and changes nothing.
GRANT wf_user TO wf_app, wf_designer, wf_admin;
GRANT USAGE ON SCHEMA wf TO wf_user;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA wf FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA wf TO wf_user;
REVOKE EXECUTE ON FUNCTION wf.setup, wf._check_schema, wf.ensure_partitions, wf._migrate_1, wf._migrate_2, wf._refresh_views,
    wf._write_history, wf._track, wf._notice_leavers, wf._replace_leavers, wf._hold_leavers, wf._replace_held_leavers, wf._lock, wf._check_encoding, wf._check_setup,
    wf._mirrored, wf._mirror_statements, wf._mirror_query, wf._read_mirror, wf._mirror, wf._unmirror, wf.mirror, wf.unmirror, wf.load_directory, wf.directory_at, wf.check_directory,
    wf.run_due_jobs, wf.fetch_jobs, wf.complete_job, wf.fail_job, wf.register_function, wf._register_function, wf.unregister_function,
    wf.simulate_all, wf.compare_routes,
    wf._add_delegation, wf._end_delegation, wf._load_delegations, wf._load_departments, wf._load_members, wf._load_persons, wf._load_positions,
    wf._load_posts, wf._load_roles, wf._create_mirror_triggers, wf._drop_mirror_triggers, wf._refuse_directory,
    wf._person_takes_part, wf._is_reserved, wf._groups, wf._load_directory, wf._appointment_problems, wf._with_stored_db_roles, wf._check_grantee, wf.grant_definition, wf.revoke_definition, wf.grant_department, wf.revoke_department,
    wf.grant_app, wf.revoke_app FROM wf_user;
REVOKE EXECUTE ON FUNCTION wf.bind, wf.unbind, wf._row_written, wf._row_needs_approval, wf._restore_binding_triggers, wf._keep_used_columns, wf._keep_partitions, wf._create_event_trigger,
    wf._create_event_triggers, wf._next_serial, wf._kept_key, wf._rewrite_keys, wf.set_notification_template FROM wf_user;
GRANT EXECUTE ON FUNCTION wf.set_notification_template TO wf_designer, wf_admin;
-- Nobody places the engine's triggers himself: wf.bind does it (src/pg/binding_triggers.cpp).
REVOKE EXECUTE ON FUNCTION wf._row_written, wf._row_needs_approval FROM wf_designer, wf_admin;
GRANT EXECUTE ON FUNCTION wf.bind, wf.unbind TO wf_designer, wf_admin;
GRANT EXECUTE ON FUNCTION wf.load_directory, wf.directory_at, wf.check_directory, wf.mirror, wf.unmirror TO wf_designer, wf_admin;
GRANT EXECUTE ON FUNCTION wf.fetch_jobs, wf.complete_job, wf.fail_job TO wf_app, wf_admin;
GRANT EXECUTE ON FUNCTION wf.simulate_all, wf.compare_routes TO wf_designer, wf_app, wf_admin;
GRANT EXECUTE ON FUNCTION wf.ensure_partitions, wf.run_due_jobs, wf.register_function, wf.unregister_function TO wf_admin;
GRANT EXECUTE ON FUNCTION wf.grant_definition, wf.revoke_definition, wf.grant_department, wf.revoke_department,
    wf.grant_app, wf.revoke_app TO wf_admin;
GRANT SELECT ON wf.status, wf.todo, wf.jobs, wf.done, wf.started, wf.cc, wf.history, wf.timeline, wf.progress, wf.instance_list, wf.people, wf.delegations TO wf_user;
GRANT SELECT ON wf.outbox TO wf_app, wf_admin;
GRANT SELECT ON wf.mirrors, wf.bindings TO wf_designer, wf_admin;
-- Of the engine's own functions users may call those that views call, and what these call: that is done in their name.
DO $$
DECLARE
    _function regprocedure;
BEGIN
    FOR _function IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'wf'::regnamespace AND p.proname LIKE '\_%' AND p.proname NOT IN ('_schema_version', '_hidden_fields')
            AND has_function_privilege('wf_user', p.oid, 'EXECUTE')
            AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
                            JOIN pg_class c ON c.oid = r.ev_class
                            WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid AND c.relnamespace = 'wf'::regnamespace) LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM wf_user', _function);
    END LOOP;
END
$$;
-- What reads, and no verb: whatever is neither volatile nor kept from users.
DO $$
DECLARE
    _function regprocedure;
BEGIN
    GRANT USAGE ON SCHEMA wf TO wf_reader;
    FOR _function IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'wf'::regnamespace AND p.provolatile <> 'v'
            AND has_function_privilege('wf_user', p.oid, 'EXECUTE') LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO wf_reader', _function);
    END LOOP;
    GRANT EXECUTE ON FUNCTION wf.directory_at, wf.check_directory, wf.simulate_all, wf.compare_routes TO wf_reader;
    GRANT SELECT ON wf.status, wf.todo, wf.jobs, wf.done, wf.started, wf.cc, wf.history, wf.timeline, wf.progress, wf.instance_list, wf.people, wf.delegations,
        wf.outbox, wf.mirrors, wf.bindings TO wf_reader;
END
$$;
