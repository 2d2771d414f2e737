CREATE FUNCTION wf.transition(
    business_table regclass,
    business_key text,
    transition text,
    data jsonb DEFAULT NULL,
    column_name text DEFAULT NULL,
    actor text DEFAULT NULL
) RETURNS text
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_transition';
COMMENT ON FUNCTION wf.transition IS
'Makes a transition of a row by name; returns the state that it has then. The row is locked before its state is looked at: of two who make the same one at once, the second is told the state that the first has left. data: other columns to write by the same UPDATE. It is an UPDATE with the rights of the caller.
Errors: WF205 (no such row), WF215 (no state machine), WF302, WF320 (who may), WF460 (not from this state), WF461 (the guard), WF504.
Example: SELECT wf.transition(''purchase_order'', ''7'', ''send'', data => ''{"sent_to": "acme"}'');';
