-- A member of the extension, as wf._row_written().
CREATE FUNCTION wf._state_machine() RETURNS trigger
LANGUAGE c
AS 'MODULE_PATHNAME', 'wf_state_machine';
COMMENT ON FUNCTION wf._state_machine() IS 'Trigger function of tables with a state machine: refuses changes that are no transitions, and calls hooks. Argument: the attachment_id.';

-- Which column it is, the trigger for UPDATE knows: PostgreSQL keeps its condition, whatever the column is called, and a dump has it.
CREATE FUNCTION wf._machine_triggers()
RETURNS TABLE (attachment_id bigint, relation oid, column_number integer, trigger_id oid, trigger_name name, enabled "char")
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT convert_from(substr(t.tgargs, 1, length(t.tgargs) - 1), getdatabaseencoding())::bigint, t.tgrelid,
           (SELECT min(d.refobjsubid) FROM pg_trigger u JOIN pg_depend d ON d.classid = 'pg_trigger'::regclass AND d.objid = u.oid
                AND d.refclassid = 'pg_class'::regclass AND d.refobjid = u.tgrelid AND d.refobjsubid > 0
            WHERE u.tgrelid = t.tgrelid AND u.tgfoid = t.tgfoid AND u.tgargs = t.tgargs),
           t.oid, t.tgname, t.tgenabled
    FROM pg_trigger t
    WHERE t.tgfoid = 'wf._state_machine()'::regprocedure AND t.tgparentid = 0 AND t.tgnargs = 1
$$;
COMMENT ON FUNCTION wf._machine_triggers() IS 'The triggers of state machines, except for copies that partitions have.';
REVOKE ALL ON FUNCTION wf._machine_triggers() FROM PUBLIC;

CREATE FUNCTION wf._restore_machine_triggers() RETURNS integer
LANGUAGE c VOLATILE
AS 'MODULE_PATHNAME', 'wf_restore_machine_triggers';
COMMENT ON FUNCTION wf._restore_machine_triggers() IS
    'Makes the triggers of state machines that have lost them (DROP EXTENSION ... CASCADE), as far as the caller owns the tables; gives of how many. For wf.setup().';
REVOKE ALL ON FUNCTION wf._restore_machine_triggers() FROM PUBLIC;
