-- For bench/log.sh, in both databases: 10,000 people, twenty definitions, :templates real requests of them, and what measures.
-- The first three quarters of the requests end, the rest stay open at their first, second or third approval.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET synchronous_commit = off;
-- Six reports each; finance roles of three; hr gets copies of four of the definitions.
SELECT length(wf.load_directory(jsonb_build_object(
    'persons', (SELECT jsonb_agg(jsonb_build_object('id', 'p' || i, 'name', 'Person ' || i)
                       || CASE WHEN i > 1 THEN jsonb_build_object('manager', 'p' || ((i - 2) / 6 + 1)) ELSE '{}' END) FROM generate_series(1, 10000) AS i),
    'roles', (SELECT jsonb_agg(jsonb_build_object('id', 'fin' || k, 'members', jsonb_build_array('p' || 40 + k, 'p' || 60 + k, 'p' || 80 + k))) FROM generate_series(1, 20) AS k)
             || '[{"id": "hr", "members": ["p31", "p32"]}]'))::text) AS loaded \gset
SELECT count(wf.deploy(jsonb_build_object('key', 'purchase_' || k, 'name', 'Purchase ' || k,
    'form', '{"fields": [{"name": "amount", "type": "number"}, {"name": "what", "type": "text"}, {"name": "reason", "type": "text"}]}'::jsonb,
    'nodes', jsonb_build_array('{"id": "start", "type": "start"}'::jsonb, '{"id": "end", "type": "end"}'::jsonb,
        '{"id": "lead", "type": "approval", "approvers": [{"by": "reporting_line", "level": 1}], "due": "P30D", "on_timeout": "approve"}'::jsonb - CASE WHEN k <= 5 THEN '{due,on_timeout}' ELSE '{}'::text[] END,
        '{"id": "head", "type": "approval", "approvers": [{"by": "reporting_line", "level": 2}]}'::jsonb,
        jsonb_build_object('id', 'finance', 'type', 'approval', 'approvers', jsonb_build_array(CASE WHEN k % 2 = 0 THEN jsonb_build_object('by', 'role', 'role', 'fin' || k)
                           ELSE jsonb_build_object('by', 'users', 'users', jsonb_build_array('p' || 40 + k)) END)))
        || CASE WHEN k > 16 THEN '[{"id": "hr", "type": "copy", "to": [{"by": "role", "role": "hr"}]}]'::jsonb ELSE '[]' END,
    'flows', '[{"from": "start", "to": "lead"}, {"from": "lead", "to": "head"}, {"from": "head", "to": "finance"}]'::jsonb
        || CASE WHEN k > 16 THEN '[{"from": "finance", "to": "hr"}, {"from": "hr", "to": "end"}]'::jsonb ELSE '[{"from": "finance", "to": "end"}]' END))) AS deployed
FROM generate_series(1, 20) AS k \gset

CREATE SCHEMA bench;
CREATE TABLE bench.template (n integer PRIMARY KEY, instance_id bigint NOT NULL, is_open boolean NOT NULL);
CREATE PROCEDURE bench.make_templates(_count integer) LANGUAGE plpgsql AS $$
DECLARE
    _id bigint;
    _steps integer;
    _task record;
BEGIN
    FOR n IN 0 .. _count - 1 LOOP
        _id := wf.start('purchase_' || n % 20 + 1, jsonb_build_object('amount', 100 + n, 'what', 'office chairs', 'reason', 'the old ones are broken, and the new colleagues need some too'),
                        title => 'Purchase of office chairs ' || n, actor => 'p' || 2000 + (n * 7919) % 8000);
        -- A copy that waits for a timer has approved nothing: where its time stands in the events is not to be found out.
        _steps := CASE WHEN n < _count * 3 / 4 THEN 3 WHEN n % 20 < 5 THEN n % 3 ELSE 1 + n % 2 END;
        FOR _step IN 1 .. _steps LOOP
            SELECT task_id, assignee INTO STRICT _task FROM wf.task WHERE tenant_id = 0 AND instance_id = _id;
            PERFORM wf.approve(_task.task_id, 'looks fine to me, please go on', actor => coalesce(_task.assignee, 'p' || 41 + n % 20 + 20 * (n % 3)));
            IF _step = 1 THEN PERFORM wf.comment(_id, 'offer of the supplier is attached', actor => (SELECT initiator FROM wf.instance WHERE tenant_id = 0 AND instance_id = _id)); END IF;
        END LOOP;
        INSERT INTO bench.template VALUES (n, _id, _steps < 3);
        COMMIT;
    END LOOP;
END
$$;
SET application_name = 'purchase';
CALL bench.make_templates(:templates);

-- What a call took: microseconds of the clock, of the processor, and bytes of WAL. `first` is the first call of a session.
CREATE TABLE bench.measured (round integer, what text, first_us float8, us float8, cpu_us float8, wal numeric);
CREATE FUNCTION bench.cpu() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS $$ SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::bigint $$;
CREATE PROCEDURE bench.measure(_round integer, _what text, _statements text[], _warm_up integer DEFAULT 30) LANGUAGE plpgsql AS $$
DECLARE
    _us float8[] := '{}';
    _begin timestamptz;
    _first float8;
    _wal pg_lsn;
    _cpu bigint;
BEGIN
    FOR i IN 1 .. array_length(_statements, 1) LOOP
        IF i = _warm_up + 1 THEN
            _us := '{}';
            _wal := pg_current_wal_insert_lsn();
            _cpu := bench.cpu();
        END IF;
        _begin := clock_timestamp();
        EXECUTE _statements[i];
        COMMIT;
        _us := _us || (extract(epoch FROM clock_timestamp() - _begin) * 1000000)::float8;
        IF i = 1 THEN _first := _us[1]; END IF;
    END LOOP;
    INSERT INTO bench.measured
    SELECT _round, _what, _first, percentile_cont(0.5) WITHIN GROUP (ORDER BY u), (bench.cpu() - _cpu) / 1000.0 / count(*), (pg_current_wal_insert_lsn() - _wal) / count(*)
    FROM unnest(_us) AS u;
END
$$;

GRANT wf_user TO bench_person;
UPDATE wf.person SET db_role = 'bench_person' WHERE person_id = 'p500';
GRANT USAGE ON SCHEMA bench TO bench_person;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA bench TO bench_person;
