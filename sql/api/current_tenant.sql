CREATE FUNCTION wf.current_tenant() RETURNS bigint
LANGUAGE c STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_current_tenant';
COMMENT ON FUNCTION wf.current_tenant IS
'The cell that calls without tenant_id are about: the setting wf_engine.tenant, 0 by default.
Example: SET wf_engine.tenant = 42;';
