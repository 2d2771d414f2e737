CREATE FUNCTION wf.search_log(
    query jsonb DEFAULT NULL,
    from_at timestamptz DEFAULT NULL,
    until_at timestamptz DEFAULT NULL,
    filter jsonb DEFAULT '{}',
    page_size integer DEFAULT 50,
    after text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (
    instance_id bigint, seq bigint, at timestamptz, action text, actor text, on_behalf_of text, node text, task_id bigint, comment text,
    source text, target text, context jsonb, definition_key text, title text, events jsonb, cursor text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_search_log';
COMMENT ON FUNCTION wf.search_log IS
'Entries of the log of all instances that the caller may see, newest first, by what their events say.
query: keys and values that one event of the entry has (docs/reference/events.md; what it has more of does not matter), null: any. from_at, until_at: from, and before, this moment. filter: an object with any of definition, action, actor, node, instance_ids (each one or a list), context (keys and values that it has). One of query, from_at, until_at and instance_ids is needed, for no index helps the others. after: the cursor of the last row of the page before.
events: those that match; null to whoever does not see everything. Of an instance that hides a field from the caller, only entries are found that match by type, node, by, outcome, status, from and to; and none in which others have filled in what they have not handed in. Partitions that have gone cold are searched by an index (wf.log_policy), newer ones entry by entry.
Errors: WF504 (what a filter or a cursor is not, or nothing that narrows it down).
Example: SELECT instance_id, seq, at, actor FROM wf.search_log(''{"data": {"kind": "sick"}}'', from_at => now() - interval ''1 year'');';
