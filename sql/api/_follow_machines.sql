-- What is wrong with a machine now that a table has changed; null: nothing.
CREATE FUNCTION wf._machine_problem(attachment_id bigint, business_table text) RETURNS text
LANGUAGE c STABLE
AS 'MODULE_PATHNAME', 'wf_machine_problem';
COMMENT ON FUNCTION wf._machine_problem(bigint, text) IS 'Whether the expressions of an attached state machine fit the columns of the table: the first finding, or null.';
REVOKE ALL ON FUNCTION wf._machine_problem(bigint, text) FROM PUBLIC;

-- The triggers follow a table and a column by themselves; here the names that people read follow, and what guards look at is kept.
CREATE FUNCTION wf._follow_machines() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    a record;
    _problem text;
BEGIN
    IF to_regclass('wf.machine_attachment') IS NULL OR NOT EXISTS (SELECT FROM wf.machine_attachment) THEN
        RETURN;
    END IF;
    FOR a IN
        SELECT m.attachment_id, m.key, m.table_name AS old_table, m.column_name AS old_column, format('%I.%I', n.nspname, c.relname) AS table_name, k.attname AS column_name,
               c.oid IN (SELECT d.objid FROM pg_event_trigger_ddl_commands() d WHERE d.classid = 'pg_class'::regclass) AS is_altered
        FROM wf.machine_attachment m
        JOIN (SELECT DISTINCT t.attachment_id, t.relation, t.column_number FROM wf._machine_triggers() t WHERE NOT t.is_copy AND t.column_number IS NOT NULL) w ON w.attachment_id = m.attachment_id
        JOIN pg_class c ON c.oid = w.relation
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = w.column_number
    LOOP
        IF (a.old_table, a.old_column) IS DISTINCT FROM (a.table_name, a.column_name::text) THEN
            UPDATE wf.machine_attachment m SET table_name = a.table_name, column_name = a.column_name WHERE m.attachment_id = a.attachment_id;
        END IF;
        _problem := CASE WHEN a.is_altered THEN wf._machine_problem(a.attachment_id, a.table_name) END;
        IF _problem IS NOT NULL THEN
            RAISE EXCEPTION 'cannot change table % so', a.table_name USING
                ERRCODE = 'dependent_objects_still_exist',
                DETAIL = format('State machine "%s" looks at its columns: %s.', a.key, _problem),
                HINT = 'Call wf.attach_state_machine() without that first, or wf.detach_state_machine().';
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION wf._follow_machines() IS 'Event trigger function: state machines follow tables and columns that get other names, and keep the columns that they look at.';

CREATE FUNCTION wf._keep_machines() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _kept record;
BEGIN
    IF to_regclass('wf.machine_attachment') IS NULL OR NOT EXISTS (SELECT FROM wf.machine_attachment) THEN
        RETURN;
    END IF;
    SELECT m.key, m.table_name, m.column_name INTO _kept
    FROM wf.machine_attachment m
    JOIN pg_event_trigger_dropped_objects() d ON d.object_type = 'table column' AND NOT d.is_temporary
        AND format('%I.%I', d.address_names[1], d.address_names[2]) = m.table_name AND d.address_names[3] = m.column_name;
    IF FOUND THEN
        RAISE EXCEPTION 'cannot drop column "%" of table %', _kept.column_name, _kept.table_name USING
            ERRCODE = 'dependent_objects_still_exist',
            DETAIL = format('It has the state machine "%s".', _kept.key),
            HINT = 'Call wf.detach_state_machine() first.';
    END IF;
    DELETE FROM wf.machine_attachment m
    USING pg_event_trigger_dropped_objects() d
    WHERE d.object_type = 'table' AND NOT d.is_temporary AND format('%I.%I', d.address_names[1], d.address_names[2]) = m.table_name;
END
$$;
COMMENT ON FUNCTION wf._keep_machines() IS 'Event trigger function: a column that has a state machine is not dropped; with a table its state machines go.';
