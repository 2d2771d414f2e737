CREATE FUNCTION wf.actions(
    task_id bigint,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (action text, label text, allowed boolean, reason text, detail text, hint text, must_claim boolean, in_add_sign boolean)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_actions';
COMMENT ON FUNCTION wf.actions IS
'What a person may do now with a task and its instance: a row for each verb, in a fixed order. Each is tried on a copy, so the answer is what the verb would say; nothing happens. A refusal for what the caller fills in (form data, another person) does not count: the verb is allowed.
label: of the button, in the language of wf_engine.language. reason, detail, hint: why not. must_claim: it has to be claimed before anybody may decide it. in_add_sign: the task was added by hand, or waits for signers added by hand.
Example: SELECT action, label FROM wf.actions(1000001, actor => ''lena'') WHERE allowed;';
