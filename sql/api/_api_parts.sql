-- What schema wf_api consists of: for each public function of wf, and for what can be read of it, a wrapper of the same name that PostgREST and
-- wf-gateway can serve. They come from the catalog, so that none can say anything else than what it stands for.

-- For a DBA with a session, and not for a request: what works on the server itself or on other schemas, what may take minutes, what holds on to
-- a transaction of its own, and what takes bytes or names that JSON has not.
CREATE FUNCTION wf._api_left_out() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN '{advance_sequences,anchor,archive,attach_archive,check_anchor,ensure_partitions,events,purge,purge_states,recount,register_function,setup,unregister_function,upkeep,verify_all}'::text[];
COMMENT ON FUNCTION wf._api_left_out() IS 'The public functions that are not in schema wf_api.';
REVOKE ALL ON FUNCTION wf._api_left_out() FROM PUBLIC;

-- A body of one SELECT without settings: the planner puts it in place of the call, so that the wrapper costs nothing, and filters reach what is inside.
CREATE FUNCTION wf._api_functions() RETURNS TABLE (source oid, name text, arguments text, result text, body text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.oid, p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid),
        CASE WHEN p.proretset THEN format('SELECT %s FROM wf.%I(%s) r', coalesce(columns.list, 'r'), p.proname, given.list)
             ELSE format('SELECT wf.%I(%s)', p.proname, given.list) END
    FROM pg_proc p
    CROSS JOIN LATERAL (
        SELECT string_agg(format(CASE a.name WHEN 'request_id' THEN 'coalesce($%s, wf._request_key())' ELSE '$%s' END, a.place), ', ' ORDER BY a.place)
        FROM unnest(p.proargnames[:p.pronargs]) WITH ORDINALITY AS a (name, place)) AS given (list)
    CROSS JOIN LATERAL (
        SELECT string_agg(format('r.%I', a.name), ', ' ORDER BY a.place)
        FROM unnest(p.proargnames, p.proargmodes) WITH ORDINALITY AS a (name, mode, place) WHERE a.mode = 't') AS columns (list)
    WHERE p.pronamespace = 'wf'::regnamespace AND p.prokind = 'f' AND NOT starts_with(p.proname, '_') AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype)
        AND p.proname <> ALL (wf._api_left_out())
$$;
COMMENT ON FUNCTION wf._api_functions() IS 'The functions that schema wf_api should have, as pg_get_function_arguments and pg_get_function_result show them. For wf.setup().';
REVOKE ALL ON FUNCTION wf._api_functions() FROM PUBLIC;

-- Two tables are read as they are. The rights of the person who reads hold, not those of the view's owner.
CREATE FUNCTION wf._api_views() RETURNS TABLE (source oid, name text, columns text[], ddl text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.oid, c.relname, array_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum),
        format('CREATE OR REPLACE VIEW wf_api.%1$I WITH (security_invoker = true) AS SELECT %2$s FROM wf.%1$I v; ALTER VIEW wf_api.%1$I OWNER TO wf_owner; COMMENT ON VIEW wf_api.%1$I IS %3$L',
               c.relname, string_agg(format('v.%I', a.attname), ', ' ORDER BY a.attnum), obj_description(c.oid, 'pg_class'))
        || coalesce(string_agg(format('; COMMENT ON COLUMN wf_api.%I.%I IS %L', c.relname, a.attname, d.description), '' ORDER BY a.attnum) FILTER (WHERE d.description IS NOT NULL), '')
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum
    WHERE c.relnamespace = 'wf'::regnamespace AND NOT starts_with(c.relname, '_') AND (c.relkind = 'v' OR c.relname IN ('outbox', 'status'))
        AND EXISTS (SELECT FROM aclexplode(c.relacl) r WHERE r.grantee NOT IN (0, c.relowner) AND r.privilege_type = 'SELECT')
    GROUP BY c.oid, c.relname
$$;
COMMENT ON FUNCTION wf._api_views() IS 'The views that schema wf_api should have. For wf.setup().';
REVOKE ALL ON FUNCTION wf._api_views() FROM PUBLIC;
