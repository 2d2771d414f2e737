CREATE FUNCTION wf.compare_routes(
    definition text,
    version integer DEFAULT NULL,
    last integer DEFAULT 100,
    at timestamptz DEFAULT now(),
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (instance_id bigint, initiator text, version_before integer, route_before text, route_after text, difference text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_compare_routes';
COMMENT ON FUNCTION wf.compare_routes IS
'Which of the last instances of a definition would go another way in a version of it (default: the newest, which may be a draft). Both ways are simulated, in the organisation of today, with the initiator and the form of the start. Writes nothing. For wf_designer, wf_app, wf_admin and wf_reader.
Example: SELECT instance_id, initiator, difference FROM wf.compare_routes(''leave'', last => 1000);';
