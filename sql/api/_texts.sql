CREATE FUNCTION wf._texts(given jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE jsonb_typeof(given)
               WHEN 'array' THEN ARRAY(SELECT jsonb_array_elements_text(given))
               ELSE ARRAY[given #>> '{}']
           END
    WHERE given IS NOT NULL
$$;
COMMENT ON FUNCTION wf._texts IS
'A filter''s value: one text, or a list of them. Null: there is none.';
