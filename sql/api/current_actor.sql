CREATE FUNCTION wf.current_actor() RETURNS text
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_current_actor';
COMMENT ON FUNCTION wf.current_actor IS
'The person who acts when a call does not name one: the claim sub of the setting request.jwt.claims if session_user is listed in wf_engine.authenticators (as PostgREST''s authenticator), else the person whose db_role is session_user; null if there is none.
Example: SELECT wf.current_actor();';
