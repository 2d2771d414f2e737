CREATE FUNCTION wf._load_members(roles jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan  -- statistics know nothing of a tenant that is just being loaded
AS $$
#variable_conflict use_column
DECLARE
    _changes jsonb;
BEGIN
    -- The role entry is replaced as a whole: without members it has none.
    WITH role AS MATERIALIZED (
        SELECT id, coalesce(nullif(members, 'null'), '[]') AS members
        FROM jsonb_to_recordset(coalesce(nullif(roles, 'null'), '[]')) AS entry (id text, members jsonb)),
    incoming AS MATERIALIZED (
        SELECT DISTINCT id, member.person_id
        FROM role
        CROSS JOIN LATERAL jsonb_array_elements_text(members) AS member (person_id)),
    removed AS (
        DELETE FROM wf.role_member
        WHERE tenant_id = _load_members.tenant_id AND role_id = ANY (ARRAY(SELECT id FROM role))
            AND (role_id, person_id) NOT IN (SELECT id, person_id FROM incoming)
        RETURNING 1),
    added AS (
        INSERT INTO wf.role_member (tenant_id, role_id, person_id)
        SELECT _load_members.tenant_id, id, person_id FROM incoming
        ON CONFLICT DO NOTHING
        RETURNING 1)
    SELECT jsonb_build_object('added', (SELECT count(*) FROM added), 'removed', (SELECT count(*) FROM removed))
    INTO _changes;
    RETURN _changes;
END
$$;
COMMENT ON FUNCTION wf._load_members(jsonb, bigint) IS 'The members of the roles of wf.load_directory(), already checked.';
REVOKE ALL ON FUNCTION wf._load_members(jsonb, bigint) FROM PUBLIC;
