CREATE FUNCTION wf.attach_state_machine(
    business_table regclass,
    column_name text,
    machine jsonb,
    mapping jsonb DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS integer
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_attach_state_machine';
COMMENT ON FUNCTION wf.attach_state_machine IS
'Lets a column change only as a state machine says, whoever writes the table, by whatever statement; returns the version of the machine. Another machine, or a changed one, takes the place of the present one; rows keep their states, and go on by the new one. Rows in states that it does not have are named, and it is refused, unless mapping says what becomes of them ({"OLD": "NEW"}). For the owner of the table, if they are in wf_designer or wf_admin, and superusers.
machine: key, states, transitions; docs/reference/state-machines.md describes them.
Errors: 42501 (not the owner), WF101 (the machine), WF463 (rows in unknown states), WF504 (the table, the column, the mapping).
Example: SELECT wf.attach_state_machine(''purchase_order'', ''state'', ''{"key": "order", "states": [{"name": "draft", "initial": true}, {"name": "sent", "final": true}], "transitions": [{"name": "send", "from": "draft", "to": "sent"}]}'');';
REVOKE ALL ON FUNCTION wf.attach_state_machine(regclass, text, jsonb, jsonb, bigint) FROM PUBLIC;
