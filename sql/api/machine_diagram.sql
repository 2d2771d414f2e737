CREATE FUNCTION wf.machine_diagram(
    machine_key text,
    format text DEFAULT 'mermaid',
    version integer DEFAULT NULL,
    language text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS text
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_machine_diagram';
COMMENT ON FUNCTION wf.machine_diagram IS
'Draws a state machine (by key; its newest version, or the one asked for), in a language (default: wf_engine.language). format: mermaid, dot, svg or text.
Example: SELECT wf.machine_diagram(''order'', ''svg'', language => ''zh'');';
