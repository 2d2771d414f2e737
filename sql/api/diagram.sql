CREATE FUNCTION wf.diagram(
    definition text DEFAULT NULL,
    instance_id bigint DEFAULT NULL,
    format text DEFAULT 'text',
    version integer DEFAULT NULL,
    language text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS text
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_diagram';
COMMENT ON FUNCTION wf.diagram IS
'Draws a definition (by key; its active version, or the one asked for) or an instance, with done, current and predicted nodes marked, in a language (default: wf_engine.language). format: text, mermaid, dot or svg.
Example: SELECT wf.diagram(instance_id => 1, format => ''svg'', language => ''zh'');';
