-- The arguments of wf._read_mirror() for a mirror: its table, and the statements that read it, all of it and by keys. The
-- first key by the table's own index; others, too, unless they may be empty or null.
CREATE OR REPLACE FUNCTION wf._mirror_query(m wf.mirror) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN (SELECT format('%s, %L, %L', m.source::oid,
        format('SELECT ARRAY[%s]::pg_catalog.text[] FROM %s s', wf._mirror_texts(m.source_columns), m.source),
        format('SELECT ARRAY[%s]::pg_catalog.text[] FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2), pg_catalog.unnest($3)) AS a (k1, k2, k3) JOIN %s s ON %s',
            wf._mirror_texts(m.source_columns), m.source,
            string_agg(CASE WHEN number = 1 OR m.directory_table <> 'post'
                THEN format('s.%I OPERATOR(pg_catalog.=) a.k%s::pg_catalog.%I', k, number, t.typname)
                ELSE format($f$coalesce(pg_catalog.format('%%s', s.%I), '') OPERATOR(pg_catalog.=) coalesce(a.k%s, '')$f$, k, number) END,
                ' AND ' ORDER BY number)))
    FROM unnest(m.source_keys) WITH ORDINALITY AS x (k, number)
    JOIN pg_attribute a ON a.attrelid = m.source AND a.attname = k
    JOIN pg_type t ON t.oid = a.atttypid);
COMMENT ON FUNCTION wf._mirror_query(wf.mirror) IS 'The statements that read the table of a mirror, as arguments of wf._read_mirror().';
REVOKE ALL ON FUNCTION wf._mirror_query(wf.mirror) FROM PUBLIC;

-- $1 to $3 are the keys that were touched, as texts, in the order of source_keys; null: everything.
CREATE OR REPLACE FUNCTION wf._mirror_statements(m wf.mirror, by_key boolean, is_emptied boolean) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _keys constant text[] := wf._mirror_keys(m.directory_table);
    _is_link constant boolean := cardinality(_keys) > 1;
    _columns constant text := (SELECT string_agg(quote_ident(c), ', ') FROM unnest(m.columns) AS c);
    _key_list constant text := (SELECT string_agg(quote_ident(k), ', ') FROM unnest(_keys) AS k);
    _selected constant text := (SELECT string_agg(format('%s AS %I', e, c), ', ') FROM unnest(m.expressions, m.columns) AS x (e, c));
    _named constant text := (SELECT string_agg(format('%s AS %I', e, c), ', ') FROM unnest(m.expressions, m.columns) AS x (e, c)
        WHERE c = ANY (_keys));
    _touched constant text := format('SELECT %s FROM (SELECT ARRAY[%s] AS v FROM unnest(%s) AS a (%2$s)) AS r', _named,
        (SELECT string_agg(format('k%s', n), ', ') FROM generate_subscripts(m.source_keys, 1) AS n),
        (SELECT string_agg(format('$%s', n), ', ') FROM generate_subscripts(m.source_keys, 1) AS n));
    _same constant text := (SELECT string_agg(format('stored.%1$I %2$s gone.%1$I', k,
            CASE WHEN m.directory_table = 'post' AND k <> 'person_id' THEN 'IS NOT DISTINCT FROM' ELSE '=' END), ' AND ')
        FROM unnest(_keys) AS k);
    _valid constant text := CASE m.directory_table
        WHEN 'post' THEN 'person_id IS NOT NULL AND (department_id IS NOT NULL OR position_id IS NOT NULL)'
        ELSE (SELECT string_agg(format('%I IS NOT NULL', k), ' AND ') FROM unnest(_keys) AS k) END;
    _present constant text := format('SELECT %s FROM (SELECT %s%s FROM wf._read_mirror(%s, $1, $2, $3) AS r (v)) AS p WHERE %s%s', _columns,
        CASE WHEN _is_link THEN 'DISTINCT ' ELSE '' END, _selected, wf._mirror_query(m), _valid, CASE WHEN is_emptied THEN ' AND false' ELSE '' END);
    _with constant text := format('WITH present AS MATERIALIZED (%s)', _present) || CASE WHEN by_key
        THEN format(', gone AS MATERIALIZED (%s EXCEPT SELECT %s FROM present)', _touched, _key_list) ELSE '' END;
    _remove constant text := CASE
        WHEN NOT by_key THEN ''
        WHEN m.directory_table = 'person'
        THEN format(', removed AS (UPDATE wf.person AS stored SET active = false%s FROM gone WHERE stored.tenant_id = %s AND %s AND stored.active)',
            CASE WHEN 'db_role' = ANY (m.updated) THEN ', db_role = NULL' ELSE '' END, m.tenant_id, _same)
        ELSE format(', removed AS (DELETE FROM wf.%I AS stored USING gone WHERE stored.tenant_id = %s AND %s)', m.directory_table, m.tenant_id, _same) END;
    _insert constant text := format(' INSERT INTO wf.%I AS stored (tenant_id, %s) SELECT %s, %s FROM present ON CONFLICT (tenant_id, %s) DO ',
        m.directory_table, _columns, m.tenant_id, _columns, _key_list)
        || coalesce((SELECT format('UPDATE SET %s WHERE (%s) IS DISTINCT FROM (%s)', string_agg(format('%1$I = excluded.%1$I', c), ', '),
                string_agg(format('stored.%I', c), ', '), string_agg(format('excluded.%I', c), ', '))
            FROM unnest(m.updated) AS c HAVING count(*) > 0), 'NOTHING');
BEGIN
    RETURN array_remove(ARRAY[
        -- Two rows of the host can be one entry here. Whoever takes the first away waits for whoever is taking the second away, and
        -- only then looks whether one is left.
        CASE WHEN _is_link AND by_key THEN format('SELECT FROM wf.%I AS stored JOIN (%s) AS gone ON %s WHERE stored.tenant_id = %s FOR UPDATE OF stored',
            m.directory_table, _touched, _same, m.tenant_id) END,
        -- A database role may pass from one person to another in one statement: free it first.
        CASE WHEN 'db_role' = ANY (m.updated) THEN format(
            '%s UPDATE wf.person AS stored SET db_role = NULL FROM present p WHERE stored.tenant_id = %s'
            ' AND stored.person_id = p.person_id AND stored.db_role <> coalesce(p.db_role, '''')', _with, m.tenant_id) END,
        -- A member may come before the role.
        CASE WHEN m.directory_table = 'role_member' THEN format(
            '%s INSERT INTO wf.role (tenant_id, role_id, name) SELECT DISTINCT %s, role_id, role_id FROM present ON CONFLICT DO NOTHING',
            _with, m.tenant_id) END,
        _with || _remove || _insert], NULL);
END
$$;
COMMENT ON FUNCTION wf._mirror_statements(wf.mirror, boolean, boolean) IS
    'The statements that bring the directory in step with the rows of the host that have certain keys, or all; is_emptied: none is left.';
REVOKE ALL ON FUNCTION wf._mirror_statements(wf.mirror, boolean, boolean) FROM PUBLIC;

CREATE OR REPLACE FUNCTION wf._mirrored() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    m wf.mirror;
    _texts text;
    _touched text;
    _keys text[];
    _others text[];
    _third text[];
    _statement text;
BEGIN
    IF TG_OP = 'INSERT' AND wf._is_restoring() THEN
        RETURN NULL;
    END IF;
    SELECT r.* INTO m FROM wf.mirror r
    WHERE r.tenant_id = TG_ARGV[1]::bigint AND r.directory_table = TG_ARGV[0] AND r.source = TG_RELID;
    IF NOT FOUND THEN
        RETURN NULL;  -- the registry decides, not the maker of the trigger
    END IF;
    IF to_regprocedure('wf._read_mirror(regclass, text, text, text[], text[], text[])') IS NULL THEN
        RAISE WARNING 'the directory is not kept in step with table %', m.source USING
            DETAIL = 'Extension wf_engine is not installed in this database.',
            HINT = 'After CREATE EXTENSION wf_engine call wf.mirror again.';
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT FROM unnest(m.source_keys) AS k LEFT JOIN pg_attribute a ON a.attrelid = m.source AND a.attname = k
               WHERE a.atttypid IS NULL OR a.atttypid <> ALL (wf._mirror_key_types()))
        OR NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = m.source AND pg_get_userbyid(c.relowner) = m.source_owner) THEN
        RAISE EXCEPTION 'table % cannot be mirrored any more', m.source USING
            ERRCODE = 'WF605',
            DETAIL = 'A column of its key was renamed, removed or has changed its type, or the table has another owner.',
            HINT = format('Call wf.mirror(''%s'', ...) again, or wf.unmirror.', m.directory_table);
    END IF;
    _texts := wf._mirror_texts(m.source_columns);
    _touched := CASE TG_OP
        WHEN 'INSERT' THEN format('SELECT %s FROM new_rows s', _texts)
        WHEN 'DELETE' THEN format('SELECT %s FROM old_rows s', _texts)
        WHEN 'UPDATE' THEN format('(SELECT %1$s FROM old_rows s EXCEPT SELECT %1$s FROM new_rows s) UNION ALL'
                                  ' (SELECT %1$s FROM new_rows s EXCEPT SELECT %1$s FROM old_rows s)', _texts)
        ELSE format('SELECT %s FROM wf._read_mirror(%s, NULL, NULL, NULL) AS r (v)',
            (SELECT string_agg(format('v[%s]', n), ', ') FROM generate_subscripts(m.source_columns, 1) AS n), wf._mirror_query(m)) END;
    EXECUTE format('SELECT array_agg(c1), array_agg(%s), array_agg(%s) FROM (SELECT DISTINCT %s FROM (%s) AS t (%s)) AS touched',
        CASE WHEN cardinality(m.source_keys) > 1 THEN 'c2' ELSE 'NULL::text' END,
        CASE WHEN cardinality(m.source_keys) > 2 THEN 'c3' ELSE 'NULL::text' END,
        (SELECT string_agg('c' || n, ', ') FROM generate_subscripts(m.source_keys, 1) AS n), _touched,
        (SELECT string_agg('c' || n, ', ') FROM generate_subscripts(m.source_columns, 1) AS n))
    INTO _keys, _others, _third;
    IF _keys IS NULL THEN
        RETURN NULL;
    END IF;
    FOREACH _statement IN ARRAY wf._mirror_statements(m, true, TG_OP = 'TRUNCATE') LOOP
        EXECUTE _statement USING _keys, _others, _third;
    END LOOP;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wf._mirrored() IS
    'Trigger function: brings the directory in step with a table of the host. Arguments: table of the directory, tenant.';
REVOKE ALL ON FUNCTION wf._mirrored() FROM PUBLIC;
