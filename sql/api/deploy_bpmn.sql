CREATE FUNCTION wf.deploy_bpmn(
    bpmn text,
    key text DEFAULT NULL,
    process text DEFAULT NULL,
    all_processes boolean DEFAULT false,
    forms jsonb DEFAULT NULL,
    activate boolean DEFAULT true,
    allow_unsound boolean DEFAULT false,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (process_id text, definition text, version integer, status text, errors integer)
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_deploy_bpmn';
COMMENT ON FUNCTION wf.deploy_bpmn IS
'Stores processes of a BPMN 2.0 document (XML) as new versions of their keys, as wf.deploy does with a definition, and says for each which definition and version it is now. Persons and roles that the directory does not know yet are not errors here.
key: of the definition (default: the process id, or what can be a key of it). process: the id of the process to take if the document has several (default: the one called as the key, the only executable one, or the only one). all_processes: takes all that are executable, or if none is, all that have something in them. forms: of Camunda that the document names and does not hold, as an array of what the form editor writes, or an object of them by name.
activate: false stores a draft, also if it has errors; wf.draft_findings reads them again. allow_unsound: as with wf.deploy.
Everything wrong with it is reported at once; SELECT * FROM wf.validate_bpmn(document) gives the findings as rows.
Example: SELECT * FROM wf.deploy_bpmn(pg_read_file(''/path/to/leave.bpmn''));';
