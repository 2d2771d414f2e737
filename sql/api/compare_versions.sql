CREATE FUNCTION wf.compare_versions(
    definition text,
    from_version integer,
    to_version integer DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (what text, id text, change text, key text, before jsonb, after jsonb)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH old AS MATERIALIZED (
        SELECT p.what, p.id, p.part FROM wf._definition_parts(wf.definition(definition, from_version, tenant_id)) AS p),
    new AS MATERIALIZED (
        SELECT p.what, p.id, p.part FROM wf._definition_parts(wf.definition(definition, to_version, tenant_id)) AS p),
    part AS (
        SELECT what, id, o.part AS before, n.part AS after
        FROM old o FULL JOIN new n USING (what, id) WHERE o.part IS DISTINCT FROM n.part)
    SELECT p.what, p.id, CASE WHEN p.before IS NULL THEN 'added' ELSE 'removed' END, NULL, p.before, p.after
    FROM part p WHERE p.before IS NULL OR p.after IS NULL
    UNION ALL
    SELECT p.what, p.id, 'changed', NULL, p.before, p.after FROM part p
    WHERE p.before IS NOT NULL AND p.after IS NOT NULL AND p.what = 'setting'
    UNION ALL
    SELECT p.what, p.id, 'changed', k.key, p.before -> k.key, p.after -> k.key
    FROM part p, LATERAL (SELECT jsonb_object_keys(p.before || p.after) AS key) AS k
    WHERE p.before IS NOT NULL AND p.after IS NOT NULL AND p.what <> 'setting' AND p.before -> k.key IS DISTINCT FROM p.after -> k.key
    ORDER BY 1, 2, 4
$$;
COMMENT ON FUNCTION wf.compare_versions IS
'What differs between two versions of a definition, by settings, fields, decisions, nodes and flows: one row for each that was added or removed, and for each key of one that has changed.
to_version: default: the active one. A node in a subprocess has the key "inside". Needs what the view wf.definition_list shows.
Example: SELECT what, id, change, key, before, after FROM wf.compare_versions(''leave'', 1, 2);';
