CREATE FUNCTION wf._administrators_role() RETURNS text
LANGUAGE c STABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_administrators_role';
COMMENT ON FUNCTION wf._administrators_role IS
'The role of the directory whose members administer: the setting wf_engine.administrators_role.';
