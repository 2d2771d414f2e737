-- Whoever owns a schema, or may create in it, decides what the engine's own statements find there; so nobody may who is not
-- trusted with the engine anyway. Before CREATE EXTENSION somebody else could have made the schema, or something in it.
CREATE FUNCTION wf._check_schema(name text DEFAULT 'wf') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _trusted constant oid[] := ARRAY(SELECT r.oid FROM pg_roles r WHERE r.rolsuper OR r.rolname = 'wf_owner');
    _problem text;
BEGIN
    SELECT CASE WHEN n.nspowner <> ALL (_trusted) THEN format('It belongs to role "%s".', pg_get_userbyid(n.nspowner))
        ELSE (SELECT format('%s may create objects in it.', CASE a.grantee WHEN 0 THEN 'Everybody' ELSE format('Role "%s"', pg_get_userbyid(a.grantee)) END)
              FROM aclexplode(n.nspacl) a WHERE a.privilege_type = 'CREATE' AND a.grantee <> ALL (_trusted) LIMIT 1) END
    INTO _problem FROM pg_namespace n WHERE n.nspname = _check_schema.name;
    IF _problem IS NULL THEN
        -- Readers of mirrored tables, of earlier versions, are dropped by wf.setup().
        SELECT format('%s in it belongs to role "%s".', found.name, pg_get_userbyid(found.owner)) INTO _problem
        FROM (SELECT c.oid::regclass::text, c.relowner FROM pg_class c WHERE c.relnamespace = to_regnamespace(_check_schema.name)
              UNION ALL
              SELECT p.oid::regprocedure::text, p.proowner FROM pg_proc p
              WHERE p.pronamespace = to_regnamespace(_check_schema.name) AND p.proname NOT LIKE E'\\_mirror\\_reader\\_%'
              UNION ALL
              SELECT t.oid::regtype::text, t.typowner FROM pg_type t WHERE t.typnamespace = to_regnamespace(_check_schema.name)
              UNION ALL
              SELECT o.oid::regoperator::text, o.oprowner FROM pg_operator o WHERE o.oprnamespace = to_regnamespace(_check_schema.name)) AS found (name, owner)
        WHERE found.owner <> ALL (_trusted) ORDER BY found.name COLLATE "C" LIMIT 1;
    END IF;
    IF _problem IS NOT NULL THEN
        RAISE EXCEPTION 'schema % is not the engine''s own', name USING
            ERRCODE = 'insufficient_privilege',
            DETAIL = _problem,
            HINT = 'Drop the schema, or what is not the engine''s; or give it to a superuser or to wf_owner.';
    END IF;
END
$$;
COMMENT ON FUNCTION wf._check_schema(text) IS 'Raises an error if anybody other than superusers and wf_owner has something in this schema, or can put something there.';
REVOKE ALL ON FUNCTION wf._check_schema(text) FROM PUBLIC;

SELECT wf._check_schema();
