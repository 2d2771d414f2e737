CREATE FUNCTION wf.remove_calendar(calendar text, tenant_id bigint DEFAULT NULL) RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_remove_calendar';
COMMENT ON FUNCTION wf.remove_calendar IS
'Removes a working calendar with its dates. Refused while another calendar has it as its parent, or a version of a definition names it that is not retired or has running instances. For wf_designer and wf_admin.
Example: SELECT wf.remove_calendar(''office'');';
REVOKE ALL ON FUNCTION wf.remove_calendar(text, bigint) FROM PUBLIC;
