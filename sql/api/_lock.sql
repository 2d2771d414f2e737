CREATE FUNCTION wf._lock(what text, number bigint) RETURNS void
LANGUAGE c VOLATILE STRICT PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf__lock';
COMMENT ON FUNCTION wf._lock IS
'Waits for whoever does the same thing at present; until the end of the transaction. Nobody can take this lock by pg_advisory_lock().';
REVOKE ALL ON FUNCTION wf._lock(text, bigint) FROM PUBLIC;
