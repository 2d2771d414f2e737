CREATE FUNCTION wf._nodes(source jsonb) RETURNS TABLE (node jsonb)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE n (node) AS (
        SELECT top.value FROM jsonb_array_elements(source -> 'nodes') AS top
        UNION ALL
        SELECT inner_node.value FROM n, jsonb_array_elements(n.node -> 'nodes') AS inner_node)
    SELECT n.node FROM n
$$;
COMMENT ON FUNCTION wf._nodes IS
'The nodes of a definition as they are written, those of subprocesses included.';
