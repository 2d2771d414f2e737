-- Members of the extension, as wf._row_written().
CREATE FUNCTION wf._state_machine() RETURNS trigger
LANGUAGE c
AS 'MODULE_PATHNAME', 'wf_state_machine';
COMMENT ON FUNCTION wf._state_machine() IS 'Trigger function of tables with a state machine: refuses changes that are no transitions. Argument: the attachment_id.';

CREATE FUNCTION wf._machine_hooks() RETURNS trigger
LANGUAGE c
AS 'MODULE_PATHNAME', 'wf_machine_hooks';
COMMENT ON FUNCTION wf._machine_hooks() IS 'Trigger function of tables with a state machine: calls the hooks of a transition. Argument: the attachment_id.';

-- Which column it is, the trigger for UPDATE knows: PostgreSQL keeps its condition, whatever the column is called, and a dump has it.
CREATE FUNCTION wf._machine_triggers()
RETURNS TABLE (attachment_id bigint, relation oid, column_number integer, trigger_id oid, trigger_name name, enabled "char", function regproc, type integer, is_copy boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT convert_from(substr(t.tgargs, 1, length(t.tgargs) - 1), getdatabaseencoding())::bigint, t.tgrelid,
           (SELECT min(d.refobjsubid) FROM pg_trigger u JOIN pg_depend d ON d.classid = 'pg_trigger'::regclass AND d.objid = u.oid
                AND d.refclassid = 'pg_class'::regclass AND d.refobjid = u.tgrelid AND d.refobjsubid > 0
            WHERE u.tgrelid = t.tgrelid AND u.tgfoid = 'wf._state_machine()'::regprocedure AND u.tgargs = t.tgargs),
           t.oid, t.tgname, t.tgenabled, t.tgfoid::regproc, t.tgtype::integer, t.tgparentid <> 0
    FROM pg_trigger t
    WHERE t.tgfoid IN ('wf._state_machine()'::regprocedure, 'wf._machine_hooks()'::regprocedure) AND t.tgnargs = 1
$$;
COMMENT ON FUNCTION wf._machine_triggers() IS 'The triggers of state machines. is_copy: a partition has it, and it goes with that of the table as a whole.';
REVOKE ALL ON FUNCTION wf._machine_triggers() FROM PUBLIC;

-- Of pg_trigger.tgtype: 4 is INSERT, 8 is DELETE, 16 is UPDATE. A partitioned table has those of a move as well: without them a row that moves
-- passes for a new one.
CREATE FUNCTION wf._machine_trigger_problems() RETURNS TABLE (attachment_id bigint, what text, hint text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH present AS MATERIALIZED (SELECT t.* FROM wf._machine_triggers() t)
    SELECT a.attachment_id, format('a trigger of state machine "%s" of table %s is missing', a.key, a.table_name),
           format('SELECT wf.attach_state_machine(%L, %L, (SELECT source FROM wf.machine WHERE tenant_id = %s AND key = %L AND version = %s), tenant_id => %3$s); as the owner of the table.',
               a.table_name, a.column_name, a.tenant_id, a.key, a.version)
    FROM wf.machine_attachment a
    JOIN wf.machine m ON m.tenant_id = a.tenant_id AND m.key = a.key AND m.version = a.version
    WHERE EXISTS (
        SELECT FROM (VALUES ('_state_machine', 4, false), ('_state_machine', 16, false), ('_machine_hooks', 16, false), ('_state_machine', 8, true), ('_machine_hooks', 4, true)) AS w (function, event, if_partitioned)
        WHERE (w.function = '_state_machine' OR jsonb_path_exists(m.source, '$.transitions[*].hooks'))
          AND (NOT w.if_partitioned OR EXISTS (SELECT FROM present p JOIN pg_class c ON c.oid = p.relation WHERE p.attachment_id = a.attachment_id AND NOT p.is_copy AND c.relkind = 'p'))
          AND NOT EXISTS (SELECT FROM present p WHERE p.attachment_id = a.attachment_id AND NOT p.is_copy AND p.function = ('wf.' || w.function)::regproc AND p.type & w.event <> 0))
    UNION ALL
    SELECT a.attachment_id, format('%s of table %s is not ENABLE ALWAYS', p.trigger_name, p.relation::regclass), format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I;', p.relation::regclass, p.trigger_name)
    FROM present p JOIN wf.machine_attachment a USING (attachment_id) WHERE p.enabled <> 'A'
$$;
COMMENT ON FUNCTION wf._machine_trigger_problems() IS 'Triggers of state machines that are missing or not always at work.';
REVOKE ALL ON FUNCTION wf._machine_trigger_problems() FROM PUBLIC;

CREATE FUNCTION wf._restore_machine_triggers() RETURNS integer
LANGUAGE c VOLATILE
AS 'MODULE_PATHNAME', 'wf_restore_machine_triggers';
COMMENT ON FUNCTION wf._restore_machine_triggers() IS
    'Makes the triggers of state machines that have lost them (DROP EXTENSION ... CASCADE), as far as the caller owns the tables; gives of how many. For wf.setup().';
REVOKE ALL ON FUNCTION wf._restore_machine_triggers() FROM PUBLIC;
