CREATE FUNCTION wf._rewrite_keys() RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    WITH kept AS MATERIALIZED (
        SELECT i.tenant_id, i.instance_id, wf._kept_key(i.business_table, i.business_key) AS business_key
        FROM wf.instance i
        WHERE i.business_table IS NOT NULL),
    rewritten AS (
        UPDATE wf.instance i SET business_key = k.business_key
        FROM kept k
        WHERE i.tenant_id = k.tenant_id AND i.instance_id = k.instance_id AND i.business_key <> k.business_key
        RETURNING 1)
    SELECT count(*) FROM rewritten
$$;
COMMENT ON FUNCTION wf._rewrite_keys IS
'Brings the keys of business rows in wf.instance to the form of this version; returns how many. The log stays as it is: wf.verify compares keys as values.';
