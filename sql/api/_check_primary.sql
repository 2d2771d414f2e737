CREATE FUNCTION wf._check_primary(function_name text) RETURNS void
LANGUAGE c STABLE STRICT PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_check_primary';
COMMENT ON FUNCTION wf._check_primary IS
'Refuses on a standby (25006) what is written in PL/pgSQL and may write; functions in C that are VOLATILE are refused without being asked. For functions of the engine that anybody may call.';
REVOKE ALL ON FUNCTION wf._check_primary(text) FROM PUBLIC;
