-- For bench/session_memory.sh: a company with an instance in each of the situations that a verb needs, and memory.call, which has
-- for every function of schema wf a call that succeeds. What has none is in memory.left_out, with the reason.
\i test/sql/company.psql
SET client_min_messages = error;
CREATE SCHEMA memory;
CREATE ROLE memory_app;
GRANT wf_app TO memory_app;
CREATE TABLE memory.parcel (id integer PRIMARY KEY, state text DEFAULT 'packed', weight numeric);
INSERT INTO memory.parcel VALUES (1, 'packed', 3);
CREATE TABLE memory.purchase (id integer PRIMARY KEY, amount numeric, state text);
INSERT INTO memory.purchase SELECT i, i * 100 FROM generate_series(1, 5) AS i;
CREATE TABLE memory.staff (id text PRIMARY KEY, name text);
INSERT INTO memory.staff SELECT 'staff' || i, 'Staff' FROM generate_series(1, 5) AS i;
CREATE FUNCTION memory.answer(jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT '{"x": 1}'::jsonb $$;
CREATE FUNCTION memory.answer_again(jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT '{"x": 2}'::jsonb $$;
DO $$ BEGIN
    PERFORM wf.register_function('answer', 'memory.answer(jsonb)');
    PERFORM wf.deploy('{"key": "free", "nodes": [{"id": "s", "type": "start"}, {"id": "p", "type": "parallel"},
        {"id": "a", "type": "task", "candidates": [{"by": "users", "users": ["lena", "bob"]}]}, {"id": "t", "type": "timer", "after": "PT1H"},
        {"id": "m", "type": "message", "message": "paid"}, {"id": "w", "type": "service", "topic": "erp", "retries": 3},
        {"id": "n", "type": "task", "candidates": [{"by": "users", "users": ["lena"]}], "multi": {"collection": "list", "element": "x"}},
        {"id": "f", "type": "script", "function": "answer"}, {"id": "j", "type": "parallel"}, {"id": "e", "type": "end"}],
        "flows": [{"from": "s", "to": "f"}, {"from": "f", "to": "p"}, {"from": "p", "to": "a"}, {"from": "p", "to": "t"}, {"from": "p", "to": "m"}, {"from": "p", "to": "w"}, {"from": "p", "to": "n"},
        {"from": "a", "to": "j"}, {"from": "t", "to": "j"}, {"from": "m", "to": "j"}, {"from": "w", "to": "j"}, {"from": "n", "to": "j"}, {"from": "j", "to": "e"}]}');
    PERFORM wf.deploy('{"key": "buy", "business_table": "memory.purchase", "form": {"fields": [{"name": "amount", "type": "number"}]},
        "nodes": [{"id": "s", "type": "start"}, {"id": "ok", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
            {"id": "then", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]}, {"id": "e", "type": "end"}],
        "flows": [{"from": "s", "to": "ok"}, {"from": "ok", "to": "then"}, {"from": "then", "to": "e"}]}');
    PERFORM wf.deploy('{"key": "board", "withdraw": {"by_request": true}, "nodes": [{"id": "s", "type": "start"},
        {"id": "one", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]},
        {"id": "two", "type": "approval", "approvers": [{"by": "role", "role": "board"}], "mode": "vote", "vote": {"need": "2/3"}, "abstain": true}, {"id": "e", "type": "end"}],
        "flows": [{"from": "s", "to": "one"}, {"from": "one", "to": "two"}, {"from": "two", "to": "e"}]}');
    PERFORM wf.deploy('{"key": "table", "decisions": [{"name": "size", "inputs": [{"expression": "days", "type": "number"}], "outputs": [{"name": "size", "type": "text"}],
        "rules": [{"when": ["> 5"], "then": ["\"long\""]}, {"when": ["<= 5"], "then": ["\"short\""]}]}],
        "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}');
    PERFORM wf.bind('memory.purchase', 'buy', '{"data": {"amount": "amount"}, "status": {"column": "state", "codes": {"running": "asked", "completed": "approved"}}}');
    PERFORM wf.attach_state_machine('memory.parcel', 'state', '{"key": "parcel", "states": [{"name": "packed", "initial": true}, {"name": "sent"}],
        "transitions": [{"name": "send", "from": "packed", "to": "sent", "guard": "weight < 20", "who": [{"by": "role", "role": "board"}]}]}');
    PERFORM wf.start('leave', '{"days": 2}', actor => 'alice');                                                -- 1: with lena
    PERFORM wf.start('leave', '{"days": 9}', actor => 'alice'), wf.approve(2000001, actor => 'lena');           -- 2: with frank
    PERFORM wf.start('leave', '{"days": 9}', actor => 'alice'), wf.approve(3000001, actor => 'lena'), wf.approve(3000002, actor => 'frank');
    PERFORM wf.approve(3000003, actor => 'grace');                                                             -- 3: with the board
    PERFORM wf.start('free', '{"list": [1, 2]}', actor => 'alice');                                            -- 4
    PERFORM wf.start('leave', '{"days": 1}', actor => 'alice'), wf.approve(5000001, actor => 'lena');           -- 5: completed
    PERFORM wf.start('buy', business_table => 'memory.purchase', business_key => '1', actor => 'alice'), wf.approve(6000001, actor => 'lena');  -- 6: with frank
    PERFORM wf.start('board', actor => 'alice'), wf.approve(7000001, actor => 'frank');                         -- 7: with the board
    PERFORM wf.add_delegation('heidi', 'eve');
    PERFORM wf.set_calendar('cn', '{"time_zone": "Asia/Shanghai", "week": {"mon-fri": ["09:00-12:00", "13:00-18:00"]}}'), wf.set_calendar('bank', '{"parent": "cn"}');
    PERFORM wf.set_calendar_days('cn', '[{"day": "2026-10-01", "last": "2026-10-07", "kind": "rest"}]');
END $$;
CREATE FUNCTION memory.task(instance bigint, person text) RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT min(task_id) FROM wf.inbox(person, tenant_id => 0) WHERE instance_id = instance $$;
CREATE FUNCTION memory.job(wanted text) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT min(job_id) FROM wf.job WHERE instance_id = 4 AND kind = wanted $$;

-- A line is a call; what stands behind "<-" is called before it, in the same transaction, to bring about what it needs. Lines with "!"
-- are other statements.
CREATE TABLE memory.call (place integer GENERATED ALWAYS AS IDENTITY, function name, label text, statements text[]);
INSERT INTO memory.call (function, label, statements)
SELECT CASE WHEN line !~ '^!' THEN split_part(line, '(', 1) END, line,
    ARRAY(SELECT CASE WHEN step ~ '^!' THEN substr(step, 2) ELSE 'SELECT FROM wf.' || step END
          FROM regexp_split_to_table(line, ' <- ') WITH ORDINALITY AS s (step, at) ORDER BY at DESC)
FROM regexp_split_to_table($calls$
abstain(memory.task(7, 'carol'), actor => 'carol')
actions(1000001, 'lena')
add_delegation('frank', 'grace')
add_instance(4, 'n', '3', actor => 'root')
add_signer(1000001, ARRAY['eve'], 'before', actor => 'lena')
add_working_time('cn', now(), '2 days')
advance_sequences()
advice('leave')
anchor()
archive('2001-01-01')
answer_withdrawal(7, true, actor => 'frank') <- request_withdrawal(7, actor => 'alice')
approve(1000001, 'fine', '{"reason": "because"}', actor => 'lena')
approve(6000002, 'a bound row', actor => 'frank')
approve_many(ARRAY[1000001, memory.task(3, 'carol')], actor => 'lena')
at_risk(now() + interval '1 year')
attach_state_machine('memory.parcel', 'state', (SELECT source FROM wf.machine LIMIT 1))
bind('memory.purchase', 'leave', '{"data": {"days": "amount"}, "freeze": false}')
can_see(1, 'alice')
cancel(1, actor => 'root')
cancel_job((SELECT max(job_id) FROM wf.job WHERE kind = 'command'), 'root') <- enqueue('[{"command": "comment", "instance_id": 1, "comment": "x"}]', now() + interval '1 day', actor => 'root')
changed_after_approval(6)
check_anchor('wf-anchor-1 2001-01-01T00:00:00.000000Z 0 ' || encode(sha256(''), 'hex'))
check_directory()
check_machine((SELECT source FROM wf.machine LIMIT 1), 'memory.parcel', 'state')
claim(memory.task(4, 'bob'), actor => 'bob')
comment(1, 'hello', actor => 'alice')
compare_routes('leave')
complete(memory.task(4, 'bob'), data => '{"y": [1, 2]}', actor => 'bob') <- claim(memory.task(4, 'bob'), actor => 'bob')
complete_job(memory.job('service'), '{"z": 1}', actor => 'root') <- fetch_jobs('erp', 'worker')
conformance('memory.parcel', 'state', (SELECT source FROM wf.machine LIMIT 1))
copy(1, ARRAY['eve'], actor => 'alice')
create_client('payroll')
current_actor()
current_tenant()
data_at(1, 1)
decide('table', 'size', '{"days": 7}')
definition('leave')
compare_versions('leave', 1)
definition_schema()
delegate(1000001, 'eve', actor => 'lena')
delegation_preview('frank', 'grace')
deploy('{"key": "made", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}')
deploy_bpmn(wf.export_bpmn('leave'), 'leave2')
detach_state_machine('memory.parcel')
detail(1, 1000001, 'lena')
diagram('leave', format => 'svg')
diagram(instance_id => 3)
diff(1, 1, 1)
directory_at(now())
draft(1000001, 'lena')
draft_findings('leave')
end_delegation((SELECT min(delegation_id) FROM wf.delegation))
enqueue('[{"command": "comment", "instance_id": 1, "comment": "x"}]', actor => 'root')
end_sessions('alice')
ensure_partitions()
execute('[{"command": "comment", "instance_id": 1, "comment": "x"}, {"command": "approve", "task_id": 1000001, "actor": "lena"}]', actor => 'alice')
events('\x01')
extend_job(memory.job('service'), 'worker') <- fetch_jobs('erp', 'worker')
export_bpmn('leave')
export_ocel('leave')
export_xes('leave')
fail_job(memory.job('service'), 'no luck', actor => 'root') <- fetch_jobs('erp', 'worker')
feel('for i in 1..20 return i * x', '{"x": 1.5}', types => '{"t": "number"}', result_type => 'list<t>')
feel_check('days > "many"', definition => 'leave')
feel_functions()
fetch_jobs('erp', 'worker')
fields('memory.purchase')
flow_diagram('leave', 'svg')
flow_map('leave', by => 'time')
form('leave', 'lead')
grant_app('memory_app', ARRAY['leave'])
grant_definition('leave', 'person:heidi')
grant_department('dev', 'person:heidi')
health()
import_calendar('bank', E'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260501\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR', dry_run => false)
inbox('lena')
instance_states(ARRAY[1, 2, 3], 'alice')
jump(1, 'board', actor => 'root')
link_identity('idp', 'a-1', 'alice')
list('all', actor => 'alice')
list_count('started', actor => 'alice')
load_directory('{"persons": [{"id": "new", "name": "New", "manager": "lena"}, {"id": "gone", "name": "Gone", "active": false}]}')
mark_read(1, actor => 'lena')
machine_diagram('parcel')
may_see_row('memory.purchase', '1')
metrics_text()
openapi()
next_tasks(1)
search_log('{"type": "InstanceStarted"}')
mirror('position', 'memory.staff', '{"position_id": "id", "name": "name"}')
person_at('lena', now())
predict(1)
prove(1, wf.anchor())
purge('leave', interval '1000 years', 'a rule')
purge_states('memory.staff', 'nobody', 'a rule') <- track('memory.staff', 'name')
recall(2, 'lead', actor => 'lena')
recompute_dues('cn', dry_run => false)
redact(5, '{reason}', 'asked for')
recount() <- _roll_up()
redo(2, actor => 'lena') <- undo(2, actor => 'lena')
untrack('memory.staff', 'name') <- track('memory.staff', 'name')
refresh_approvers(1, 'lead', actor => 'root')
register_function('again', 'memory.answer_again(jsonb)')
reject(1000001, 'no', actor => 'lena')
reject_many(ARRAY[1000001], actor => 'lena')
release(memory.task(4, 'bob'), actor => 'bob') <- claim(memory.task(4, 'bob'), actor => 'bob')
remind(1, actor => 'alice')
remove_calendar('bank')
remove_signer(1000001, 'eve', actor => 'lena') <- add_signer(1000001, ARRAY['eve'], 'parallel', actor => 'lena')
replay(3)
reporting_line('alice')
request_withdrawal(7, actor => 'alice')
resolve(1000001, 'it is', actor => 'eve') <- delegate(1000001, 'eve', actor => 'lena')
restore(2, 1, actor => 'root')
resubmit(1, data => '{"days": 3}', actor => 'alice') <- send_back(1000001, 'start', actor => 'lena')
resume(1, actor => 'root') <- suspend(1, actor => 'root')
resume_definition('leave', 'root') <- suspend_definition('leave', 'root')
retry_job(memory.job('service'), actor => 'root') <- fail_job(memory.job('service'), 'no luck', actor => 'root') <- fetch_jobs('erp', 'worker')
revoke(5, actor => 'alice')
revoke_app('memory_app') <- grant_app('memory_app', ARRAY['leave'])
revoke_definition('leave', 'person:heidi') <- grant_definition('leave', 'person:heidi')
revoke_department('dev', 'person:heidi') <- grant_department('dev', 'person:heidi')
run_due_jobs(now() + interval '2 hours')
save_draft(1000001, '{"days": 4}', actor => 'lena')
send_back(2000002, 'lead', actor => 'frank')
send_message('paid', payload => '{"sum": 1}', actor => 'root')
send_signal('alarm', actor => 'root')
set_client((SELECT c.client_id FROM wf.api_client c LIMIT 1), false) <- create_client('payroll')
set_data(1, '{"days": 3}', actor => 'root')
set_calendar('bank', '{"parent": "cn", "ignores": ["work"]}')
set_calendar_days('bank', '[{"day": "2026-10-10", "kind": "work"}]')
set_notification_template('todo', '{title} waits for you', '{initiator} asks for {days} days')
simulate('leave', 'alice', '{"days": 9}')
simulate_all('leave', '[{"days": 9}, {"days": 1}]')
start('leave', '{"days": 9, "reason": "sea"}', title => 'Sea', actor => 'alice')
start('buy', business_table => 'memory.purchase', business_key => '2', actor => 'alice')
startable('alice')
stat_instances(split_by => '{department,day}')
stat_nodes('leave')
stat_people()
stat_statuses()
state(3)
state_at(3, now())
states('leave')
steps(3)
subordinates('grace')
suspend(1, actor => 'root')
suspend_definition('leave', 'root')
terminate(1, actor => 'root')
todo_at('lena', now())
track('memory.staff', 'name', '{"keep": ["id"]}')
transfer(1000001, 'eve', actor => 'lena')
upkeep()
transition('memory.parcel', '1', 'send', actor => 'carol')
transitions('memory.parcel', '1', blocked => true, actor => 'alice')
unbind('memory.purchase', 'leave') <- bind('memory.purchase', 'leave', '{"freeze": false}')
undo(2, actor => 'lena')
unlink_identity('idp', 'a-1') <- link_identity('idp', 'a-1', 'alice')
unmirror('position', 'memory.staff') <- mirror('position', 'memory.staff', '{"position_id": "id", "name": "name"}')
unregister_function('answer')
validate((SELECT source FROM wf.definition WHERE key = 'leave'))
validate_bpmn(wf.export_bpmn('leave'))
variants('leave')
verify(3)
verify(6)
verify_all()
verify_chain(3)
wake(5, actor => 'root')
time_in_state('memory.staff', 'name')
verify_states()
what_was_signed(instance_id => 6)
withdraw(1, actor => 'alice')
!UPDATE memory.purchase SET state = state WHERE id = 1
!UPDATE memory.purchase SET amount = 7 WHERE id = 3
!INSERT INTO memory.purchase VALUES (6, 6)
working_hours('bank', '2026-09-28', '2026-10-11')
working_time('bank', '2026-09-28', '2026-10-11')
$calls$, E'\n') AS line WHERE line <> '';

-- The views.
INSERT INTO memory.call (label, statements)
SELECT relname, ARRAY[format('SELECT count(v::text) FROM wf.%I AS v', relname)]
FROM pg_class WHERE relnamespace = 'wf'::regnamespace AND relkind = 'v' ORDER BY relname;

-- And every call is refused in two ways: without any argument, and by a person whose it is not.
CREATE FUNCTION memory.refused(statement text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
EXCEPTION WHEN OTHERS THEN
    NULL;
END $$;
INSERT INTO memory.call (label, statements)
SELECT format('%s(NULL)', p.proname), ARRAY[format('SELECT memory.refused(%L)', format('SELECT FROM wf.%I(%s)', p.proname,
    (SELECT string_agg('NULL::' || format_type(t, NULL), ', ') FROM unnest(p.proargtypes) AS t)))]
FROM pg_proc p WHERE pronamespace = 'wf'::regnamespace AND pronargs > 0 AND proname !~ '^_' ORDER BY p.proname;
INSERT INTO memory.call (label, statements)
SELECT label || ' by another', statements[:cardinality(statements) - 1]
    || format('SELECT memory.refused(%L)', regexp_replace(statements[cardinality(statements)], 'actor => ''\w+''', 'actor => ''heidi'''))
FROM memory.call WHERE statements[cardinality(statements)] ~ 'actor => ' ORDER BY place;

CREATE TABLE memory.left_out (function name, reason text);
INSERT INTO memory.left_out VALUES ('setup', 'once in the life of a database'), ('run_jobs', 'it commits; run_due_jobs does the same'),
    ('attach_archive', 'needs a partition of a month that has passed'), ('maintain', 'it commits'), ('verify_log', 'it commits');
CREATE VIEW memory.missing AS
SELECT proname FROM pg_proc WHERE pronamespace = 'wf'::regnamespace AND proname !~ '^_'
    AND proname NOT IN (SELECT function FROM memory.call WHERE function IS NOT NULL) AND proname NOT IN (SELECT function FROM memory.left_out);

-- Bytes in use of all memory contexts, and the process's own memory, in which C++ has its own.
CREATE FUNCTION memory.now(OUT contexts bigint, OUT process bigint) LANGUAGE sql VOLATILE AS
$$ SELECT (SELECT sum(used_bytes) FROM pg_backend_memory_contexts), 1024 * substring(pg_read_file('/proc/self/status') FROM 'RssAnon:\s+(\d+)')::bigint $$;

CREATE TABLE memory.figure (label text, calls integer, contexts bigint, process bigint, microseconds numeric);
CREATE PROCEDURE memory.measure(place integer, calls integer) LANGUAGE plpgsql AS $$
DECLARE
    _statements constant text[] := (SELECT c.statements FROM memory.call AS c WHERE c.place = measure.place);
    _before record;
    _after record;
    _began timestamptz;
    _statement text;
    _warm constant integer := greatest(20, calls / 10);
BEGIN
    -- Caches and plans come to rest first.
    FOR _number IN 1 .. _warm + calls LOOP
        FOREACH _statement IN ARRAY _statements LOOP
            EXECUTE _statement;
        END LOOP;
        ROLLBACK;
        IF _number = _warm THEN
            _before := memory.now();
            _began := clock_timestamp();
        END IF;
    END LOOP;
    _after := memory.now();
    INSERT INTO memory.figure SELECT c.label, calls, _after.contexts - _before.contexts, _after.process - _before.process,
        extract(epoch FROM clock_timestamp() - _began) * 1000000 / calls FROM memory.call AS c WHERE c.place = measure.place;
    COMMIT;
END $$;
