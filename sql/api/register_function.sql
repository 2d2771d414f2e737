CREATE FUNCTION wf.register_function(name text, function regprocedure, tenant_id bigint DEFAULT wf.current_tenant()) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF coalesce(name, '') = '' OR function IS NULL THEN
        RAISE EXCEPTION 'name and function must not be null' USING ERRCODE = 'WF504';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_proc p
                   WHERE p.oid = register_function.function AND p.prokind = 'f' AND NOT p.proretset
                     AND p.pronargs = 1 AND p.proargtypes[0] = 'jsonb'::regtype AND p.prorettype = 'jsonb'::regtype) THEN
        RAISE EXCEPTION 'function % can''t be called by script nodes and approver rules', register_function.function USING
            ERRCODE = 'WF504',
            DETAIL = 'It has to take one jsonb, the form, and to return one: the values to change, or the approvers.',
            HINT = 'CREATE FUNCTION my_function(form jsonb) RETURNS jsonb ...';
    END IF;
    INSERT INTO wf.function (tenant_id, name, function, registered_at, registered_by)
    VALUES (register_function.tenant_id, register_function.name, register_function.function::text, clock_timestamp(), session_user)
    ON CONFLICT ON CONSTRAINT function_pkey DO UPDATE
        SET function = excluded.function, registered_at = excluded.registered_at, registered_by = excluded.registered_by;
END
$$;
COMMENT ON FUNCTION wf.register_function IS
'Allows script nodes and approver rules to call an SQL function, by a name; the same name again replaces it. The function takes the form (jsonb). For a script node it returns the values to change (jsonb, or null), or {"bpmn_error": "CODE"}; for the approver rule {"by": "function", "function": name} the ids of persons: ["ann", "bob"], "ann", or {"people": [...]}. It runs within the command that reaches the node, in the same transaction, with the rights and the search_path of whoever gave that command.
Example: SELECT wf.register_function(''book_room'', ''public.book_room(jsonb)'');';
REVOKE ALL ON FUNCTION wf.register_function(text, regprocedure, bigint) FROM PUBLIC;
