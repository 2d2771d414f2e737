CREATE FUNCTION wf._is_somebody(tenant_id bigint) RETURNS boolean
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_is_somebody';
COMMENT ON FUNCTION wf._is_somebody IS
'Whether the caller is a person of this cell, designs, or sees everything. To others a cell is empty.';
