-- Who signs in through wf-gateway: links, sessions and clients, as its login role asks for them.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\pset format unaligned
\set ECHO all
CREATE ROLE regress_wf_door LOGIN NOINHERIT;
GRANT wf_gateway, wf_user, wf_designer, wf_admin, wf_app TO regress_wf_door;
CREATE ROLE regress_wf_porter LOGIN IN ROLE wf_admin;
SET wf_engine.authenticators = 'regress_wf_door';
INSERT INTO wf.role (tenant_id, role_id, name) VALUES (0, 'admin', 'Administrators'), (0, 'drawers', 'Draw processes') ON CONFLICT DO NOTHING;
INSERT INTO wf.role_member (tenant_id, role_id, person_id) VALUES (0, 'admin', 'heidi'), (0, 'drawers', 'lena') ON CONFLICT DO NOTHING;
INSERT INTO wf.person (tenant_id, person_id, name, active, attributes) VALUES (7, 'alice', 'Alice of 7', true, '{}');
INSERT INTO wf.role (tenant_id, role_id, name) VALUES (7, 'admin', 'Administrators');
INSERT INTO wf.role_member (tenant_id, role_id, person_id) VALUES (7, 'admin', 'alice');
CREATE FUNCTION pg_temp.hash(word text) RETURNS bytea LANGUAGE sql AS $$ SELECT sha256(convert_to(word, 'UTF8')) $$;

-- What a person may be; a role that the login role was not given is not theirs, nor is more than wf_user in another cell.
SET SESSION AUTHORIZATION regress_wf_door;
SELECT wf._enter_person('alice');
SET ROLE wf_gateway;
SELECT * FROM wf._enter_person('alice');
SELECT * FROM wf._enter_person('heidi');
SELECT * FROM wf._enter_person('lena');
SELECT * FROM wf._enter_person('alice', 7);
SELECT * FROM wf._enter_person('nobody');
SELECT * FROM wf._enter_person(NULL);
RESET SESSION AUTHORIZATION;
SET wf_engine.designers_role = 'drawers';
REVOKE wf_admin FROM regress_wf_door;
SET SESSION AUTHORIZATION regress_wf_door;
SET ROLE wf_gateway;
SELECT role FROM wf._enter_person('heidi');
SELECT role FROM wf._enter_person('lena');
RESET SESSION AUTHORIZATION;
GRANT wf_admin TO regress_wf_door;

-- Links are for administrators. An account without one is nobody.
SET ROLE wf_designer;
SELECT wf.link_identity('idp', 'a-1', 'alice');
SELECT wf.end_sessions('alice');
SELECT wf.create_client('mine');
SET SESSION AUTHORIZATION regress_wf_porter;
SELECT wf.link_identity('idp', 'a-1', 'nobody');
SELECT wf.link_identity('', 'a-1', 'alice');
SELECT wf.link_identity('idp', 'a-1', 'alice'), wf.link_identity('idp', 'b-1', 'bob', 'corp');
SELECT * FROM wf.identity;
SET SESSION AUTHORIZATION regress_wf_door;
SET ROLE wf_gateway;
SELECT * FROM wf._enter_identity('idp', '', 'a-1');
SELECT * FROM wf._enter_identity('idp', 'corp', 'a-1');
SELECT * FROM wf._enter_identity('idp', '', 'b-1');
SELECT * FROM wf._enter_identity('other', '', 'a-1');
SELECT * FROM wf._enter_identity('idp', '', 'a-1', 7);

-- A session, and the transaction of a request in it.
SELECT * FROM wf._begin_session('idp', '', 'z-1', pg_temp.hash('one'), '1 hour', '1 day');
SELECT * FROM wf._begin_session('idp', '', 'a-1', pg_temp.hash('one'), '1 hour', '1 day');
SELECT role, claims::jsonb - 'session' AS claims, claims::jsonb ? 'session' AS has_session FROM wf._enter_session(0, pg_temp.hash('one'));
BEGIN READ ONLY;
SELECT set_config('role', 'wf_gateway', true) AS role;
SELECT set_config('role', e.role, true) AS role, set_config('request.jwt.claims', e.claims, true) IS NOT NULL AS entered FROM wf._enter_session(0, pg_temp.hash('one')) e;
SELECT current_user, wf.current_actor();
-- Whoever has become the caller can ask nothing of it any more.
SAVEPOINT s;
SELECT wf._enter_person('heidi');
ROLLBACK TO s;
SELECT wf._end_session(0, pg_temp.hash('one'), true);
ROLLBACK TO s;
SELECT * FROM wf.login_session;
ROLLBACK;
SELECT * FROM wf._enter_session(0, pg_temp.hash('two'));
SELECT * FROM wf._enter_session(7, pg_temp.hash('one'));
SELECT * FROM wf._enter_session(0, NULL);

-- Rotation: the token before counts a moment more, and cannot be rotated itself.
SELECT wf._rotate_session(0, pg_temp.hash('one'), pg_temp.hash('two'), '1 hour');
SELECT count(*) FROM wf._enter_session(0, pg_temp.hash('one'));
SELECT count(*) FROM wf._enter_session(0, pg_temp.hash('two'));
SELECT wf._rotate_session(0, pg_temp.hash('one'), pg_temp.hash('three'), '1 hour');
RESET SESSION AUTHORIZATION;
UPDATE wf.login_session SET rotated_at = rotated_at - interval '1 minute';
SET SESSION AUTHORIZATION regress_wf_door;
SET ROLE wf_gateway;
SELECT count(*) FROM wf._enter_session(0, pg_temp.hash('one'));
-- Idle for too long, and too old.
RESET SESSION AUTHORIZATION;
UPDATE wf.login_session SET idle_until = now();
SELECT count(*) FROM wf._enter_session(0, pg_temp.hash('two'));
UPDATE wf.login_session SET idle_until = now() + interval '1 day', expires_at = now();
SELECT count(*) FROM wf._enter_session(0, pg_temp.hash('two'));
UPDATE wf.login_session SET expires_at = now() + interval '1 day';
SELECT count(*) FROM wf._enter_session(0, pg_temp.hash('two'));

-- Signing out here, and everywhere; by an administrator; by leaving.
SELECT person_id FROM wf._begin_session('idp', '', 'a-1', pg_temp.hash('second'), '1 hour', '1 day');
SELECT person_id FROM wf._begin_session('idp', '', 'a-1', pg_temp.hash('third'), '1 hour', '1 day');
SELECT person_id FROM wf._begin_session('idp', 'corp', 'b-1', pg_temp.hash('of bob'), '1 hour', '1 day');
SELECT wf._end_session(0, pg_temp.hash('two'), false);
SELECT wf._end_session(0, pg_temp.hash('two'), true);
SELECT count(*) FROM wf._enter_session(0, pg_temp.hash('second'));
SELECT wf._end_session(0, pg_temp.hash('second'), true);
SELECT wf._enter_session(0, pg_temp.hash('third'));
SELECT role FROM wf._enter_session(0, pg_temp.hash('of bob'));
SET SESSION AUTHORIZATION regress_wf_porter;
SELECT wf.end_sessions('bob'), wf.end_sessions('bob') AS again;
RESET SESSION AUTHORIZATION;
SELECT wf._enter_session(0, pg_temp.hash('of bob'));
SELECT person_id FROM wf._begin_session('idp', 'corp', 'b-1', pg_temp.hash('next'), '1 hour', '1 day');
UPDATE wf.person SET active = false WHERE tenant_id = 0 AND person_id = 'bob';
SELECT wf._enter_session(0, pg_temp.hash('next'));
SELECT wf._rotate_session(0, pg_temp.hash('next'), pg_temp.hash('after'), '1 hour');
SELECT wf._begin_session('idp', 'corp', 'b-1', pg_temp.hash('last'), '1 hour', '1 day');
SELECT wf._enter_person('bob');
SELECT wf.unlink_identity('idp', 'b-1', 'corp'), wf.unlink_identity('idp', 'b-1', 'corp') AS again;

-- Clients: what they may be, and that switching off and another secret count at once.
SET SESSION AUTHORIZATION regress_wf_porter;
SELECT wf.create_client('x', 'wf_owner');
SELECT wf.create_client('x', 'wf_gateway');
SELECT wf.create_client('x', 'regress_wf_door');
SELECT wf.create_client('x', 'pg_monitor');
SELECT wf.create_client('x', 'nobody');
SELECT wf.create_client('');
SELECT wf.create_client('x', person => 'bob');
SELECT client_id, client_secret FROM wf.create_client('payroll') \gset
SELECT :'client_id' ~ '^0-[0-9a-f]{32}$' AS id, length(:'client_secret') AS secret;
RESET SESSION AUTHORIZATION;
SELECT name, secret_hash = pg_temp.hash(:'client_secret') AS is_hash, db_role, person_id, enabled, created_by FROM wf.api_client;
SELECT left(encode(pg_temp.hash(:'client_secret'), 'hex'), 24) AS tag \gset
SET SESSION AUTHORIZATION regress_wf_door;
SET ROLE wf_gateway;
SELECT wf._client_login(:'client_id', pg_temp.hash(:'client_secret')) AS ok, wf._client_login(:'client_id', pg_temp.hash('x')) AS wrong, wf._client_login(:'client_id', NULL) AS missing;
SELECT role, claims::jsonb - 'client_id' AS claims FROM wf._enter_client(:'client_id', :'tag');
SELECT role FROM wf._enter_client(:'client_id', '');
SELECT role FROM wf._enter_client(:'client_id', NULL);
SET SESSION AUTHORIZATION regress_wf_porter;
SELECT wf.set_client(:'client_id', enabled => false);
SET SESSION AUTHORIZATION regress_wf_door;
SET ROLE wf_gateway;
SELECT wf._client_login(:'client_id', pg_temp.hash(:'client_secret'));
SELECT role FROM wf._enter_client(:'client_id', :'tag');
SET SESSION AUTHORIZATION regress_wf_porter;
SELECT wf.set_client(:'client_id', enabled => true, new_secret => true) <> :'client_secret' AS is_new;
SELECT wf.set_client('0-none');
SET SESSION AUTHORIZATION regress_wf_door;
SET ROLE wf_gateway;
SELECT role FROM wf._enter_client(:'client_id', :'tag');
RESET SESSION AUTHORIZATION;
SELECT client_id, left(encode(pg_temp.hash(client_secret), 'hex'), 24) AS tag FROM wf.create_client('robot', 'wf_user', 'alice') \gset
SELECT role, claims::jsonb - 'client_id' AS claims FROM wf._enter_client(:'client_id', :'tag');
UPDATE wf.person SET active = false WHERE tenant_id = 0 AND person_id = 'alice';
SELECT role FROM wf._enter_client(:'client_id', :'tag');

-- The first thing in a session.
\c -
SELECT role FROM wf._enter_person('heidi');
