CREATE FUNCTION wf.add_delegation(
    person text,
    agent text,
    valid_from timestamptz DEFAULT now(),
    valid_until timestamptz DEFAULT NULL,
    definition text DEFAULT NULL,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_add_delegation';
COMMENT ON FUNCTION wf.add_delegation IS
'Lets an agent act for a person from valid_from until before valid_until (null: open end), for one process or (null) for all; returns the id of the delegation. For that person and administrators.
Example: SELECT wf.add_delegation(''alice'', ''bob'', valid_until => ''2026-08-01'');';
