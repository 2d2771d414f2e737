CREATE FUNCTION wf.track(
    table_name regclass,
    column_name text,
    options jsonb DEFAULT '{}'
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_track';
COMMENT ON FUNCTION wf.track IS
'Logs every change of a column from now on, in the transaction of whoever writes the row, by whatever statement: source, target, who, when, from where. Returns the number of the tracked column. The first value of a row is an entry without a source, its deletion one without a target. The same again replaces the options. wf.state_history shows the log. For the owner of the table.
options: key, actor, reason, keep, when, states, actor_required, truncate, mode; docs/reference/tracking.md describes them.
Errors: 42501 (not the owner), WF504 (the table or an option).
Example: SELECT wf.track(''purchase_order'', ''state'', ''{"keep": ["amount"], "states": ["draft", "submitted", "approved", "refused"]}'');';
REVOKE ALL ON FUNCTION wf.track(regclass, text, jsonb) FROM PUBLIC;
