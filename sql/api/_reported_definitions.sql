CREATE FUNCTION wf._reported_definitions() RETURNS bigint[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN wf._sees_all() THEN wf._usable_definitions()
                ELSE ARRAY(SELECT d.id FROM unnest(wf._administered_definitions()) AS d (id)
                           WHERE (d.id = ANY (wf._usable_definitions())) IS NOT FALSE) END
$$;
COMMENT ON FUNCTION wf._reported_definitions() IS
'The definitions whose reports the caller may see, all versions: those that they administer; null: all, for roles that see everything.';
