CREATE FUNCTION wf.form(
    definition text,
    node text DEFAULT NULL,
    version integer DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (field text, type text, label text, access text, required boolean, required_on text[], "values" text[],
                 default_value jsonb, computed text, valid text, material boolean, tag jsonb)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_form';
COMMENT ON FUNCTION wf.form IS
'The fields of a form as they are at one node (without it: at the start), in order, for an application that draws it.
access: write, read or hidden there. required: has to have a value when it is handed in there. required_on: the actions that the node requires it for. label: in the language of the setting wf_engine.language. tag: the caller''s own. version: without it the active one.
Example: SELECT field, type, label, access, required FROM wf.form(''leave'', ''lead'');';
