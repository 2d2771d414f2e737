-- The history of the directory. Statement triggers compare what was with what is: a load of 100,000 people costs one more
-- statement, and what did not change leaves no trace. Times are those of the beginning of a transaction, so one that
-- changes somebody twice leaves one row. A function of the tables, not of the extension: DROP EXTENSION leaves it with them.
CREATE FUNCTION wf._write_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _keys constant text := 'tenant_id, ' || TG_ARGV[0];
    _columns constant text := concat_ws(', ', _keys, nullif(TG_ARGV[1], ''));
    _old constant text := format('SELECT %s FROM old_rows', _columns);
    _new constant text := format('SELECT %s FROM new_rows', _columns);
BEGIN
    IF TG_OP = 'INSERT' AND wf._is_restoring() THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'TRUNCATE' THEN
        EXECUTE format('UPDATE wf.%I SET valid_until = greatest(now(), valid_from + interval ''1 microsecond'')'
                       ' WHERE valid_until IS NULL', TG_TABLE_NAME || '_history');
        RETURN NULL;
    END IF;
    -- Dynamic, so planned each time: a kept plan would be that of the first call, perhaps for one person, and would look
    -- at a load of 100,000 pair by pair. What began in this very transaction is changed, not ended: it was never seen. What
    -- another transaction, begun later, has changed already, ends just after that: no moment has two answers.
    EXECUTE format($sql$
        WITH gone AS MATERIALIZED (%1$s), came AS MATERIALIZED (%2$s),
        forgotten AS (
            DELETE FROM wf.%3$I AS past USING (SELECT %4$s FROM gone EXCEPT SELECT %4$s FROM came) AS left_over
            WHERE (%5$s) = (%6$s) AND past.valid_until IS NULL AND past.valid_from = now()),
        ended AS (
            UPDATE wf.%3$I AS past SET valid_until = greatest(now(), past.valid_from + interval '1 microsecond')
            FROM gone WHERE (%5$s) = (%7$s) AND past.valid_until IS NULL AND past.valid_from <> now()
            RETURNING %5$s, past.valid_until)
        INSERT INTO wf.%3$I (%8$s, valid_from)
        SELECT %9$s, coalesce(ended.valid_until, now()) FROM came LEFT JOIN ended USING (%4$s)
        ON CONFLICT (%4$s, valid_from) DO UPDATE SET valid_until = NULL%10$s
        $sql$,
        CASE TG_OP WHEN 'INSERT' THEN _new || ' WHERE false' WHEN 'UPDATE' THEN _old || ' EXCEPT ' || _new ELSE _old END,
        CASE TG_OP WHEN 'DELETE' THEN _old || ' WHERE false' WHEN 'UPDATE' THEN _new || ' EXCEPT ' || _old ELSE _new END,
        TG_TABLE_NAME || '_history',
        _keys,
        regexp_replace(_keys, E'(\\w+)', E'past.\\1', 'g'),
        regexp_replace(_keys, E'(\\w+)', E'left_over.\\1', 'g'),
        regexp_replace(_keys, E'(\\w+)', E'gone.\\1', 'g'),
        _columns,
        regexp_replace(_columns, E'(\\w+)', E'came.\\1', 'g'),
        regexp_replace(TG_ARGV[1], E'(\\w+)(, )?', E', \\1 = excluded.\\1', 'g'));
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wf._write_history() IS
    'Trigger function: keeps wf.<table>_history in step with a table of the directory. Arguments: its key columns, its value columns.';
REVOKE ALL ON FUNCTION wf._write_history() FROM PUBLIC;

CREATE FUNCTION wf._track(directory_table text, key_columns text, value_columns text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _call constant text := format('FOR EACH STATEMENT EXECUTE FUNCTION wf._write_history(%L, %L)', key_columns, coalesce(value_columns, ''));
BEGIN
    EXECUTE format('CREATE TRIGGER history_insert AFTER INSERT ON wf.%I REFERENCING NEW TABLE AS new_rows %s', directory_table, _call);
    EXECUTE format('CREATE TRIGGER history_update AFTER UPDATE ON wf.%I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows %s', directory_table, _call);
    EXECUTE format('CREATE TRIGGER history_delete AFTER DELETE ON wf.%I REFERENCING OLD TABLE AS old_rows %s', directory_table, _call);
    EXECUTE format('CREATE TRIGGER history_truncate AFTER TRUNCATE ON wf.%I %s', directory_table, _call);
END
$$;
COMMENT ON FUNCTION wf._track(text, text, text) IS 'Keeps the history of a table of the directory from now on; for wf.setup() only.';
REVOKE ALL ON FUNCTION wf._track(text, text, text) FROM PUBLIC;
