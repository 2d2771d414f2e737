CREATE FUNCTION wf._checkpoint(tenant_id bigint, instance_id bigint) RETURNS boolean
LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf__checkpoint';
COMMENT ON FUNCTION wf._checkpoint IS
'Appends an entry with the whole state of a running instance to its log, so that those before it can leave; false: it has ended, or somebody is changing it.';
REVOKE ALL ON FUNCTION wf._checkpoint(bigint, bigint) FROM PUBLIC;
