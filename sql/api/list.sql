CREATE FUNCTION wf.list(
    scope text,
    filter jsonb DEFAULT '{}',
    page_size integer DEFAULT 50,
    after text DEFAULT NULL,
    actor text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (
    instance_id bigint, task_id bigint, definition_key text, title text, serial_no text, status text, status_label text,
    initiator text, started_at timestamptz, ended_at timestamptz, nodes text[], node_names text[], holders text[],
    step integer, steps integer, tags jsonb, summary jsonb, business_table text, business_key text, cursor text, loops boolean)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_list';
COMMENT ON FUNCTION wf.list IS
'A page of one of a person''s lists, newest first. scope: todo (their open tasks, a row each), done (what they have acted on), started, related (started, acted on, or once asked to), cc, all (whatever they may see).
filter: an object with any of definition, status, nodes, instance_ids, initiator, business_key (each one or a list), finished (true or false), text (in title and serial number), started_from, started_to (from, and before, this moment), business_table (with its schema). after: the cursor of the last row of the page before; rows that come or change meanwhile move no other row to another page.
nodes, holders: where it stands and whose turn it is. step of steps: approvals on the way, the predicted ones included; steps is null if there are too many to look at all of them. loops: as long as everybody approves and nothing changes it would go round for ever; steps counts the way round once. tags: of these nodes, by their ids. summary: the fields that the definition names.
Example: SELECT title, node_names, step, steps FROM wf.list(''todo'', ''{"definition": "leave"}'', actor => ''lena'');';
