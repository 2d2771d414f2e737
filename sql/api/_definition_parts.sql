-- Nodes of subprocesses are parts like the others: their ids are unique in the definition.
CREATE FUNCTION wf._definition_parts(definition jsonb)
RETURNS TABLE (what text, id text, part jsonb)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE scope (id, content) AS (
        SELECT NULL::text, definition
        UNION ALL
        SELECT node ->> 'id', node FROM scope s, jsonb_path_query(s.content, '$.nodes[*] ? (exists (@.nodes))') AS node)
    SELECT 'setting', k.key, k.value FROM jsonb_each(definition - ARRAY['nodes', 'flows', 'decisions', 'form']) AS k
    UNION ALL SELECT 'setting', 'form.' || (form ->> 'key'), form -> 'value' FROM jsonb_path_query(definition, '$.form.keyvalue() ? (@.key != "fields")') AS form
    UNION ALL SELECT 'field', field ->> 'name', field FROM jsonb_path_query(definition, '$.form.fields[*] ? (@.type() == "object")') AS field
    UNION ALL SELECT 'decision', decision ->> 'name', decision FROM jsonb_path_query(definition, '$.decisions[*] ? (@.type() == "object")') AS decision
    UNION ALL SELECT 'node', node ->> 'id', (node - ARRAY['nodes', 'flows']) || jsonb_strip_nulls(jsonb_build_object('inside', s.id))
        FROM scope s, jsonb_path_query(s.content, '$.nodes[*] ? (@.type() == "object")') AS node
    UNION ALL SELECT 'flow', coalesce(flow ->> 'id', concat(flow ->> 'from', '->', flow ->> 'to')), flow
        FROM scope s, jsonb_path_query(s.content, '$.flows[*] ? (@.type() == "object")') AS flow
$$;
COMMENT ON FUNCTION wf._definition_parts(jsonb) IS 'What a definition consists of, each with its name: what wf.compare_versions compares.';
