CREATE FUNCTION wf.redact(instance_id bigint, fields text[], reason text, tenant_id bigint DEFAULT NULL) RETURNS integer
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_redact';
REVOKE ALL ON FUNCTION wf.redact(bigint, text[], text, bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf.redact IS
'Blanks fields of the form of an instance that has ended, in all its log entries, archived tables included, and in its row; what was computed of the form goes with them. An entry says who, when, what and why, and wf.verify_chain() holds. Returns how many entries it has changed; 0: nothing was left to blank. The business row and called instances are not touched. For wf_admin. Errors: WF202, WF436 (it has not ended), WF504 (an unknown field, no reason), WF704 (entries are in a file: wf.attach_archive).
Example: SELECT wf.redact(instance_id => 1, fields => ''{iban, phone}'', reason => ''request of the person, 2026-11-30'');';

CREATE FUNCTION wf._is_rewriting(tenant_id bigint, instance_id bigint) RETURNS boolean
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf__is_rewriting';
REVOKE ALL ON FUNCTION wf._is_rewriting(bigint, bigint) FROM PUBLIC;
COMMENT ON FUNCTION wf._is_rewriting IS 'Whether wf.redact() or wf.purge() is at work on the entries of an instance, in this session and just now. For the triggers of the log.';
