-- To replace a view means to wait for all who read it, and whoever comes later waits behind. So a view that is as it should be is left
-- alone, and the others are replaced all at once in a moment in which nobody reads them.
CREATE FUNCTION wf._view_text(name text, as_name text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN (SELECT replace(concat_ws(chr(10), pg_get_viewdef(c.oid), c.reloptions::text,
            (SELECT string_agg(concat_ws(' ', d.objsubid, d.description), chr(10) ORDER BY d.objsubid)
             FROM pg_description d WHERE d.classoid = 'pg_class'::regclass AND d.objoid = c.oid)), name, as_name)
        FROM pg_class c WHERE c.oid = to_regclass(format('wf.%I', name)) AND c.relkind = 'v');
COMMENT ON FUNCTION wf._view_text(text, text) IS 'A view with its options and comments, as if it had another name; null: there is none.';
REVOKE ALL ON FUNCTION wf._view_text(text, text) FROM PUBLIC;

CREATE FUNCTION wf._is_view_of(ddl text, name text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _twin constant text := '_twin_of_' || name;
    _is_same boolean;
BEGIN
    IF wf._view_text(name, name) IS NULL OR ddl !~ format(E'CREATE OR REPLACE VIEW wf\\.%s\\M', name)
        OR ddl ~ '(?n)^(ALTER|DROP|GRANT|REVOKE|DO|SELECT wf|CREATE (?!OR REPLACE VIEW))' THEN
        RETURN false;
    END IF;
    EXECUTE regexp_replace(ddl, format(E'\\mwf\\.%s\\M', name), 'wf.' || _twin, 'g');
    _is_same := wf._view_text(_twin, name) = wf._view_text(name, name);
    EXECUTE format('DROP VIEW wf.%I', _twin);
    RETURN _is_same;
END
$$;
COMMENT ON FUNCTION wf._is_view_of(text, text) IS 'Whether the view is what these statements make.';
REVOKE ALL ON FUNCTION wf._is_view_of(text, text) FROM PUBLIC;

CREATE FUNCTION wf._replace_views(files text[], ddls text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _file text;
    _ddl text;
    _patience constant integer := 600;
    _lock_timeout constant text := current_setting('lock_timeout');
BEGIN
    FOR _attempt IN 1 .. _patience LOOP
        BEGIN
            FOR _file, _ddl IN SELECT v.file, v.ddl FROM unnest(files, ddls) WITH ORDINALITY AS v (file, ddl, place) ORDER BY v.place LOOP
                PERFORM set_config('lock_timeout', CASE WHEN _ddl ~ E'^\\s*CREATE OR REPLACE VIEW' THEN '20ms' ELSE _lock_timeout END, true);
                PERFORM wf._execute_ddl(_file, _ddl);
            END LOOP;
            PERFORM set_config('lock_timeout', _lock_timeout, true);
            RETURN;
        EXCEPTION WHEN lock_not_available THEN
            IF _attempt = _patience THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'lock_not_available',
                    MESSAGE = format('the view of %s is being read all the time', _file),
                    DETAIL = 'It has to be replaced, and nobody may wait behind wf.setup() while it waits for others.',
                    HINT = 'wf.setup() has changed nothing. End the long queries on it, which pg_locks shows, and run it again.';
            END IF;
        END;
        PERFORM pg_sleep(0.1);
    END LOOP;
END
$$;
COMMENT ON FUNCTION wf._replace_views(text[], text[]) IS 'Executes the statements that make views, all at once in a moment in which nobody reads them. For wf.setup().';
REVOKE ALL ON FUNCTION wf._replace_views(text[], text[]) FROM PUBLIC;

CREATE FUNCTION wf._refresh_views() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _files text[] := '{}';
    _ddls text[] := '{}';
    _file text;
    _ddl text;
BEGIN
    FOR _file, _ddl IN SELECT v.file, v.ddl FROM wf._views() WITH ORDINALITY AS v (file, ddl, place) ORDER BY v.place LOOP
        IF NOT wf._is_view_of(_ddl, substring(_file FROM E'(\\w+)\\.sql$')) THEN
            _files := _files || _file;
            _ddls := _ddls || _ddl;
        END IF;
    END LOOP;
    PERFORM wf._replace_views(_files, _ddls);
END
$$;
COMMENT ON FUNCTION wf._refresh_views() IS 'Makes the views, and what belongs to them, as this version has them. For wf.setup().';
REVOKE ALL ON FUNCTION wf._refresh_views() FROM PUBLIC;
