CREATE FUNCTION wf._request_key() RETURNS text
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_request_key';
COMMENT ON FUNCTION wf._request_key IS
'The header Idempotency-Key of the request, by the setting request.headers as PostgREST and wf-gateway set it; null: there is none, or session_user is not listed in wf_engine.authenticators. The request_id of what is called through wf_api without one.';
REVOKE ALL ON FUNCTION wf._request_key() FROM PUBLIC;
