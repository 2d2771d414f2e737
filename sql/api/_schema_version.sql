CREATE FUNCTION wf._schema_version() RETURNS integer
LANGUAGE c IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_schema_version';
COMMENT ON FUNCTION wf._schema_version IS
'The version of the tables that this library works with.';
