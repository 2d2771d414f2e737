CREATE FUNCTION wf.register_function(name text, function regprocedure, tenant_id bigint DEFAULT NULL) RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_register_function';
COMMENT ON FUNCTION wf.register_function IS
'Allows script nodes and approver rules to call an SQL function, by a name; the same name again replaces it. For wf_admin, and only functions of roles that the caller is a member of. The function takes the form (jsonb). For a script node it returns the values to change (jsonb, or null), or {"bpmn_error": "CODE"}; for the approver rule {"by": "function", "function": name} the ids of persons: ["ann", "bob"], "ann", or {"people": [...]}. It runs within the command that reaches the node, in the same transaction, with the rights of its owner; nobody acts meanwhile. Unless it sets a search_path, it finds what is in its own schema if only its owner and superusers may create something there.
Example: SELECT wf.register_function(''book_room'', ''public.book_room(jsonb)'');';
REVOKE ALL ON FUNCTION wf.register_function(text, regprocedure, bigint) FROM PUBLIC;

-- Called by wf.register_function() with the engine's rights, after it has asked who calls.
CREATE FUNCTION wf._register_function(name text, function regprocedure, tenant_id bigint, caller oid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _function pg_proc;
BEGIN
    IF coalesce(name, '') = '' OR function IS NULL THEN
        RAISE EXCEPTION 'name and function must not be null' USING ERRCODE = 'WF504', HINT = 'Pass the name that definitions call it by, and the function, as in ''app.pay(jsonb)''.';
    END IF;
    SELECT p.* INTO _function FROM pg_proc p
    WHERE p.oid = _register_function.function AND p.prokind = 'f' AND NOT p.proretset
        AND p.pronargs = 1 AND p.proargtypes[0] = 'jsonb'::regtype AND p.prorettype = 'jsonb'::regtype;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'function % cannot be called by script nodes and approver rules', _register_function.function USING
            ERRCODE = 'WF504',
            DETAIL = 'It has to take one jsonb, the form, and to return one: the values to change, or the approvers.',
            HINT = 'Write it as CREATE FUNCTION my_function(form jsonb) RETURNS jsonb ...';
    END IF;
    IF NOT pg_has_role(caller, _function.proowner, 'USAGE') THEN
        RAISE EXCEPTION 'must be owner of function %', _register_function.function USING
            ERRCODE = 'insufficient_privilege',
            DETAIL = 'The engine calls it with the rights of its owner.', HINT = 'Let its owner register it.';
    END IF;
    INSERT INTO wf.function (tenant_id, name, function, registered_at, registered_by, owner)
    VALUES (_register_function.tenant_id, _register_function.name, _register_function.function::text, clock_timestamp(), session_user,
        pg_get_userbyid(_function.proowner))
    ON CONFLICT ON CONSTRAINT function_pkey DO UPDATE
        SET function = excluded.function, registered_at = excluded.registered_at, registered_by = excluded.registered_by, owner = excluded.owner;
END
$$;
COMMENT ON FUNCTION wf._register_function(text, regprocedure, bigint, oid) IS 'What wf.register_function() does.';
REVOKE ALL ON FUNCTION wf._register_function(text, regprocedure, bigint, oid) FROM PUBLIC;
