CREATE FUNCTION wf.start(
    definition text,
    data jsonb DEFAULT NULL,
    business_table text DEFAULT NULL,
    business_key text DEFAULT NULL,
    title text DEFAULT NULL,
    chosen jsonb DEFAULT NULL,
    version integer DEFAULT NULL,
    as_draft boolean DEFAULT false,
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_start';
COMMENT ON FUNCTION wf.start IS
'Starts an instance of a definition (its key), as the actor, and returns the instance_id.
data: the form. business_table, business_key: the row this is about, by table name and primary key (composite: a JSON object of its columns); the name is stored with its schema. title: what lists show (default: the name of the definition). chosen: approvers left to the initiator, {"node": ["person", ...]}. version: of the definition (default: the active one). as_draft: it waits for the initiator, incomplete as it may be, until wf.resubmit.
Example: SELECT wf.start(''leave'', ''{"days": 3, "kind": "annual"}'', business_table => ''leave_request'', business_key => ''17'', actor => ''alice'');';
