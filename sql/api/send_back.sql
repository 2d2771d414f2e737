CREATE FUNCTION wf.send_back(
    task_id bigint,
    target text DEFAULT 'previous',
    comment text DEFAULT NULL,
    resume text DEFAULT 'forward',
    actor text DEFAULT NULL,
    request_id text DEFAULT NULL,
    expected_version bigint DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_send_back';
COMMENT ON FUNCTION wf.send_back IS
'Sends back from an open task, whatever the rule of its node is, and returns the new version of the instance.
target: "previous" (the node passed last on this way), "start" (the initiator, who resubmits), or a node that was passed. resume: "forward" through all nodes again, or "back_to_returner": only this token goes back, and from there straight to this node.
Example: SELECT wf.send_back(task_id => 1000002, target => ''start'', comment => ''which project?'', actor => ''frank'');';
