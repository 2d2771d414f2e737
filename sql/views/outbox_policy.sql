-- Programs read the table itself; a limited one reads what belongs to its definitions. Made once: taking it away and
-- making it anew would lock the table at every wf.setup().
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = 'wf.outbox'::regclass AND polname = 'usable') THEN
        CREATE POLICY usable ON wf.outbox FOR SELECT USING (
            (SELECT wf._usable_definitions()) IS NULL
            OR EXISTS (SELECT FROM wf.instance_list i
                       WHERE i.tenant_id = outbox.tenant_id AND i.instance_id = (outbox.payload ->> 'instance_id')::bigint));
        ALTER TABLE wf.outbox ENABLE ROW LEVEL SECURITY;
    END IF;
END
$$;
COMMENT ON POLICY usable ON wf.outbox IS 'A limited database role (wf.grant_app) reads what belongs to its definitions.';
