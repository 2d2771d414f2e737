CREATE FUNCTION wf.fields(business_table regclass)
RETURNS TABLE (name text, type text, sql_type text, required boolean, comment text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.attname, CASE
               WHEN t.typcategory = 'B' THEN 'boolean'
               WHEN t.typcategory = 'N' AND t.typname NOT LIKE 'reg%' THEN 'number'
               WHEN t.typname = 'date' THEN 'date'
               WHEN t.typname IN ('timestamp', 'timestamptz') THEN 'datetime'
               WHEN t.typcategory = 'A' THEN 'list'
               WHEN t.typname IN ('json', 'jsonb') THEN 'object'
               WHEN t.typcategory = 'E' THEN 'choice'
               ELSE 'text'
           END,
           format_type(a.atttypid, a.atttypmod), a.attnotnull, col_description(a.attrelid, a.attnum)
    FROM pg_attribute a
    JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = business_table AND a.attnum > 0 AND NOT a.attisdropped
      AND has_column_privilege(a.attrelid, a.attnum, 'SELECT')
    ORDER BY a.attnum
$$;
COMMENT ON FUNCTION wf.fields IS
'The columns of a business table, for rule builders: those that the caller may read, with the type that conditions and forms know them by (number, text, boolean, choice, date, datetime, list, object), the type in SQL, whether they are NOT NULL, and their COMMENT. A condition reads them as doc.<name>.
Example: SELECT name, type FROM wf.fields(''public.purchase_order'');';
