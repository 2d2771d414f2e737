CREATE FUNCTION wf._check_may_commit(procedure_name text) RETURNS void
LANGUAGE c STABLE STRICT PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_check_may_commit';
COMMENT ON FUNCTION wf._check_may_commit IS 'Refuses in a transaction block (2D000) what is written in PL/pgSQL and commits.';
REVOKE ALL ON FUNCTION wf._check_may_commit(text) FROM PUBLIC;
