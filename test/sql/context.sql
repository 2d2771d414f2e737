-- Where a command came from: what the server knows by itself is never what the setting wf_engine.context says.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set QUIET on
\set owner :USER
CREATE ROLE regress_wf_alice LOGIN;
GRANT wf_user TO regress_wf_alice;
UPDATE wf.person SET db_role = 'regress_wf_alice' WHERE person_id = 'alice';
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS i \gset
-- The context of the last entry: the address is the real one, and is not printed.
CREATE VIEW public.last_context AS
SELECT (context ->> 'ip') IS NOT DISTINCT FROM host(inet_client_addr()) AS real_address, context - 'ip' AS context FROM wf.history ORDER BY instance_id DESC, seq DESC LIMIT 1;
GRANT SELECT ON public.last_context TO regress_wf_alice;
\set QUIET off
\set ECHO all

SET SESSION AUTHORIZATION regress_wf_alice;
SET application_name = 'shop';
SELECT wf.comment(:i, 'the role, and the program');
SELECT * FROM public.last_context;
-- Nobody forges it; keys of their own are kept beside it.
SET wf_engine.context = '{"ip": "10.9.8.7", "session_user": "postgres", "application_name": "the bank", "request": "8f14", "client_ip": "10.9.8.7"}';
SELECT wf.comment(:i, 'forged');
SELECT * FROM public.last_context;
SELECT wf.comment(:i, 'from the same session again');
SELECT * FROM public.last_context;
-- Another program takes over the connection, and another user; a role gets another name.
SET application_name = 'stock';
SELECT wf.comment(:i, 'of another program');
SELECT * FROM public.last_context;
SET application_name = '';
SELECT wf.comment(:i, 'of no program');
SELECT * FROM public.last_context;
RESET SESSION AUTHORIZATION;
SELECT wf.comment(:i, 'as another user', actor => 'alice');
SELECT context - 'ip' AS context FROM wf.history WHERE instance_id = :i ORDER BY seq DESC LIMIT 1;
SET SESSION AUTHORIZATION regress_wf_alice;
SET ROLE wf_user;
SELECT wf.comment(:i, 'SET ROLE changes nothing');
RESET ROLE;
SELECT * FROM public.last_context;
RESET SESSION AUTHORIZATION;
ALTER ROLE regress_wf_alice RENAME TO regress_wf_alicia;
UPDATE wf.person SET db_role = 'regress_wf_alicia' WHERE person_id = 'alice';
SET SESSION AUTHORIZATION regress_wf_alicia;
SELECT wf.comment(:i, 'under the new name');
SELECT * FROM public.last_context;

-- A setting that is no JSON object is an error for each command, not only for the first one.
SET wf_engine.context = 'no json';
\set VERBOSITY sqlstate
SELECT wf.comment(:i, 'one');
SELECT wf.comment(:i, 'two');
\set VERBOSITY default
SET wf_engine.context = '["ip", "10.9.8.7"]';
SELECT wf.comment(:i, 'three');
SELECT wf.comment(:i, 'four');
SET wf_engine.context = 'null';
SELECT wf.comment(:i, 'five');
RESET wf_engine.context;
SELECT wf.comment(:i, 'and none is none again');
SELECT * FROM public.last_context;
RESET SESSION AUTHORIZATION;

-- What the engine does by itself says who ran it: on timers, and for who has left.
SET application_name = 'nightly';
UPDATE wf.person SET active = false WHERE person_id = 'lena';
SELECT action, actor, context - 'ip' = jsonb_build_object('session_user', session_user, 'application_name', 'nightly') AS runner
FROM wf.history WHERE instance_id = :i ORDER BY seq DESC LIMIT 1;
SELECT * FROM wf.verify(:i);

DROP VIEW public.last_context;
DROP OWNED BY regress_wf_alicia;
DROP ROLE regress_wf_alicia;
