CREATE FUNCTION wf.unregister_function(name text, tenant_id bigint DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._check_primary('unregister_function');
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    DELETE FROM wf.function f WHERE f.tenant_id = unregister_function.tenant_id AND f.name = unregister_function.name;
    RETURN FOUND;
END
$$;
COMMENT ON FUNCTION wf.unregister_function IS
'Script nodes cannot call this function any more; false: it was not registered. An instance that reaches such a node gets an error.
Example: SELECT wf.unregister_function(''book_room'');';
REVOKE ALL ON FUNCTION wf.unregister_function(text, bigint) FROM PUBLIC;
