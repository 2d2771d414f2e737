-- For those who may ask wf.person_at().
CREATE FUNCTION wf._departments(people text[], tenant_id bigint) RETURNS TABLE (person text, department text, since timestamptz, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.person_id, h.department_id, h.valid_from, coalesce(h.valid_until, 'infinity')
    FROM wf.person_history h
    WHERE wf._is_somebody(_departments.tenant_id) AND h.tenant_id = _departments.tenant_id AND h.person_id = ANY (people)
$$;
REVOKE ALL ON FUNCTION wf._departments(text[], bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf._departments IS 'In which departments persons were, and when. For wf.time_in_state().';

CREATE FUNCTION wf._state_groups(groups jsonb) RETURNS TABLE (name text, state text)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF jsonb_typeof(groups) = 'array' AND NOT jsonb_path_exists(groups, 'strict $[*] ? (@.type() != "string")') THEN
        RETURN QUERY SELECT s.name, s.name FROM jsonb_array_elements_text(groups) AS s (name);
    ELSIF jsonb_typeof(groups) = 'object' AND NOT jsonb_path_exists(groups, 'strict $.* ? (@.type() != "array" || exists (@[*] ? (@.type() != "string")))') THEN
        RETURN QUERY SELECT g.key, s.name FROM jsonb_each(groups) AS g (key, value) CROSS JOIN LATERAL jsonb_array_elements_text(g.value) AS s (name);
    ELSE
        RAISE EXCEPTION 'groups are neither a list of states nor an object of such lists'
            USING ERRCODE = 'WF504', HINT = 'Write ["open", "done"], or {"waiting": ["open", "asked"], "over": ["done"]}.';
    END IF;
END
$$;
REVOKE ALL ON FUNCTION wf._state_groups(jsonb) FROM PUBLIC;
COMMENT ON FUNCTION wf._state_groups IS 'Reads the groups of states that wf.time_in_state() is asked for.';

-- A stay for each time that a record came into a state: when, until when (null: it is in it), and who took it out.
CREATE FUNCTION wf._stays(table_name text, column_name text, key text, until timestamptz)
RETURNS TABLE (record_key text, seq bigint, state text, entered timestamptz, gone timestamptz, actor text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH change AS (
        SELECT h.key, h.seq, h.at, h.target, h.actor FROM wf.state_history h
        WHERE h.table_name = _stays.table_name AND h.column_name = _stays.column_name AND h.action NOT IN ('truncate', 'purge') AND h.at <= until
          AND (_stays.key IS NULL OR h.key = _stays.key)
        UNION ALL
        -- A row that gets another key leaves what it was.
        SELECT h.former_key, h.seq, h.at, NULL, h.actor FROM wf.state_history h
        WHERE h.table_name = _stays.table_name AND h.column_name = _stays.column_name AND h.former_key IS NOT NULL AND h.at <= until
          AND (_stays.key IS NULL OR h.former_key = _stays.key)),
    emptied AS MATERIALIZED (
        SELECT h.seq, h.at, h.actor FROM wf.state_history h
        WHERE h.table_name = _stays.table_name AND h.column_name = _stays.column_name AND h.action = 'truncate' AND h.at <= until),
    visit AS (
        SELECT c.key, c.seq, c.target, c.at AS entered, lead(c.at) OVER w AS next_at, lead(c.seq) OVER w AS next_seq, lead(c.actor) OVER w AS next_actor
        FROM change c WINDOW w AS (PARTITION BY c.key ORDER BY c.seq))
    SELECT v.key, v.seq, v.target, v.entered, CASE WHEN e.seq IS NULL THEN v.next_at ELSE e.at END, CASE WHEN e.seq IS NULL THEN v.next_actor ELSE e.actor END
    FROM visit v
    LEFT JOIN LATERAL (SELECT m.seq, m.at, m.actor FROM emptied m WHERE m.seq > v.seq AND (m.seq < v.next_seq OR v.next_seq IS NULL) ORDER BY m.seq LIMIT 1) e ON true
    WHERE v.target IS NOT NULL
$$;
REVOKE ALL ON FUNCTION wf._stays(text, text, text, timestamptz) FROM PUBLIC;
COMMENT ON FUNCTION wf._stays IS 'When records were in which state, by wf.state_history. For wf.time_in_state().';

CREATE FUNCTION wf.time_in_state(
    table_name regclass,
    column_name text,
    key text DEFAULT NULL,
    at timestamptz DEFAULT NULL,
    calendar text DEFAULT NULL,
    groups jsonb DEFAULT NULL,
    by text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (record_key text, state text, first_entry timestamptz, last_exit timestamptz, since timestamptz, visits bigint, total interval, actor text, department text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _table constant text := (SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = table_name);
    _until constant timestamptz := coalesce(at, now());
    _tenant constant bigint := coalesce(tenant_id, wf.current_tenant());
BEGIN
    IF by IS NOT NULL THEN
        PERFORM wf._check_words('by', ARRAY[by], '{actor,department}');
    END IF;
    RETURN QUERY
        WITH stay AS MATERIALIZED (SELECT s.* FROM wf._stays(_table, time_in_state.column_name, time_in_state.key, _until) s),
        wanted AS MATERIALIZED (SELECT g.name, g.state FROM wf._state_groups(groups) g WHERE groups IS NOT NULL),
        named AS (SELECT s.record_key, s.seq, s.state AS name, s.entered, s.gone, s.actor FROM stay s WHERE groups IS NULL
                  UNION ALL SELECT s.record_key, s.seq, w.name, s.entered, s.gone, s.actor FROM stay s JOIN wanted w ON w.state = s.state),
        -- From one state of a group to another it has not left the group; but of each stay somebody else may have been the one who ended it.
        begun AS (SELECT n.*, by IS NOT NULL OR groups IS NULL OR lag(n.gone) OVER w IS DISTINCT FROM n.entered AS is_entry,
                         by IS NOT NULL OR groups IS NULL OR lead(n.entered) OVER w IS DISTINCT FROM n.gone AS is_exit
                  FROM named n WINDOW w AS (PARTITION BY n.record_key, n.name ORDER BY n.seq)),
        department AS MATERIALIZED (SELECT d.* FROM wf._departments(ARRAY(SELECT DISTINCT s.actor FROM stay s WHERE by = 'department' AND s.actor IS NOT NULL), _tenant) d),
        who AS (SELECT b.*, CASE WHEN by = 'actor' THEN b.actor END AS who, d.department AS whose
                FROM begun b LEFT JOIN department d ON by = 'department' AND d.person = b.actor AND d.since <= b.gone AND d.until > b.gone),
        counted AS (
            SELECT w.record_key, w.name, w.who, w.whose, min(w.entered) AS first_entry, max(w.gone) FILTER (WHERE w.is_exit) AS last_exit,
                   CASE WHEN bool_or(w.gone IS NULL) THEN max(w.entered) FILTER (WHERE w.is_entry) END AS since, count(*) FILTER (WHERE w.is_entry) AS visits,
                   -- Clocks that were set back make nothing shorter than nothing.
                   sum(CASE WHEN calendar IS NULL THEN greatest(coalesce(w.gone, _until) - w.entered, interval '0')
                            ELSE greatest(wf.working_time(calendar, w.entered, coalesce(w.gone, _until), time_in_state.tenant_id), interval '0') END) AS total
            FROM who w GROUP BY 1, 2, 3, 4)
        SELECT c.record_key, c.name, c.first_entry, c.last_exit, c.since, c.visits, c.total, c.who, c.whose FROM counted c
        UNION ALL
        -- Where it never was.
        SELECT r.record_key, w.name, NULL, NULL, NULL, 0, NULL, NULL, NULL
        FROM (SELECT DISTINCT s.record_key FROM stay s) r CROSS JOIN (SELECT DISTINCT n.name FROM wanted n) w
        WHERE NOT EXISTS (SELECT FROM counted c WHERE (c.record_key, c.name) = (r.record_key, w.name));
END
$$;
REVOKE ALL ON FUNCTION wf.time_in_state(regclass, text, text, timestamptz, text, jsonb, text, bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf.time_in_state IS
'How long records of a table were in each state, by the log of wf.track(): a row for each record and state that it has been in. total is 0 if it only passed through. since: since when it is in it now; null: it is not. last_exit: when it left it last; null: never. A row that gets another key is another record from then on. For whoever may read wf.state_history of the table.
key: of one record; null: all. at: until this moment; null: now. calendar: count its working time. groups: a list of states, or an object of such lists by name: these only, each for every record, with total null where it never was; from one state of a group to another it stays in the group. by: actor or department: a row for each who ended a stay, and for their department then; null for stays that go on.
Errors: WF212 (no such calendar), WF504 (groups or by make no sense).
Example: SELECT record_key, state, total, since FROM wf.time_in_state(''purchase_order'', ''state'', groups => ''{"waiting": ["sent", "asked"], "done": ["paid"]}'');';
