CREATE FUNCTION wf._usable_definitions() RETURNS bigint[]
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_usable_definitions';
COMMENT ON FUNCTION wf._usable_definitions IS
'The definitions that the caller''s database role may use, all versions; null: it is not limited.';
