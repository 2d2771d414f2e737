CREATE FUNCTION wf._check_encoding() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'wf_engine needs a database with encoding UTF8' USING
            ERRCODE = 'feature_not_supported',
            DETAIL = format('The encoding of database "%s" is %s.', current_database(), current_setting('server_encoding')),
            HINT = 'CREATE DATABASE ... ENCODING ''UTF8'' TEMPLATE template0 makes one.';
    END IF;
END
$$;
COMMENT ON FUNCTION wf._check_encoding() IS 'Refuses a database that is not UTF8: the log would not be readable. For CREATE EXTENSION and wf.setup().';
SELECT wf._check_encoding();
