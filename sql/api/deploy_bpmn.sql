CREATE FUNCTION wf.deploy_bpmn(
    bpmn text,
    key text DEFAULT NULL,
    activate boolean DEFAULT true,
    allow_unsound boolean DEFAULT false,
    actor text DEFAULT wf.current_actor(),
    tenant_id bigint DEFAULT wf.current_tenant()
) RETURNS integer
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_deploy_bpmn';
COMMENT ON FUNCTION wf.deploy_bpmn IS
'Stores a process of a BPMN 2.0 document (XML) as a new version of its key and returns the version, as wf.deploy does with a definition. Persons and roles that the directory does not know yet are not errors here.
key: the process to take if the document has several; it becomes the key (default: the process id). activate, allow_unsound: as with wf.deploy.
Everything wrong with it is reported at once; SELECT * FROM wf.validate_bpmn(document) gives the findings as rows.
Example: SELECT wf.deploy_bpmn(pg_read_file(''/path/to/leave.bpmn''));';
