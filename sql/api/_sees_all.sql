CREATE FUNCTION wf._sees_all() RETURNS boolean
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_sees_all';
COMMENT ON FUNCTION wf._sees_all IS
'Whether the caller''s role may read what is not their own: superusers and members of wf_app, wf_admin or wf_reader.';
