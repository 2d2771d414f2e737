CREATE FUNCTION wf._stored_table(name text) RETURNS oid
LANGUAGE sql STABLE STRICT
RETURN (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = (parse_ident(name))[1] AND c.relname = (parse_ident(name))[2]);
COMMENT ON FUNCTION wf._stored_table(text) IS
'The table of the host that a name with its schema, as the engine has stored it, means; null if there is none any more. Unlike to_regclass() it needs no right in that schema.';
REVOKE ALL ON FUNCTION wf._stored_table(text) FROM PUBLIC;
