-- Reading a table runs what its owner has made: predicates of indexes, casts, types. So it is read as him. He can change
-- nothing about the function (that takes CREATE on schema wf), and what it gives are texts of a table that is his.
-- row_security = off: rows that a policy hides would look as if they had been deleted, so that is an error. ROWS 1: with
-- more the planner reads the whole directory for the one row that a host usually writes.
CREATE FUNCTION wf._create_mirror_reader(mirror_id bigint, source regclass, source_keys text[], source_columns text[], directory_table text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _name constant text := format('wf._mirror_reader_%s(text[], text[], text[])', mirror_id);
    _on text;
BEGIN
    -- The first key by the table's own index; others, too, unless they may be empty or null.
    SELECT string_agg(CASE WHEN number = 1 OR directory_table <> 'post'
            THEN format('s.%I = a.k%s::%s', k, number, format_type(a.atttypid, NULL))
            ELSE format('nullif(format(''%%s'', s.%I), '''') IS NOT DISTINCT FROM a.k%s', k, number) END, ' AND ')
    INTO _on
    FROM unnest(source_keys) WITH ORDINALITY AS x (k, number)
    JOIN pg_attribute a ON a.attrelid = source AND a.attname = k;
    PERFORM wf._drop_mirror_reader(mirror_id);
    EXECUTE format('CREATE FUNCTION wf._mirror_reader_%s(k1 text[], k2 text[], k3 text[]) RETURNS TABLE (v text[])'
                   ' LANGUAGE plpgsql VOLATILE ROWS 1 SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = off AS %L', mirror_id, format($body$
BEGIN
    IF k1 IS NULL THEN
        RETURN QUERY SELECT ARRAY[%1$s] FROM %2$s s;
    ELSE
        RETURN QUERY SELECT ARRAY[%1$s] FROM unnest(k1, k2, k3) AS a (k1, k2, k3) JOIN %2$s s ON %3$s;
    END IF;
END
$body$, wf._mirror_texts(source_columns), source, _on));
    EXECUTE format('COMMENT ON FUNCTION %s IS %L', _name, 'Reads a table that the directory mirrors, as its owner; for the engine only.');
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', _name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', _name, current_user);
    EXECUTE format('ALTER FUNCTION %s OWNER TO %s', _name, (SELECT relowner::regrole FROM pg_class WHERE oid = source));
END
$$;
COMMENT ON FUNCTION wf._create_mirror_reader(bigint, regclass, text[], text[], text) IS 'Makes the function that reads the table of a mirror.';
REVOKE ALL ON FUNCTION wf._create_mirror_reader(bigint, regclass, text[], text[], text) FROM PUBLIC;

CREATE FUNCTION wf._drop_mirror_reader(mirror_id bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    _reader regprocedure := to_regprocedure(format('wf._mirror_reader_%s(text[], text[], text[])', mirror_id));
BEGIN
    IF _reader IS NOT NULL THEN
        EXECUTE format('DROP FUNCTION %s', _reader);
    END IF;
END
$$;
COMMENT ON FUNCTION wf._drop_mirror_reader(bigint) IS 'Removes the function that reads the table of a mirror, if it is there.';
REVOKE ALL ON FUNCTION wf._drop_mirror_reader(bigint) FROM PUBLIC;
