CREATE FUNCTION wf.detail(
    instance_id bigint,
    task_id bigint DEFAULT NULL,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS jsonb
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_detail';
COMMENT ON FUNCTION wf.detail IS
'All that an application shows of one instance, for one person. The holder of an open task of it (the one named, or their oldest) is its handler and gets the handling form: each field of their node with right (write or read), required, required_on, and what they have saved as a draft. Anybody else who takes part is a viewer and gets the display form. A stranger is refused.
Keys: role (handler, viewer), task, form, draft, data, summary, and of the instance what wf.list has (nodes, holders, step, steps, loops ...).
Example: SELECT wf.detail(1, actor => ''lena'');';
