-- The directory as a copy of the host's own tables. Statement triggers on the host's table say which keys were touched; then
-- the table itself is read for them. So what a trigger of the host changes in the middle of a statement is not overwritten
-- with what it was before, and what nobody mapped costs nothing.
-- Who owns the host's table must not come by the engine's rights: its columns are only ever written as text by format(),
-- and the types of the keys are looked at each time, because "=" and casts of a type of his own would run his functions.
CREATE TABLE wf.mirror (
    tenant_id       bigint      NOT NULL,
    directory_table text        NOT NULL,
    source          regclass    NOT NULL,
    mapping         jsonb       NOT NULL,
    source_keys     text[]      NOT NULL,
    columns         text[]      NOT NULL,
    expressions     text[]      NOT NULL,
    updated         text[]      NOT NULL,
    mirrored_at     timestamptz NOT NULL,
    mirrored_by     text        NOT NULL,
    PRIMARY KEY (tenant_id, directory_table, source)
);
COMMENT ON TABLE wf.mirror IS 'The tables of the host that the directory is kept in step with. See wf.mirror().';
COMMENT ON COLUMN wf.mirror.tenant_id IS 'The cell whose directory it is.';
COMMENT ON COLUMN wf.mirror.directory_table IS 'The table of the directory: person, department, position, role, role_member or post.';
COMMENT ON COLUMN wf.mirror.source IS 'The table of the host.';
COMMENT ON COLUMN wf.mirror.mapping IS 'Column of the directory to column of the host, as given.';
COMMENT ON COLUMN wf.mirror.source_keys IS 'The columns of the host that say which entry a row is.';
COMMENT ON COLUMN wf.mirror.columns IS 'The columns of the directory that are written.';
COMMENT ON COLUMN wf.mirror.expressions IS 'What is written into each of them, from a row s of the host.';
COMMENT ON COLUMN wf.mirror.updated IS 'The columns that are also written when the entry is there already.';
COMMENT ON COLUMN wf.mirror.mirrored_at IS 'When wf.mirror() was called.';
COMMENT ON COLUMN wf.mirror.mirrored_by IS 'The database role that called it.';

-- These functions belong to the tables, not to the extension: without it the host's table can still be written.
CREATE FUNCTION wf._mirror_keys(directory_table text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN CASE directory_table
    WHEN 'role_member' THEN ARRAY['role_id', 'person_id']
    WHEN 'post' THEN ARRAY['person_id', 'department_id', 'position_id']
    ELSE ARRAY[directory_table || '_id'] END;
COMMENT ON FUNCTION wf._mirror_keys(text) IS 'What names an entry of a table of the directory that can be a mirror.';
REVOKE ALL ON FUNCTION wf._mirror_keys(text) FROM PUBLIC;

CREATE FUNCTION wf._mirror_statements(m wf.mirror, affected text, is_emptied boolean DEFAULT false) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _keys constant text[] := wf._mirror_keys(m.directory_table);
    _is_link constant boolean := cardinality(_keys) > 1;
    _columns constant text := (SELECT string_agg(quote_ident(c), ', ') FROM unnest(m.columns) AS c);
    _key_list constant text := (SELECT string_agg(quote_ident(k), ', ') FROM unnest(_keys) AS k);
    _selected constant text := (SELECT string_agg(format('%s AS %I', e, c), ', ') FROM unnest(m.expressions, m.columns) AS x (e, c));
    _named constant text := (SELECT string_agg(format('%s AS %I', e, c), ', ') FROM unnest(m.expressions, m.columns) AS x (e, c)
        WHERE c = ANY (_keys));
    _on constant text := (SELECT string_agg(format('s.%1$I %2$s a.%1$I', k, CASE WHEN number = 1 THEN '=' ELSE 'IS NOT DISTINCT FROM' END), ' AND ')
        FROM unnest(m.source_keys) WITH ORDINALITY AS source_key (k, number));
    _same constant text := (SELECT string_agg(format('stored.%1$I %2$s gone.%1$I', k,
            CASE WHEN m.directory_table = 'post' AND k <> 'person_id' THEN 'IS NOT DISTINCT FROM' ELSE '=' END), ' AND ')
        FROM unnest(_keys) AS k);
    _valid constant text := CASE m.directory_table
        WHEN 'post' THEN 'person_id IS NOT NULL AND (department_id IS NOT NULL OR position_id IS NOT NULL)'
        ELSE (SELECT string_agg(format('%I IS NOT NULL', k), ' AND ') FROM unnest(_keys) AS k) END;
    _present constant text := format('SELECT %s FROM (SELECT %s%s FROM %s%s s%s) AS p WHERE %s%s', _columns,
        CASE WHEN _is_link THEN 'DISTINCT ' ELSE '' END, _selected,
        CASE WHEN affected IS NULL THEN '' ELSE 'affected a JOIN ' END, m.source,
        CASE WHEN affected IS NULL THEN '' ELSE ' ON ' || _on END, _valid, CASE WHEN is_emptied THEN ' AND false' ELSE '' END);
    _with constant text := CASE WHEN affected IS NULL THEN format('WITH present AS MATERIALIZED (%s)', _present)
        ELSE format('WITH affected AS MATERIALIZED (%s), present AS MATERIALIZED (%s), gone AS MATERIALIZED (SELECT %s FROM affected s EXCEPT SELECT %s FROM present)',
            affected, _present, _named, _key_list) END;
    _remove constant text := CASE
        WHEN affected IS NULL THEN ''
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
        -- Two rows of the host can be one entry here. Who takes the first away waits for who is taking the second away, and
        -- only then looks whether one is left.
        CASE WHEN _is_link AND affected IS NOT NULL THEN format(
            'SELECT FROM wf.%I AS stored JOIN (SELECT %s FROM (%s) AS s) AS gone ON %s WHERE stored.tenant_id = %s FOR UPDATE OF stored',
            m.directory_table, _named, affected, _same, m.tenant_id) END,
        -- A database role may pass from one person to another in one statement: free it first.
        CASE WHEN 'db_role' = ANY (m.updated) THEN format(
            '%s UPDATE wf.person AS stored SET db_role = NULL FROM present p WHERE stored.tenant_id = %s'
            ' AND stored.person_id = p.person_id AND stored.db_role <> coalesce(p.db_role, '''')', _with, m.tenant_id) END,
        -- A member may come before his role.
        CASE WHEN m.directory_table = 'role_member' THEN format(
            '%s INSERT INTO wf.role (tenant_id, role_id, name) SELECT DISTINCT %s, role_id, role_id FROM present ON CONFLICT DO NOTHING',
            _with, m.tenant_id) END,
        _with || _remove || _insert], NULL);
END
$$;
COMMENT ON FUNCTION wf._mirror_statements(wf.mirror, text, boolean) IS
    'The statements that bring the directory in step with the rows of the host whose keys a query gives; null: with all that are there.';
REVOKE ALL ON FUNCTION wf._mirror_statements(wf.mirror, text, boolean) FROM PUBLIC;

CREATE FUNCTION wf._mirror_key_types() RETURNS regtype[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN '{smallint,integer,bigint,numeric,text,varchar,bpchar,name,uuid}'::regtype[];
COMMENT ON FUNCTION wf._mirror_key_types() IS 'The types of keys whose equality nobody but the server defines.';
REVOKE ALL ON FUNCTION wf._mirror_key_types() FROM PUBLIC;

CREATE FUNCTION wf._mirrored() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    m wf.mirror;
    _keys text;
    _compared text;
    _statement text;
BEGIN
    SELECT r.* INTO m FROM wf.mirror r
    WHERE r.tenant_id = TG_ARGV[1]::bigint AND r.directory_table = TG_ARGV[0] AND r.source = TG_RELID;
    IF NOT FOUND THEN
        RETURN NULL;  -- the registry decides, not who has made the trigger
    END IF;
    IF EXISTS (SELECT FROM unnest(m.source_keys) AS k LEFT JOIN pg_attribute a ON a.attrelid = m.source AND a.attname = k
               WHERE a.atttypid IS NULL OR a.atttypid <> ALL (wf._mirror_key_types())) THEN
        RAISE EXCEPTION 'table % can''t be mirrored any more', m.source USING
            ERRCODE = 'WF605',
            DETAIL = 'A column of its key was renamed, removed or has changed its type.',
            HINT = format('Call wf.mirror(''%s'', ...) again, or wf.unmirror.', m.directory_table);
    END IF;
    _keys := (SELECT string_agg(format('s.%I', k), ', ') FROM unnest(m.source_keys) AS k);
    _compared := _keys || ', ' || array_to_string(m.expressions, ', ');
    FOREACH _statement IN ARRAY wf._mirror_statements(m, CASE TG_OP
        WHEN 'INSERT' THEN format('SELECT DISTINCT %s FROM new_rows s', _keys)
        WHEN 'DELETE' THEN format('SELECT DISTINCT %s FROM old_rows s', _keys)
        WHEN 'TRUNCATE' THEN format('SELECT DISTINCT %s FROM %s s', _keys, m.source)
        ELSE format('SELECT DISTINCT %1$s FROM ((SELECT %2$s FROM old_rows s EXCEPT SELECT %2$s FROM new_rows s)'
                    ' UNION ALL (SELECT %2$s FROM new_rows s EXCEPT SELECT %2$s FROM old_rows s)) AS s', _keys, _compared) END,
        TG_OP = 'TRUNCATE')
    LOOP
        EXECUTE _statement;
    END LOOP;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wf._mirrored() IS
    'Trigger function: brings the directory in step with a table of the host. Arguments: table of the directory, tenant.';
REVOKE ALL ON FUNCTION wf._mirrored() FROM PUBLIC;
