CREATE FUNCTION wf.draft_findings(
    definition text,
    version integer DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (severity text, code text, path text, message text, hint text, element text, line integer)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_draft_findings';
COMMENT ON FUNCTION wf.draft_findings IS
'Why a draft cannot run: the findings that were stored with it when it was deployed with activate => false, as wf.validate and wf.validate_bpmn give them. No rows: it can run.
version: default: the newest draft.
Example: SELECT severity, path, message FROM wf.draft_findings(''leave'');';
