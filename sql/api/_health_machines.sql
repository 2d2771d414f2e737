CREATE FUNCTION wf._check_health_machines() RETURNS TABLE (status text, message text, hint text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH present AS MATERIALIZED (
        SELECT convert_from(substr(t.tgargs, 1, length(t.tgargs) - 1), getdatabaseencoding()) AS attachment, t.tgrelid, t.tgname, t.tgenabled, t.tgtype, t.tgparentid
        FROM pg_trigger t WHERE t.tgfoid = 'wf._state_machine()'::regprocedure AND t.tgnargs = 1),
    problem AS (
        SELECT format('a trigger of state machine "%s" of table %s is missing', a.key, a.table_name) AS what,
               format('SELECT wf.attach_state_machine(%L, %L, (SELECT source FROM wf.machine WHERE tenant_id = %s AND key = %L AND version = %s), tenant_id => %3$s); as the owner of the table.', a.table_name, a.column_name, a.tenant_id, a.key, a.version) AS hint
        FROM wf.machine_attachment a
        -- 4: INSERT, 16: UPDATE.
        WHERE EXISTS (SELECT FROM unnest('{4,16}'::integer[]) AS event WHERE NOT EXISTS (SELECT FROM present p WHERE p.attachment = a.attachment_id::text AND p.tgparentid = 0 AND p.tgtype & event <> 0))
        UNION ALL
        SELECT format('%s of table %s is not ENABLE ALWAYS', p.tgname, p.tgrelid::regclass), format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I;', p.tgrelid::regclass, p.tgname)
        FROM present p JOIN wf.machine_attachment a ON a.attachment_id::text = p.attachment WHERE p.tgenabled <> 'A')
    SELECT h.status, h.message, h.hint
    FROM (SELECT coalesce(array_agg(p.what ORDER BY p.what COLLATE "C"), '{}') AS problems, (array_agg(p.hint ORDER BY p.what COLLATE "C"))[1] AS hint FROM problem p) l
    CROSS JOIN LATERAL wf._health('critical', l.problems, l.hint, format('the triggers of %s state machines are in place', (SELECT count(*) FROM wf.machine_attachment))) h
$$;
REVOKE ALL ON FUNCTION wf._check_health_machines FROM PUBLIC;
COMMENT ON FUNCTION wf._check_health_machines IS 'Of wf.health(): whether columns with a state machine are watched.';
