-- Functions that were others, or are no more. What a DBA has added is left alone: ours call what they are named for.
CREATE FUNCTION wf._api_outdated() RETURNS SETOF text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT format('DROP FUNCTION %s', p.oid::regprocedure)
    FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
    WHERE p.pronamespace = 'wf_api'::regnamespace AND l.lanname = 'sql' AND strpos(p.prosrc, format('wf.%I(', p.proname)) > 0
        AND NOT EXISTS (SELECT FROM wf._api_functions() f WHERE (f.name, f.arguments, f.result) = (p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid)))
    UNION ALL
    SELECT format('DROP VIEW %s', c.oid::regclass)
    FROM pg_class c
    LEFT JOIN wf._api_views() v ON v.name = c.relname
    CROSS JOIN LATERAL (SELECT wf._api_columns(c.oid)) AS present (columns)
    WHERE c.relnamespace = 'wf_api'::regnamespace AND c.relkind = 'v' AND c.relowner = 'wf_owner'::regrole
        AND v.columns[:cardinality(present.columns)] IS DISTINCT FROM present.columns
$$;
COMMENT ON FUNCTION wf._api_outdated() IS 'Statements that drop what schema wf_api should not have any more. For wf.setup().';
REVOKE ALL ON FUNCTION wf._api_outdated() FROM PUBLIC;

CREATE FUNCTION wf._api_columns(relation oid) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN (SELECT array_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped);
COMMENT ON FUNCTION wf._api_columns(oid) IS 'The columns of a view with their types, as wf._api_views() gives them.';
REVOKE ALL ON FUNCTION wf._api_columns(oid) FROM PUBLIC;

CREATE FUNCTION wf._api_new_functions() RETURNS SETOF text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT format('CREATE OR REPLACE FUNCTION wf_api.%1$I(%2$s) RETURNS %3$s LANGUAGE sql %4$s PARALLEL %5$s AS %6$L; COMMENT ON FUNCTION wf_api.%1$I IS %7$L', f.name, f.arguments, f.result,
        CASE s.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' ELSE 'VOLATILE' END, CASE s.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' ELSE 'UNSAFE' END,
        f.body, obj_description(s.oid, 'pg_proc'))
    FROM wf._api_functions() f
    JOIN pg_proc s ON s.oid = f.source
    LEFT JOIN pg_proc p ON p.pronamespace = 'wf_api'::regnamespace AND p.proname = f.name
    WHERE (p.prosrc, p.provolatile, p.proparallel, p.prosecdef, p.proconfig, obj_description(p.oid, 'pg_proc'))
        IS DISTINCT FROM (f.body, s.provolatile, s.proparallel, false, NULL::text[], obj_description(s.oid, 'pg_proc'))
$$;
COMMENT ON FUNCTION wf._api_new_functions() IS 'Statements that make the functions that schema wf_api has not, or has otherwise. For wf.setup().';
REVOKE ALL ON FUNCTION wf._api_new_functions() FROM PUBLIC;

CREATE FUNCTION wf._api_new_views() RETURNS TABLE (name text, ddl text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'wf_api.' || v.name, v.ddl
    FROM wf._api_views() v
    LEFT JOIN pg_class c ON c.relnamespace = 'wf_api'::regnamespace AND c.relname = v.name
    WHERE wf._api_columns(c.oid) IS DISTINCT FROM v.columns OR c.reloptions IS DISTINCT FROM ARRAY['security_invoker=true']
        OR EXISTS (SELECT d.objsubid, d.description FROM pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objoid = v.source
                   EXCEPT SELECT d.objsubid, d.description FROM pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objoid = c.oid)
$$;
COMMENT ON FUNCTION wf._api_new_views() IS 'Statements that make the views that schema wf_api has not, or has otherwise. For wf.setup().';
REVOKE ALL ON FUNCTION wf._api_new_views() FROM PUBLIC;

-- A wrapper may be called by those who may call what is inside, and by nobody else.
CREATE FUNCTION wf._api_grants() RETURNS SETOF text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH part AS (
        SELECT 'EXECUTE ON FUNCTION ' || p.oid::regprocedure AS what, p.proowner AS owner, coalesce(p.proacl, acldefault('f', p.proowner)) AS acl, s.proowner AS source_owner, s.proacl AS source_acl
        FROM wf._api_functions() f JOIN pg_proc s ON s.oid = f.source JOIN pg_proc p ON p.pronamespace = 'wf_api'::regnamespace AND p.proname = f.name
        UNION ALL
        SELECT 'SELECT ON ' || c.oid::regclass, c.relowner, coalesce(c.relacl, acldefault('r', c.relowner)), s.relowner, s.relacl
        FROM wf._api_views() v JOIN pg_class s ON s.oid = v.source JOIN pg_class c ON c.relnamespace = 'wf_api'::regnamespace AND c.relname = v.name
    ), right_of AS (
        SELECT what, a.grantee, false AS is_wanted FROM part, aclexplode(acl) a WHERE a.grantee <> owner
        UNION ALL
        SELECT what, a.grantee, true FROM part, aclexplode(source_acl) a
        WHERE a.grantee NOT IN (0, source_owner, 'wf_owner'::regrole) AND a.privilege_type IN ('EXECUTE', 'SELECT')
    )
    SELECT format(CASE WHEN bool_or(is_wanted) THEN 'GRANT %s TO %s' ELSE 'REVOKE %s FROM %s' END, what, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END)
    FROM right_of GROUP BY what, grantee HAVING bool_and(is_wanted) OR NOT bool_or(is_wanted)
$$;
COMMENT ON FUNCTION wf._api_grants() IS 'Statements that give the parts of schema wf_api to whom their sources in wf are given. For wf.setup().';
REVOKE ALL ON FUNCTION wf._api_grants() FROM PUBLIC;

CREATE FUNCTION wf._refresh_api() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _statement text;
    _names text[];
    _ddls text[];
BEGIN
    IF to_regnamespace('wf_api') IS NULL THEN
        CREATE SCHEMA wf_api;
    END IF;
    COMMENT ON SCHEMA wf_api IS 'What applications reach by HTTP: wrappers of the functions and views of wf that follow PostgREST''s rules. Made by wf.setup().';
    GRANT USAGE ON SCHEMA wf_api TO wf_user, wf_reader;
    FOR _statement IN SELECT s FROM wf._api_outdated() s UNION ALL SELECT s FROM wf._api_new_functions() s LOOP
        PERFORM wf._execute_ddl('wf_api', _statement);
    END LOOP;
    SELECT array_agg(v.name), array_agg(v.ddl) INTO _names, _ddls FROM wf._api_new_views() v;
    PERFORM wf._replace_views(_names, _ddls);
    FOR _statement IN SELECT s FROM wf._api_grants() s LOOP
        PERFORM wf._execute_ddl('wf_api', _statement);
    END LOOP;
END
$$;
COMMENT ON FUNCTION wf._refresh_api() IS 'Makes schema wf_api as this version has it. For wf.setup().';
REVOKE ALL ON FUNCTION wf._refresh_api() FROM PUBLIC;
