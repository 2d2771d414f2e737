CREATE FUNCTION wf._load_posts(persons jsonb, tenant_id bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan  -- statistics know nothing of a tenant that is just being loaded
AS $$
#variable_conflict use_column
DECLARE
    _changes jsonb;
BEGIN
    -- The entry of a person is replaced as a whole: without posts they have only the main one.
    WITH person AS MATERIALIZED (
        SELECT id, coalesce(nullif(posts, 'null'), '[]') AS posts
        FROM jsonb_to_recordset(coalesce(nullif(persons, 'null'), '[]')) AS entry (id text, posts jsonb)),
    incoming AS MATERIALIZED (
        SELECT DISTINCT id, post.department, post.position
        FROM person
        CROSS JOIN LATERAL jsonb_to_recordset(posts) AS post (department text, position text)),
    removed AS (
        DELETE FROM wf.post AS stored
        WHERE tenant_id = _load_posts.tenant_id AND person_id = ANY (ARRAY(SELECT id FROM person))
            AND NOT EXISTS (
                SELECT FROM incoming
                WHERE id = stored.person_id AND department IS NOT DISTINCT FROM stored.department_id
                    AND position IS NOT DISTINCT FROM stored.position_id)
        RETURNING 1),
    added AS (
        INSERT INTO wf.post (tenant_id, person_id, department_id, position_id)
        SELECT _load_posts.tenant_id, id, department, position FROM incoming
        ON CONFLICT DO NOTHING
        RETURNING 1)
    SELECT jsonb_build_object('added', (SELECT count(*) FROM added), 'removed', (SELECT count(*) FROM removed))
    INTO _changes;
    RETURN _changes;
END
$$;
COMMENT ON FUNCTION wf._load_posts(jsonb, bigint) IS 'The further posts of the persons of wf.load_directory(), already checked.';
REVOKE ALL ON FUNCTION wf._load_posts(jsonb, bigint) FROM PUBLIC;
