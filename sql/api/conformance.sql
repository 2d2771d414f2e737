CREATE FUNCTION wf.conformance(
    business_table regclass,
    column_name text,
    machine jsonb
) RETURNS TABLE (source text, target text, entries bigint, first_at timestamptz, last_at timestamptz, reason text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_conformance';
COMMENT ON FUNCTION wf.conformance IS
'Replays what wf.track() has logged of a column by a state machine, before it is attached: the changes that it would have refused, counted by source and target, most frequent first; a new row has no source. States only: who it was, and what the row was then, is not asked again. No rows: everything would have been allowed. For whoever may read the table as a whole.
Example: SELECT * FROM wf.conformance(''purchase_order'', ''state'', ''{"key": "order", "states": [{"name": "draft", "initial": true}, {"name": "sent", "final": true}], "transitions": [{"name": "send", "from": "draft", "to": "sent"}]}'');';
