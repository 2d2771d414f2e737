-- Who may call what, by name: what is not listed here, nobody may call. wf_user: acts as themselves. wf_app: a trusted application,
-- names the actor. wf_designer: deploys definitions and loads the directory. wf_admin: administers the engine. wf_reader: sees
-- everything and changes nothing.
GRANT wf_user TO wf_app, wf_designer, wf_admin;
GRANT USAGE ON SCHEMA wf TO wf_user, wf_reader;
REVOKE ALL ON ALL ROUTINES IN SCHEMA wf FROM PUBLIC, wf_user, wf_app, wf_designer, wf_admin, wf_reader, wf_gateway;
GRANT EXECUTE ON FUNCTION
    wf.abstain, wf.actions, wf.add_delegation, wf.add_instance, wf.add_signer, wf.add_working_time, wf.answer_withdrawal, wf.approve, wf.approve_many, wf.can_see,
    wf.cancel, wf.cancel_job, wf.changed_after_approval, wf.claim, wf.comment, wf.compare_versions, wf.complete, wf.copy, wf.current_actor, wf.current_tenant, wf.data_at,
    wf.decide, wf.definition, wf.definition_schema, wf.delegate, wf.delegation_preview, wf.deploy, wf.deploy_bpmn, wf.detail, wf.diagram, wf.diff, wf.draft, wf.draft_findings, wf.end_delegation, wf.enqueue,
    wf.execute, wf.export_bpmn, wf.feel, wf.feel_check, wf.feel_functions, wf.fields, wf.form, wf.inbox, wf.instance_states, wf.jump, wf.list,
    wf.list_count, wf.mark_read, wf.may_see_row, wf.next_tasks, wf.openapi, wf.person_at, wf.predict, wf.prove, wf.recall, wf.redo, wf.refresh_approvers, wf.reject, wf.reject_many,
    wf.release, wf.remind, wf.remove_signer, wf.replay, wf.reporting_line, wf.request_withdrawal, wf.resolve, wf.restore, wf.resubmit, wf.resume,
    wf.resume_definition, wf.retry_job, wf.revoke, wf.save_draft, wf.search_log, wf.send_back, wf.send_message, wf.send_signal, wf.set_data, wf.simulate, wf.start,
    wf.startable, wf.state, wf.state_at, wf.states, wf.steps, wf.subordinates, wf.suspend, wf.suspend_definition, wf.terminate, wf.todo_at, wf.track, wf.transfer, wf.undo, wf.untrack,
    wf.validate, wf.validate_bpmn, wf.verify, wf.verify_chain, wf.wake, wf.what_was_signed, wf.withdraw,
    wf.time_in_state, wf.working_hours, wf.working_time
    TO wf_user;
-- What only reads.
GRANT EXECUTE ON FUNCTION
    wf.actions, wf.add_working_time, wf.anchor, wf.can_see, wf.check_anchor, wf.check_directory, wf.compare_routes, wf.compare_versions, wf.current_actor, wf.current_tenant, wf.data_at, wf.decide, wf.definition, wf.definition_schema,
    wf.delegation_preview, wf.detail, wf.diagram, wf.diff, wf.directory_at, wf.draft, wf.draft_findings, wf.export_bpmn, wf.feel, wf.feel_check, wf.feel_functions, wf.fields, wf.form, wf.inbox,
    wf.instance_states, wf.list, wf.list_count, wf.may_see_row, wf.next_tasks, wf.openapi, wf.person_at, wf.predict, wf.prove, wf.replay, wf.reporting_line, wf.search_log, wf.simulate, wf.simulate_all,
    wf.startable, wf.state, wf.state_at, wf.states, wf.steps, wf.subordinates, wf.todo_at, wf.validate, wf.validate_bpmn, wf.verify, wf.verify_all, wf.verify_chain, wf.verify_states, wf.what_was_signed,
    wf.time_in_state, wf.working_hours, wf.working_time
    TO wf_reader;
GRANT EXECUTE ON FUNCTION wf.check_machine, wf.conformance, wf.machine_diagram, wf.transition, wf.transitions TO wf_user;
GRANT EXECUTE ON FUNCTION wf.check_machine, wf.conformance, wf.machine_diagram, wf.transitions TO wf_reader;
GRANT SELECT ON wf.machines TO wf_designer, wf_admin, wf_reader;
GRANT EXECUTE ON FUNCTION wf._machine_triggers, wf._machine_trigger_problems TO wf_designer, wf_admin, wf_reader;
-- What a table of the log that was archived holds.
GRANT EXECUTE ON FUNCTION wf.events TO wf_reader, wf_admin;
-- Of the engine's own functions those that views call, and what these call: that is done in the name of the person who reads them.
GRANT EXECUTE ON FUNCTION
    wf._administered_definitions, wf._definition_parts, wf._departments, wf._entries, wf._form_after, wf._hidden_fields, wf._is_somebody, wf._my_groups, wf._my_tasks, wf._node_name, wf._progress, wf._state_groups, wf._stays,
    wf._add_buckets, wf._add_counts, wf._check_words, wf._counted_until, wf._draw_flows, wf._duration, wf._flows, wf._follows_row, wf._advice_nodes, wf._advice_thresholds, wf._advice_unused, wf._export_lines, wf._in_language, wf._kept_flows, wf._microseconds, wf._periods, wf._recent_sums, wf._reported_definitions, wf._sum_buckets, wf._sum_counts, wf._sums, wf._node_visits, wf._xml,
    wf._example_arguments, wf._openapi_components, wf._openapi_functions, wf._openapi_types, wf._openapi_views, wf._request_key, wf._with_default, wf._schema_version, wf._sees_all, wf._takes_part, wf._timeline, wf._unlogged_states, wf._usable_definitions, wf._visible_data
    TO wf_user, wf_reader;
GRANT EXECUTE ON FUNCTION wf.set_notification_template, wf.bind, wf.unbind, wf.attach_state_machine, wf.detach_state_machine, wf.load_directory, wf.directory_at, wf.check_directory, wf.mirror, wf.unmirror,
    wf.set_calendar, wf.set_calendar_days, wf.import_calendar, wf.remove_calendar
    TO wf_designer, wf_admin;
GRANT EXECUTE ON FUNCTION wf.fetch_jobs, wf.extend_job, wf.complete_job, wf.fail_job TO wf_app, wf_admin;
GRANT EXECUTE ON FUNCTION wf.simulate_all, wf.compare_routes TO wf_designer, wf_app, wf_admin;
-- Of the definitions that they administer.
GRANT EXECUTE ON FUNCTION wf.stat_instances, wf.stat_nodes, wf.stat_people, wf.stat_statuses, wf.advice, wf.at_risk, wf.export_ocel, wf.export_xes, wf.variants, wf.flow_map, wf.flow_diagram TO wf_user, wf_reader;
GRANT SELECT ON wf.rollups, wf.rollup_state, wf.deviations, wf.visits TO wf_user, wf_reader;
GRANT EXECUTE ON FUNCTION wf.recount TO wf_admin, wf_reader;
-- Nobody places the engine's triggers by hand: wf.bind and wf.track do it (src/pg/binding).
GRANT EXECUTE ON PROCEDURE wf.run_jobs TO wf_admin;
GRANT EXECUTE ON FUNCTION wf.advance_sequences, wf.ensure_partitions, wf.upkeep, wf._next_upkeep, wf._do_upkeep, wf._begin_verify, wf._verify_some, wf._check_primary, wf._check_may_commit, wf.archive, wf.attach_archive, wf.purge, wf.purge_states, wf.redact, wf.verify_all, wf.verify_states, wf.anchor, wf.check_anchor, wf.run_due_jobs, wf.register_function, wf.unregister_function, wf.grant_definition, wf.revoke_definition,
    wf.grant_department, wf.revoke_department, wf.grant_app, wf.revoke_app, wf.recompute_dues TO wf_admin;
GRANT SELECT ON wf.definition_list, wf.status, wf.todo, wf.jobs, wf.done, wf.started, wf.cc, wf.history, wf.timeline, wf.progress, wf.instance_list, wf.people, wf.delegations, wf.calendars, wf.calendar_days, wf.state_history, wf.time_in_status TO wf_user, wf_reader;
GRANT SELECT ON wf.outbox TO wf_app, wf_admin, wf_reader;
GRANT EXECUTE ON FUNCTION wf._worker TO wf_admin, wf_reader;
GRANT SELECT ON wf.worker TO wf_admin, wf_reader;
-- wf-gateway, for its streams: ids only, and each person is told what they may see.
GRANT EXECUTE ON FUNCTION wf._changes TO wf_reader;
GRANT SELECT ON wf.mirrors, wf.bindings TO wf_designer, wf_admin, wf_reader;
GRANT EXECUTE ON FUNCTION wf._log_partitions, wf._log_policies, wf._needed_before TO wf_admin, wf_reader;
GRANT EXECUTE ON PROCEDURE wf.maintain, wf.verify_log TO wf_admin;
GRANT SELECT ON wf.partitions, wf.log_policy, wf.state_log_policy, wf.retention, wf.upkeep_done, wf.purged, wf.state_seal, wf.state_purged TO wf_admin, wf_reader;
GRANT EXECUTE ON FUNCTION wf._metrics, wf._exposition, wf.metrics_text, wf.health TO wf_admin, wf_reader;
GRANT SELECT ON wf.metrics, wf.verify_progress, wf.verify_problem TO wf_admin, wf_reader;
GRANT UPDATE ON wf.log_policy, wf.state_log_policy TO wf_admin;
GRANT UPDATE (keep_for) ON wf.retention TO wf_admin;
-- What wf-gateway asks before it becomes the caller. Whoever has this role says who somebody is: only its login role.
GRANT USAGE ON SCHEMA wf TO wf_gateway;
GRANT EXECUTE ON FUNCTION wf._enter_person, wf._enter_identity, wf._enter_session, wf._enter_client, wf._client_login, wf._begin_session, wf._rotate_session, wf._end_session TO wf_gateway;
GRANT EXECUTE ON FUNCTION wf.end_sessions, wf.link_identity, wf.unlink_identity, wf.create_client, wf.set_client TO wf_admin;
