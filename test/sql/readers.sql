-- Who sees what: all readers, as all callers. A reader is a function that tells something, or a view; the catalog names them, so that
-- a new one without a row here is shown. The cells are written down:
--   -      nothing, as if it were not there          .   sees it, without the field that is hidden from them
--   WF...  refused with this SQLSTATE                n   the same, and how the definition calls that field
--   *      sees everything, the field's value too
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
\set owner :USER
\set ECHO all

-- zq_field is hidden from who starts (bob) and at "check" (grace), and not at "lead" (lena). What has to do with it: conditions, rules, a deadline, a
-- decision, the key of a message, a repeated node, and the column of a bound row.
CREATE TABLE public.regress_order (id integer PRIMARY KEY, amount numeric, zq_field text);
INSERT INTO public.regress_order VALUES (1, 42);
SELECT wf.deploy('{"key": "pay", "name": "Payment", "summary": ["amount"],
    "form": {"fields": [{"name": "amount", "type": "number"}, {"name": "zq_field", "type": "text"}]},
    "decisions": [{"name": "level", "hit_policy": "unique", "inputs": [{"expression": "zq_field"}], "outputs": [{"name": "who"}],
        "rules": [{"when": ["\"zq_const\""], "then": ["\"eve\""]}, {"when": ["not(\"zq_const\")"], "then": ["\"dan\""]}]}],
    "nodes": [{"id": "start", "type": "start", "fields": {"zq_field": "hidden"}},
              {"id": "lead", "type": "approval", "fields": {"zq_field": "write"}, "approvers": [{"by": "reporting_line", "level": 1}]},
              {"id": "check", "type": "approval", "name": "Check", "fields": {"zq_field": "hidden"}, "due": "if zq_field = \"zq_const\" then \"PT24H\" else \"PT1H\"",
                  "approvers": [{"by": "users", "users": ["grace"]}],
                  "boundary": [{"id": "asked", "type": "message", "message": "asked", "correlation": "if zq_field = null then \"none\" else zq_field", "interrupting": false, "to": "enough"}]},
              {"id": "enough", "type": "end"},
              {"id": "g", "type": "exclusive"},
              {"id": "boss", "type": "approval", "fields": {"zq_field": "read"}, "multi": {"collection": "[zq_field]", "element": "part"},
                  "approvers": [{"by": "decision", "decision": "level"}, {"by": "expression", "expression": "if zq_field = \"zq_const\" then \"dan\" else \"eve\""}]},
              {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "check"}, {"from": "check", "to": "g"},
              {"from": "g", "to": "boss", "when": "zq_field != \"zq_const\""}, {"from": "g", "to": "end", "default": true}, {"from": "boss", "to": "end"}]}') AS version;
SELECT wf.bind('public.regress_order', 'pay');
SET wf_engine.notify = 'todo';
SELECT wf.set_notification_template('todo', '{title} {zq_field}', '{zq_field}', 'pay');
SELECT wf.set_calendar('desk', '{"week": {"mon-fri": "09:00-17:00"}}'), wf.set_calendar_days('desk', '[{"day": "2026-12-25", "kind": "rest"}]');
SELECT wf.grant_definition('pay', 'person:heidi');
SELECT wf.start('pay', business_table => 'public.regress_order', business_key => '1', actor => 'bob') AS pay \gset
SELECT wf.approve(:pay * 1000000 + 1, data => '{"zq_field": "zq_value"}', actor => 'lena') IS NOT NULL AS approved;
SELECT task_id AS task FROM wf.todo WHERE instance_id = :pay \gset
SELECT wf.deploy('{"key": "transfer", "nodes": [{"id": "s", "type": "start"}, {"id": "w", "type": "service", "topic": "bank"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "w"}, {"from": "w", "to": "e"}]}') AS version;
SELECT wf.start('transfer', actor => 'bob') IS NOT NULL AS started;
CREATE TABLE public.regress_ticket (id integer PRIMARY KEY, state text);
SELECT wf.track('public.regress_ticket', 'state', '{"mode": "async_unlogged"}') > 0 AS tracked;
INSERT INTO public.regress_ticket VALUES (1, 'open');
SELECT wf.attach_state_machine('public.regress_ticket', 'state', '{"key": "ticket", "states": [{"name": "open", "initial": true}, {"name": "shut", "final": true}],
    "transitions": [{"name": "shut", "from": "open", "to": "shut"}]}') AS version;
SELECT wf.load_directory('{"persons": [{"id": "zoe", "name": "Zoe"}]}', tenant_id => 3) IS NOT NULL AS loaded;

-- The callers, in the order of the cells. Applications name the person that they act for: who has the task.
CREATE TABLE public.regress_caller (place integer, name text, me text);
INSERT INTO public.regress_caller
SELECT place, name, CASE WHEN name IN ('limited', 'app') THEN '''grace''' ELSE 'wf.current_actor()' END
FROM unnest('{stranger,other,bystander,initiator,signer,handler,manager,admin,limited,app,designer,reader}'::text[]) WITH ORDINALITY AS c (name, place);
SELECT format('CREATE ROLE regress_wf_%s LOGIN IN ROLE %s', name, CASE name WHEN 'limited' THEN 'wf_app' WHEN 'app' THEN 'wf_app' WHEN 'designer' THEN 'wf_designer'
              WHEN 'reader' THEN 'wf_reader' ELSE 'wf_user' END) FROM public.regress_caller ORDER BY place \gexec
UPDATE wf.person p SET db_role = 'regress_wf_' || c.name
FROM (VALUES ('other', 3, 'zoe'), ('bystander', 0, 'carol'), ('initiator', 0, 'bob'), ('signer', 0, 'lena'), ('handler', 0, 'grace'), ('manager', 0, 'heidi'), ('admin', 0, 'root'))
    AS c (name, tenant_id, person_id) WHERE (p.tenant_id, p.person_id) = (c.tenant_id, c.person_id);
SELECT wf.grant_app('regress_wf_limited', ARRAY['leave']);

CREATE FUNCTION public.regress_cell(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _answer text;
BEGIN
    EXECUTE format('SELECT string_agg(r::text, E''\n'') FROM %s r', call) INTO _answer;
    RETURN CASE WHEN coalesce(_answer, '') IN ('', '0', 'false', '{}') THEN '-' WHEN _answer ~ 'zq_value' THEN '*' WHEN _answer ~ 'zq_field' THEN 'n' ELSE '.' END;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || CASE WHEN SQLERRM ~ 'zq_' THEN ' with the field' ELSE '' END;
END
$$;
CREATE TABLE public.regress_reader (name text, call text, cells text);
CREATE TABLE public.regress_found (caller text, name text, call text, cell text);
GRANT SELECT ON public.regress_caller, public.regress_reader TO PUBLIC;
GRANT INSERT ON public.regress_found TO PUBLIC;
CREATE FUNCTION public.regress_read(caller text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO public.regress_found
    SELECT c.name, r.name, r.call, public.regress_cell(replace(r.call, '{me}', c.me))
    FROM public.regress_reader r, public.regress_caller c WHERE c.name = caller
$$;
--                                                                                                stranger other bystander initiator signer handler manager admin limited app designer reader
INSERT INTO public.regress_reader VALUES
    ('todo',                      '(TABLE wf.todo)',                                             '- - - - - . . . - . - .'),
    ('jobs',                      '(TABLE wf.jobs)',                                             '- - - . . . . . - . - .'),
    ('done',                      '(TABLE wf.done)',                                             '- - - - . - - - - . - .'),
    ('started',                   '(TABLE wf.started)',                                          '- - - . - - - - - * - *'),
    ('cc',                        '(TABLE wf.cc)',                                               '- - - - - - - - - - - -'),
    ('history',                   '(TABLE wf.history)',                                          '- - - . * . * * - * - *'),
    ('timeline',                  '(TABLE wf.timeline)',                                         '- - - . . . . . - . - .'),
    ('progress',                  '(TABLE wf.progress)',                                         '- - - . . . . . - . - .'),
    ('instance_list',             '(TABLE wf.instance_list)',                                    '- - - . * . * * - * - *'),
    ('people',                    '(TABLE wf.people)',                                           '- - . . . . . . . . . .'),
    ('delegations',               '(TABLE wf.delegations)',                                      '- - - - - - - - - - - -'),
    ('mirrors',                   '(TABLE wf.mirrors)',                                          '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 - -'),
    ('bindings',                  '(TABLE wf.bindings)',                                         '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 . .'),
    ('machines',                  '(TABLE wf.machines)',                                         '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 . .'),
    ('_machine_triggers',         'wf._machine_triggers()',                                       '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 . .'),
    ('_machine_trigger_problems', 'wf._machine_trigger_problems()',                              '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 - -'),
    ('check_machine',             'wf.check_machine(''{}'')',                                    '. . . . . . . . . . . .'),
    ('conformance',               'wf.conformance(''public.regress_ticket'', ''state'', ''{}'')', '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501'),
    ('machine_diagram',           'wf.machine_diagram(''ticket'')',                              'WF215 WF215 . . . . . . . . . .'),
    ('transitions',               'wf.transitions(''public.regress_ticket'', ''1'')',            '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501'),
    ('transition',                'wf.transition(''public.regress_ticket'', ''1'', ''shut'')',   '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501'),
    ('worker',                    '(TABLE wf.worker)',                                           '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 -'),
    ('_worker',                   'wf._worker()',                                                '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 -'),
    ('outbox',                    '(TABLE wf.outbox)',                                           '42501 42501 42501 42501 42501 42501 42501 42501 - . 42501 .'),
    ('status',                    '(TABLE wf.status)',                                           '. . . . . . . . . . . .'),
    ('actions',                   'wf.actions({t}, actor => {me})',                              'WF306 WF306 WF306 . . . . . WF313 . WF306 WF302'),
    ('can_see',                   'wf.can_see({i}, actor => {me})',                              '- - - . . . . . - . - .'),
    ('detail',                    'wf.detail({i}, actor => {me})',                               'WF302 WF302 WF306 . * . * * WF313 . WF302 *'),
    ('detail',                    'wf.detail({i}, task_id => {t}, actor => {me})',               'WF302 WF302 WF306 . * . * * WF313 . WF302 *'),
    ('draft',                     'wf.draft({t}, actor => {me})',                                'WF302 WF302 - - - - - - WF313 - WF302 WF302'),
    ('search_log',                'wf.search_log(''{"type": "InstanceStarted"}'')',          'WF302 WF302 - . . . . . - . WF302 .'),
    ('search_log',                'wf.search_log(''{"data": {"zq_field": "zq_value"}}'')',          'WF302 WF302 - - . - . . - * WF302 *'),
    ('next_tasks',                'wf.next_tasks({i})',                                          'WF306 WF306 WF306 . . . . . WF313 . WF306 .'),
    ('inbox',                     'wf.inbox({me})',                                              '- - - - - . - - - . - -'),
    ('instance_states',           'wf.instance_states(ARRAY[{i}], actor => {me})',               'WF302 WF302 - . . . . . - . WF302 .'),
    ('list',                      'wf.list(''related'', actor => {me})',                         'WF302 WF302 - . . . - - - . WF302 WF302'),
    ('list',                      'wf.list(''all'', actor => {me})',                             'WF302 WF302 - . . . . . - . WF302 .'),
    ('list_count',                'wf.list_count(''todo'', actor => {me})',                      'WF302 WF302 - - - . - - - . WF302 WF302'),
    ('startable',                 'wf.startable(actor => {me})',                                 'WF302 WF302 . . . . . . . . WF302 WF302'),
    ('state',                     'wf.state({i})',                                               'WF306 WF306 WF306 . * . * * WF313 * WF306 *'),
    ('events',                    'wf.events(''\x01'')',                                         '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('replay',                    'wf.replay({i})',                                              'WF306 WF306 WF306 . * . * * WF313 * WF306 *'),
    ('state_at',                  'wf.state_at({i}, ''infinity'')',                              'WF306 WF306 WF306 . * . * * WF313 * WF306 *'),
    ('data_at',                   'wf.data_at({i}, 2)',                                          'WF306 WF306 WF306 . * . * * WF313 * WF306 *'),
    ('todo_at',                   'wf.todo_at({me}, ''infinity'')',                              'WF302 WF302 - - - . - - - . WF302 WF302'),
    ('diff',                      'wf.diff({i}, 1, 2)',                                          'WF306 WF306 WF306 n * n * * WF313 * WF306 *'),
    ('steps',                     'wf.steps({i})',                                               '- - - . . . . . - . - .'),
    ('verify',                    'wf.verify({i})',                                              'WF306 WF306 WF306 - - - - - WF313 - WF306 -'),
    ('predict',                   'wf.predict({i})',                                             'WF306 WF306 WF306 . * . * * WF313 * WF306 *'),
    ('what_was_signed',           'wf.what_was_signed(instance_id => {i})',                      'WF306 WF306 WF306 . * . * * WF313 * WF306 *'),
    ('changed_after_approval',    'wf.changed_after_approval({i})',                              'WF306 WF306 WF306 . . . . . WF313 . WF306 42501'),
    ('diagram',                   'wf.diagram(instance_id => {i}, format => ''text'')',          'WF306 WF306 WF306 . n . n n WF313 n WF306 n'),
    ('diagram',                   'wf.diagram(instance_id => {i}, format => ''svg'')',           'WF306 WF306 WF306 . n . n n WF313 n WF306 n'),
    ('diagram',                   'wf.diagram(instance_id => {i}, format => ''mermaid'')',       'WF306 WF306 WF306 . n . n n WF313 n WF306 n'),
    ('diagram',                   'wf.diagram(instance_id => {i}, format => ''dot'')',           'WF306 WF306 WF306 . n . n n WF313 n WF306 n'),
    ('diagram',                   'wf.diagram(''pay'')',                                         'WF201 WF201 n n n n n n WF313 n n n'),
    ('definition',                'wf.definition(''pay'')',                                      'WF201 WF201 n n n n n n WF201 n n n'),
    ('compare_versions',          '(SELECT count(*) FROM wf.compare_versions(''pay'', 1, 1))',   'WF201 WF201 . . . . . . WF201 . . .'),
    ('definition_list',           '(SELECT d FROM wf.definition_list AS d WHERE key = ''pay'')',   '- - n n n n n n - n n n'),
    ('export_bpmn',               'wf.export_bpmn(''pay'')',                                     'WF201 WF201 n n n n n n WF313 n n n'),
    ('form',                      'wf.form(''pay'')',                                            'WF201 WF201 n n n n n n WF313 n n n'),
    ('states',                    'wf.states(''pay'')',                                          'WF201 WF201 n n n n n n WF313 n n n'),
    ('feel_check',                'wf.feel_check(''zq_fiel + 1'', definition => ''pay'')',       'WF201 WF201 n n n n n n WF313 n n n'),
    ('decide',                    'wf.decide(''pay'', ''level'', ''{"zq_field": "zq_value"}'')', 'WF201 WF201 . . . . . . WF313 . . .'),
    ('simulate',                  'wf.simulate(''pay'', ''bob'', ''{"amount": 1}'')',            'WF303 WF303 WF303 . WF303 WF303 WF303 WF303 WF313 n n n'),
    ('simulate_all',              'wf.simulate_all(''pay'')',                                    '42501 42501 42501 42501 42501 42501 42501 42501 WF313 n n n'),
    ('compare_routes',            'wf.compare_routes(''pay'', 1)',                               '42501 42501 42501 42501 42501 42501 42501 42501 WF313 - - -'),
    ('feel',                      'wf.feel(''1 + 1'')',                                          '. . . . . . . . . . . .'),
    ('feel_functions',            'wf.feel_functions()',                                         '. . . . . . . . . . . .'),
    ('validate',                  'wf.validate(''{"key": "pay"}'')',                             'WF314 WF314 . . . . . . . . . .'),
    ('validate_bpmn',             'wf.validate_bpmn(''<x/>'')',                                  'WF314 WF314 . . . . . . . . . .'),
    ('draft_findings',            'wf.draft_findings(''pay'')',                                  'WF201 WF201 - - - - - - WF313 - - -'),
    ('fields',                    'wf.fields(''public.regress_order'')',                         '- - - - - - - - - - - -'),
    ('may_see_row',               'wf.may_see_row(''public.regress_order'', ''1'')',             '- - - . . . - - - . - .'),
    ('delegation_preview',        'wf.delegation_preview(''grace'', ''eve'', now(), NULL)',      'WF302 WF302 WF305 WF305 WF305 . WF305 . - . WF302 .'),
    ('person_at',                 'wf.person_at(''bob'', now())',                                '- - . . . . . . . . . .'),
    ('calendars',                 '(TABLE wf.calendars)',                                        '- - . . . . . . . . . .'),
    ('calendar_days',             '(TABLE wf.calendar_days)',                                    '- - . . . . . . . . . .'),
    ('working_hours',             'wf.working_hours(''desk'', ''2026-11-30'', ''2026-11-30'')',   'WF314 WF314 . . . . . . . . . .'),
    ('working_time',              'wf.working_time(''desk'', now(), now() + interval ''7 days'')', 'WF314 WF314 . . . . . . . . . .'),
    ('add_working_time',          'wf.add_working_time(''desk'', now(), ''1 day'')',             'WF314 WF314 . . . . . . . . . .'),
    ('import_calendar',           'wf.import_calendar(''desk'', '''')',                          '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 - 42501'),
    ('reporting_line',            'wf.reporting_line(''bob'')',                                  'WF601 WF601 . . . . . . . . . .'),
    ('subordinates',              'wf.subordinates(''lena'')',                                   'WF601 WF601 . . . . . . . . . .'),
    ('directory_at',              'wf.directory_at(now())',                                      '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 . .'),
    ('check_directory',           'wf.check_directory()',                                        '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 . .'),
    ('current_actor',             'wf.current_actor()',                                          '- - . . . . . . - - - -'),
    ('current_tenant',            'wf.current_tenant()',                                         '- - - - - - - - - - - -'),
    ('fetch_jobs',                'wf.fetch_jobs(''bank'', ''clerk'')',                          '42501 42501 42501 42501 42501 42501 42501 42501 - . 42501 42501'),
    ('_administered_definitions', 'wf._administered_definitions()',                              '- - - - - - . . - - - -'),
    ('_usable_definitions',       'wf._usable_definitions()',                                    '- - - - - - - - . - - -'),
    ('_form_after',               'wf._form_after(0, {i}, 2)',                                   '- - - . * . * * - * - *'),
    ('_hidden_fields',            'wf._hidden_fields(0, {i}, 2)',                                '- - n n - n - - - - n -'),
    ('_visible_data',             'wf._visible_data(0, {i}, 2, ''{"zq_field": "zq_value"}'')',   '- - - - * - * * - * - *'),
    ('_node_name',                'nullif(wf._node_name(0, 2, ''check''), ''check'')',           '- - . . . . . . - . . .'),
    ('_is_somebody',              'wf._is_somebody(0)',                                          '- - . . . . . . . . . .'),
    ('_my_tasks',                 'wf._my_tasks()',                                              '- - - - - . . . - - - -'),
    ('_my_groups',                'wf._my_groups()',                                             '- - . . . . . . - - - -'),
    ('_progress',                 'wf._progress(0, {i})',                                        '- - - . . . . . - . - .'),
    ('_entries',                  'wf._entries(0, {i})',                                         '- - - . . . . . - . - .'),
    ('_timeline',                 'wf._timeline(0, {i})',                                        '- - - . . . . . - . - .'),
    ('_takes_part',               'wf._takes_part(0, {i}, ''bob'', ''-infinity'')',              '- - - . . . - - - - - -'),
    ('_sees_all',                 'wf._sees_all()',                                              '- - - - - - - - . . - .'),
    ('verify_chain',              'wf.verify_chain({i})',                                        'WF306 WF306 WF306 - - - - - WF313 - WF306 -'),
    ('verify_all',                'wf.verify_all()',                                             '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 -'),
    ('anchor',                    'wf.anchor()',                                                 '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('check_anchor',              'wf.check_anchor(''wf-anchor-1 2001-01-01T00:00:00.000000Z 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'')', '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('prove',                     'wf.prove({i}, ''nonsense'')',                                 'WF306 WF306 WF306 WF306 WF306 WF306 WF306 WF306 WF313 22023 WF306 22023'),
    ('_log_partitions',           'wf._log_partitions()',                                        '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('_needed_before',            'wf._needed_before(ARRAY[now()])',                             '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('partitions',                'wf.partitions',                                               '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('log_policy',                'wf.log_policy',                                               '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('retention',                 'wf.retention',                                                '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('upkeep_done',               'wf.upkeep_done',                                              '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 -'),
    ('verify_progress',           'wf.verify_progress',                                          '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 -'),
    ('verify_problem',            'wf.verify_problem',                                           '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 -'),
    ('purged',                    'wf.purged',                                                   '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 -'),
    ('_metrics',                  'wf._metrics()',                                               '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('metrics',                   '(TABLE wf.metrics)',                                          '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('_exposition',               'wf._exposition(ARRAY[''wf_x''], ARRAY[''{}''::jsonb], ARRAY[1], ARRAY[''x''])', '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('metrics_text',              'wf.metrics_text()',                                           '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('time_in_state',              'wf.time_in_state(''public.regress_order'', ''zq_field'')',      '- - - - - - - - - - - -'),
    ('_stays',                    'wf._stays(''public.regress_ticket'', ''state'', NULL, now())',   '- - - - - - - - . . - .'),
    ('_state_groups',             'wf._state_groups(''["open"]'')',                                '. . . . . . . . . . . .'),
    ('_departments',              'wf._departments(''{bob}'', 0)',                                 '- - . . . . . . . . . .'),
    ('verify_states',              'wf.verify_states()',                                          '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('_log_policies',              'wf._log_policies()',                                          '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('state_log_policy',           'wf.state_log_policy',                                         '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('state_seal',                 'wf.state_seal',                                               '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 -'),
    ('state_purged',               'wf.state_purged',                                             '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 -'),
    ('time_in_status',            '(SELECT s FROM wf.time_in_status s WHERE instance_id = {i})',   '- - - . . . . . - . - .'),
    ('state_history',             '(TABLE wf.state_history)',                                    '- - - - - - - - . . - .'),
    ('_unlogged_states',          'wf._unlogged_states()',                                       '- - - - - - - - . . - .'),
    ('health',                    'wf.health()',                                                 '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('rollups',                      '(TABLE wf.rollups)',                                          '- - - - - - . . - . - .'),
    ('rollup_state',                 '(TABLE wf.rollup_state)',                                     '. . . . . . . . . . . .'),
    ('deviations',                   '(TABLE wf.deviations)',                                       '- - - - - - - - - - - -'),
    ('visits',                       '(TABLE wf.visits)',                                           '- - - - - - . . - . - .'),
    ('stat_instances',               'wf.stat_instances()',                                         '- - - - - - . . - . - .'),
    ('stat_statuses',                'wf.stat_statuses()',                                          '- - - - - - . . . . - .'),
    ('stat_nodes',                   'wf.stat_nodes()',                                             '- - - - - - . . - . - .'),
    ('stat_people',                  'wf.stat_people()',                                            '- - - - - - . . - . - .'),
    ('variants',                     'wf.variants(''transfer'')',                                   '- - - - - - - - - - - -'),
    ('flow_map',                     'wf.flow_map(''pay'')',                                        '- - - - - - . . - . - .'),
    ('flow_diagram',                 'wf.flow_diagram(''pay'')',                                    '- - - - - - . . - . - .'),
    ('at_risk',                      'wf.at_risk()',                                                '- - - - - - - - - - - -'),
    ('advice',                       'wf.advice(''pay'')',                                          '- - - - - - - - - - - -'),
    ('export_xes',                   '(SELECT line FROM wf.export_xes(''pay'') AS line OFFSET 2)',  '- - - - - - . . - . - .'),
    ('export_ocel',                  '(SELECT line FROM wf.export_ocel(''pay'') AS line OFFSET 3)', '- - - - - - . . - . - .'),
    ('recount',                      'wf.recount()',                                                '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 -'),
    ('_recent_sums',                 'wf._recent_sums()',                                           '- - - - - - . . - . - .'),
    ('_sums',                        'wf._sums(''node'', NULL, NULL, NULL, false, true, 0)',        '- - - - - - . . - . - .'),
    ('_flows',                       'wf._flows(''pay'', ''cause'', NULL, NULL, true, 0)',          '- - - - - - . . - . - .'),
    ('_advice_nodes',                'wf._advice_nodes(''pay'', NULL, NULL, true, 0)',              '- - - - - - - - - - - -'),
    ('_advice_unused',               'wf._advice_unused(''pay'', NULL, NULL, true, 0)',             '- - - - - - - - - - - -'),
    ('_advice_thresholds',           'wf._advice_thresholds(''pay'', NULL, NULL, 0)',               '- - - - - - - - - - - -'),
    ('_export_lines',                'wf._export_lines(''pay'', NULL, NULL, 0)',                    '- - - - - - . . - . - .'),
    ('_reported_definitions',        'wf._reported_definitions()',                                  '- - - - - - . . . - - -'),
    ('_counted_until',               'wf._counted_until(false)',                                    '. . . . . . . . . . . .'),
    ('_add_counts',                  'wf._add_counts(''{1}'', ''{2}'')',                            '. . . . . . . . . . . .'),
    ('_add_buckets',                 'wf._add_buckets(''{1,1}'', ''{2,1}'')',                       '. . . . . . . . . . . .'),
    ('_microseconds',                'wf._microseconds(''{1,1}'', 50)',                             '. . . . . . . . . . . .'),
    ('_duration',                    'wf._duration(7000000)',                                       '. . . . . . . . . . . .'),
    ('_periods',                     'wf._periods(NULL, NULL)',                                     '. . . . . . . . . . . .'),
    ('_check_words',                 'wf._check_words(''x'', ''{}'', ''{}'')',                      '- - - - - - - - - - - -'),
    ('_in_language',                 'wf._in_language(''{"en": "x"}'', ''en'')',                    '. . . . . . . . . . . .'),
    ('_xml',                         'wf._xml(''x'')',                                              '. . . . . . . . . . . .'),
    ('_follows_row',                 'wf._follows_row(''\x01'')',                                   '- - - - - - - - - - - -'),
    ('_node_visits',                   'wf._node_visits(''\x01'')',                                        '- - - - - - - - - - - -'),
    ('_kept_flows',                  'wf._kept_flows(''{a}'', ''{b}'', ''{1}'', 1, 1)',             '. . . . . . . . . . . .'),
    ('_draw_flows',                  'wf._draw_flows(''x'', ''{a}'', ''{b}'', ''{1}'', ''{1}'', ''{}'', ''{}'', 0, ''dot'', ''en'')','. . . . . . . . . . . .'),
    ('openapi',                   'wf.openapi()',                                                '. . . . . . . . . . . .'),
    ('_openapi_functions',        'wf._openapi_functions()',                                     '. . . . . . . . . . . .'),
    ('_openapi_views',            'wf._openapi_views()',                                         '. . . . . . . . . . . .'),
    ('_openapi_components',       'wf._openapi_components()',                                    '. . . . . . . . . . . .'),
    ('_openapi_types',            'wf._openapi_types()',                                         '. . . . . . . . . . . .'),
    ('_example_arguments',        'wf._example_arguments(''x'', NULL, NULL, ''x'')',             '- - - - - - - - - - - -'),
    ('_with_default',             'wf._with_default(''{}'', ''1'')',                             '. . . . . . . . . . . .'),
    ('definition_schema',         'wf.definition_schema()',                                      '. . . . . . . . . . . .'),
    ('_request_key',              'wf._request_key()',                                           '- - - - - - - - - - - -'),
    ('_changes',                  'wf._changes()',                                               '42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 42501 .'),
    ('_schema_version',           'wf._schema_version()',                                        '. . . . . . . . . . . .');
UPDATE public.regress_reader SET call = replace(replace(call, '{i}', :'pay'), '{t}', :'task');

\set QUIET on
\c - regress_wf_stranger
SET client_min_messages = error;
SELECT public.regress_read('stranger');
\c - regress_wf_other
SET client_min_messages = error;
SELECT public.regress_read('other');
\c - regress_wf_bystander
SET client_min_messages = error;
SELECT public.regress_read('bystander');
\c - regress_wf_initiator
SET client_min_messages = error;
SELECT public.regress_read('initiator');
\c - regress_wf_signer
SET client_min_messages = error;
SELECT public.regress_read('signer');
\c - regress_wf_handler
SET client_min_messages = error;
SELECT public.regress_read('handler');
\c - regress_wf_manager
SET client_min_messages = error;
SELECT public.regress_read('manager');
\c - regress_wf_admin
SET client_min_messages = error;
SELECT public.regress_read('admin');
\c - regress_wf_limited
SET client_min_messages = error;
SELECT public.regress_read('limited');
\c - regress_wf_app
SET client_min_messages = error;
SELECT public.regress_read('app');
\c - regress_wf_designer
SET client_min_messages = error;
SELECT public.regress_read('designer');
\c - regress_wf_reader
SET client_min_messages = error;
SELECT public.regress_read('reader');
\c - :owner
SET client_min_messages = error;
\set QUIET off
-- What is otherwise than it is written above.
SELECT f.name, f.call, f.caller, f.cell AS found, (string_to_array(r.cells, ' '))[c.place] AS expected
FROM public.regress_found f JOIN public.regress_reader r USING (name, call) JOIN public.regress_caller c ON c.name = f.caller
WHERE f.cell <> (string_to_array(r.cells, ' '))[c.place] ORDER BY f.name COLLATE "C", f.call COLLATE "C", c.place;
SELECT count(*) = (SELECT count(*) FROM public.regress_reader) * 12 AS "all were asked" FROM public.regress_found;
-- Readers without a row: functions that some caller may execute and that answer something, except verbs, which say what they have done;
-- views, and tables that some caller may read.
SELECT p.oid::regprocedure AS "no row" FROM pg_proc p
WHERE p.pronamespace = 'wf'::regnamespace AND p.prokind = 'f' AND p.prorettype <> ALL ('{trigger,event_trigger,void}'::regtype[])
    AND (p.provolatile <> 'v' OR p.proretset OR p.prorettype = ANY ('{jsonb,text}'::regtype[]))
    AND p.proname <> ALL ('{approve_many,deploy_bpmn,reject_many,execute,load_directory,_definition_parts}')
    AND EXISTS (SELECT FROM public.regress_caller c WHERE has_function_privilege('regress_wf_' || c.name, p.oid, 'EXECUTE'))
    AND NOT EXISTS (SELECT FROM public.regress_reader r WHERE r.name = p.proname)
ORDER BY 1;
SELECT t.oid::regclass AS "no row" FROM pg_class t
WHERE t.relnamespace = 'wf'::regnamespace AND t.relkind IN ('r', 'p', 'v', 'm')
    AND EXISTS (SELECT FROM public.regress_caller c WHERE has_any_column_privilege('regress_wf_' || c.name, t.oid, 'SELECT'))
    AND NOT EXISTS (SELECT FROM public.regress_reader r WHERE r.name = t.relname)
ORDER BY 1;

DROP TABLE public.regress_caller, public.regress_reader, public.regress_found;
DROP FUNCTION public.regress_cell, public.regress_read;
SELECT wf.unbind('public.regress_order', 'pay');
DROP OWNED BY regress_wf_stranger, regress_wf_other, regress_wf_bystander, regress_wf_initiator, regress_wf_signer, regress_wf_handler, regress_wf_manager, regress_wf_admin, regress_wf_limited, regress_wf_app, regress_wf_designer, regress_wf_reader;
DROP TABLE public.regress_order;
DROP ROLE regress_wf_stranger, regress_wf_other, regress_wf_bystander, regress_wf_initiator, regress_wf_signer, regress_wf_handler, regress_wf_manager, regress_wf_admin, regress_wf_limited, regress_wf_app, regress_wf_designer, regress_wf_reader;
