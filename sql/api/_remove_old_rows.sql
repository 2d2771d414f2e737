CREATE FUNCTION wf._has_old_rows(table_name name, at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _kept wf.retention;
    _found boolean;
BEGIN
    SELECT * INTO _kept FROM wf.retention r WHERE r.table_name = _has_old_rows.table_name AND r.keep_for IS NOT NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    EXECUTE format('SELECT EXISTS (SELECT FROM wf.%I WHERE %I < $1)', _kept.table_name, _kept.time_column) INTO _found USING at - _kept.keep_for;
    RETURN _found;
END
$$;
REVOKE ALL ON FUNCTION wf._has_old_rows(name, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._has_old_rows IS 'Whether a table of wf.retention has rows that are to go.';

CREATE FUNCTION wf._remove_old_rows(table_name name, max_rows integer) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _kept wf.retention;
    _removed bigint;
BEGIN
    SELECT * INTO STRICT _kept FROM wf.retention r WHERE r.table_name = _remove_old_rows.table_name;
    EXECUTE format('DELETE FROM wf.%1$I WHERE ctid = ANY (ARRAY(SELECT ctid FROM wf.%1$I WHERE %2$I < $1 LIMIT $2 FOR UPDATE SKIP LOCKED))',
                   _kept.table_name, _kept.time_column) USING now() - _kept.keep_for, max_rows;
    GET DIAGNOSTICS _removed = ROW_COUNT;
    -- Whoever calls until there are none left would go round in a circle.
    IF _removed = 0 AND wf._has_old_rows(table_name, now()) THEN
        RAISE lock_not_available USING MESSAGE = format('old rows of wf.%I are locked by others', table_name), HINT = 'Call it again when they have ended; pg_locks shows who they are.';
    END IF;
    RETURN _removed;
END
$$;
REVOKE ALL ON FUNCTION wf._remove_old_rows(name, integer) FROM PUBLIC;
COMMENT ON FUNCTION wf._remove_old_rows IS 'Removes at most so many of the rows of a table of wf.retention that are to go; returns how many.';
