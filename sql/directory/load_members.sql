CREATE FUNCTION wf._load_members(roles jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
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
        DELETE FROM wf.role_member AS stored
        USING role
        WHERE stored.tenant_id = _load_members.tenant_id AND stored.role_id = role.id
            AND NOT EXISTS (
                SELECT FROM incoming WHERE incoming.id = stored.role_id AND incoming.person_id = stored.person_id)
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
