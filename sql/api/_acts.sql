CREATE FUNCTION wf._acts(
    tenant_id bigint,
    person text,
    before_at timestamptz,
    before_instance_id bigint,
    wanted integer
) RETURNS TABLE (instance_id bigint, at timestamptz)
LANGUAGE c STABLE STRICT PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_acts';
COMMENT ON FUNCTION wf._acts IS
'What a person has done on tasks before this moment and instance: each instance at the last of it, the last first, as many as are wanted. For the engine alone: its callers check who may ask about whom.';
REVOKE ALL ON FUNCTION wf._acts(bigint, text, timestamptz, bigint, integer) FROM PUBLIC;
