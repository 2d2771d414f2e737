CREATE FUNCTION wf.time_in_state(
    table_name regclass,
    column_name text,
    key text DEFAULT NULL,
    at timestamptz DEFAULT NULL,
    calendar text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (record_key text, state text, first_entry timestamptz, last_exit timestamptz, since timestamptz, visits bigint, total interval)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _table constant text := (SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = table_name);
    _until constant timestamptz := coalesce(at, now());
BEGIN
    RETURN QUERY
        WITH change AS (
            SELECT h.key, h.seq, h.at, h.target FROM wf.state_history h
            WHERE h.table_name = _table AND h.column_name = time_in_state.column_name AND h.action <> 'truncate' AND h.at <= _until
              AND (time_in_state.key IS NULL OR h.key = time_in_state.key)
            UNION ALL
            -- A row that gets another key leaves what it was.
            SELECT h.former_key, h.seq, h.at, NULL FROM wf.state_history h
            WHERE h.table_name = _table AND h.column_name = time_in_state.column_name AND h.former_key IS NOT NULL AND h.at <= _until
              AND (time_in_state.key IS NULL OR h.former_key = time_in_state.key)),
        emptied AS MATERIALIZED (
            SELECT h.seq, h.at FROM wf.state_history h
            WHERE h.table_name = _table AND h.column_name = time_in_state.column_name AND h.action = 'truncate' AND h.at <= _until),
        visit AS (
            SELECT c.key, c.seq, c.target, c.at AS entered, lead(c.at) OVER w AS next_at, lead(c.seq) OVER w AS next_seq
            FROM change c WINDOW w AS (PARTITION BY c.key ORDER BY c.seq)),
        stay AS (
            SELECT v.key, v.target, v.entered,
                   coalesce((SELECT e.at FROM emptied e WHERE e.seq > v.seq AND (e.seq < v.next_seq OR v.next_seq IS NULL) ORDER BY e.seq LIMIT 1), v.next_at) AS gone
            FROM visit v WHERE v.target IS NOT NULL)
        SELECT s.key, s.target, min(s.entered), max(s.gone), max(s.entered) FILTER (WHERE s.gone IS NULL), count(*),
               -- Clocks that were set back make nothing shorter than nothing.
               sum(CASE WHEN calendar IS NULL THEN greatest(coalesce(s.gone, _until) - s.entered, interval '0')
                        ELSE greatest(wf.working_time(calendar, s.entered, coalesce(s.gone, _until), time_in_state.tenant_id), interval '0') END)
        FROM stay s GROUP BY s.key, s.target;
END
$$;
REVOKE ALL ON FUNCTION wf.time_in_state(regclass, text, text, timestamptz, text, bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf.time_in_state IS
'How long records of a table were in each state, by the log of wf.track(): a row for each record and state that it has been in. total is 0 if it only passed through; there is no row for a state that it never was in. since: since when it is in it now; null: it is not. last_exit: when it left it last; null: never. A row that gets another key is another record from then on. For whoever may read wf.state_history of the table.
key: of one record; null: all. at: until this moment; null: now. calendar: count its working time.
Errors: WF212 (no such calendar).
Example: SELECT record_key, state, total, since FROM wf.time_in_state(''purchase_order'', ''state'');';
