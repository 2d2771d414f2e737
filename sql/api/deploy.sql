CREATE FUNCTION wf.deploy(
    definition jsonb,
    activate boolean DEFAULT true,
    allow_unsound boolean DEFAULT false,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS integer
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_deploy';
COMMENT ON FUNCTION wf.deploy IS
'Stores a definition as a new version of its key and returns the version; the same source again returns the version it has. Running instances stay on theirs.
activate: new instances start on it; false stores a draft that nobody can start, also if it has errors (wf.draft_findings reads them again). Deploying the same source again with true activates it, if it has none. allow_unsound: accept findings of codes unsound_... (never a structural error).
Everything wrong with it is reported at once; SELECT * FROM wf.validate(definition) gives the findings as rows.
Example: SELECT wf.deploy(pg_read_file(''/path/to/leave.json'')::jsonb);';
