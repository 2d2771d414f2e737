-- The directory as a copy of the host's own tables: copied once, then in step in the same transaction.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- Three tables as an ERP has them: integer keys, its own names, more columns than anybody here wants.
CREATE TABLE hr_department (id serial PRIMARY KEY, name text NOT NULL, manager_id integer, parent_id integer, active boolean DEFAULT true);
CREATE TABLE hr_job (id serial PRIMARY KEY, name text NOT NULL, seniority numeric);
CREATE TABLE hr_employee (
    id serial PRIMARY KEY, name text NOT NULL, parent_id integer REFERENCES hr_employee ON DELETE SET NULL, coach_id integer,
    department_id integer REFERENCES hr_department, job_id integer REFERENCES hr_job, active boolean DEFAULT true,
    user_login text, extra jsonb);
INSERT INTO hr_department (name, manager_id, parent_id) VALUES ('Board', 1, NULL), ('Development', 2, 1);
INSERT INTO hr_job (name, seniority) VALUES ('Director', 9), ('Lead', 5), ('Engineer', 1);
INSERT INTO hr_employee (name, parent_id, coach_id, department_id, job_id, user_login, extra) VALUES
    ('Olga', NULL, NULL, 1, 1, 'regress_wf_olga', '{"grade": 9}'), ('Pete', 1, 1, 2, 2, NULL, NULL), ('Quinn', 2, 1, 2, 3, '', NULL);
SET wf_engine.tenant = 7;
SELECT wf.mirror('department', 'hr_department', '{"department_id": "id", "name": "name", "parent_id": "parent_id", "head_id": "manager_id"}');
SELECT wf.mirror('position', 'hr_job', '{"position_id": "id", "name": "name", "rank": "seniority"}');
SELECT wf.mirror('person', 'hr_employee', '{"person_id": "id", "name": "name", "manager_id": "parent_id", "department_id": "department_id",
    "position_id": "job_id", "active": "active", "db_role": "user_login", "attributes": "extra"}');
SELECT * FROM wf.reporting_line('3');
SELECT person_id, name, manager_id, department_id, position_id, rank, active, db_role, attributes FROM wf.person WHERE tenant_id = 7 ORDER BY person_id COLLATE "C";
SELECT department_id, name, parent_id, head_id FROM wf.department WHERE tenant_id = 7 ORDER BY department_id COLLATE "C";
SELECT position_id, name, rank FROM wf.position WHERE tenant_id = 7 ORDER BY position_id COLLATE "C";
SELECT directory_table, source, mapping ->> 'person_id' AS person_id FROM wf.mirrors ORDER BY directory_table COLLATE "C";

-- Whatever the host does, the directory has it in the same transaction, and loses it with it.
BEGIN;
INSERT INTO hr_employee (name, parent_id) VALUES ('Rita', 3), ('Sam', 4);
SELECT level, person_id FROM wf.reporting_line('5');
UPDATE hr_employee SET parent_id = 1 WHERE id = 4;
SELECT level, person_id FROM wf.reporting_line('5');
ROLLBACK;
SELECT count(*) AS gone_with_it FROM wf.person WHERE tenant_id = 7 AND person_id IN ('4', '5');
-- What is not mapped costs no write.
SELECT xmin AS version FROM wf.person WHERE tenant_id = 7 AND person_id = '2' \gset
UPDATE hr_employee SET coach_id = 3;
SELECT xmin = :version AS untouched FROM wf.person WHERE tenant_id = 7 AND person_id = '2';
-- A change of the key is a departure and an arrival.
BEGIN;
UPDATE hr_employee SET id = 30, name = 'Quinn II' WHERE id = 3;
SELECT person_id, name, active FROM wf.person WHERE tenant_id = 7 ORDER BY person_id COLLATE "C";
ROLLBACK;
-- A database role passes from one to another in one statement.
UPDATE hr_employee SET user_login = CASE id WHEN 2 THEN 'regress_wf_olga' END;
SELECT person_id, db_role FROM wf.person WHERE tenant_id = 7 AND db_role IS NOT NULL;
-- Whoever is deleted is inactive, and stays for the history; their reports lose their manager as the host says.
DELETE FROM hr_employee WHERE id = 2;
SELECT person_id, manager_id, active, db_role FROM wf.person WHERE tenant_id = 7 ORDER BY person_id COLLATE "C";
INSERT INTO hr_employee (id, name, parent_id, active) VALUES (2, 'Pete', 1, NULL), (6, 'Tom', 2, true)
    ON CONFLICT (id) DO NOTHING;
INSERT INTO hr_employee (id, name, active) VALUES (2, 'Pete again', true), (7, 'Uma', true) ON CONFLICT (id) DO UPDATE SET active = excluded.active, name = excluded.name;
SELECT person_id, name, manager_id, active FROM wf.person WHERE tenant_id = 7 ORDER BY person_id COLLATE "C";
-- Changed by a trigger of the host in the middle of the statement: what the table has counts.
CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.name <> upper(NEW.name) THEN UPDATE hr_employee SET name = upper(name) WHERE id = NEW.id; END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER aaa AFTER UPDATE ON hr_employee FOR EACH ROW EXECUTE FUNCTION shout();
UPDATE hr_employee SET name = 'Tommy' WHERE id = 6;
SELECT name FROM wf.person WHERE tenant_id = 7 AND person_id = '6';
DROP TRIGGER aaa ON hr_employee;
-- The department and the position are deleted with their rows.
DELETE FROM hr_job WHERE id = 2;
SELECT position_id FROM wf.position WHERE tenant_id = 7 ORDER BY position_id COLLATE "C";
BEGIN;
TRUNCATE hr_employee;
SELECT count(*) FILTER (WHERE active) AS active, count(*) AS known FROM wf.person WHERE tenant_id = 7;
ROLLBACK;

-- Roles: two rows may say the same, and a constant can name the role.
CREATE TABLE groups_users (gid text NOT NULL, uid integer, via text);
INSERT INTO groups_users VALUES ('buyers', 1, 'a'), ('buyers', 1, 'b'), ('buyers', 2, 'a'), ('buyers', NULL, 'a');
SELECT wf.mirror('role_member', 'groups_users', '{"role_id": "gid", "person_id": "uid"}');
DELETE FROM groups_users WHERE via = 'b';
SELECT role_id, person_id FROM wf.role_member WHERE tenant_id = 7 ORDER BY role_id COLLATE "C", person_id COLLATE "C";
UPDATE groups_users SET uid = 6, gid = 'sellers' WHERE uid = 1;
SELECT role_id, person_id FROM wf.role_member WHERE tenant_id = 7 ORDER BY role_id COLLATE "C", person_id COLLATE "C";
SELECT role_id, name FROM wf.role WHERE tenant_id = 7 ORDER BY role_id COLLATE "C";
CREATE TABLE admins (uid uuid PRIMARY KEY);
INSERT INTO admins VALUES ('00000000-0000-0000-0000-000000000001');
SELECT wf.mirror('role_member', 'admins', '{"role_id": {"value": "admin"}, "person_id": "uid"}');
INSERT INTO admins VALUES ('00000000-0000-0000-0000-000000000002');
DELETE FROM admins WHERE uid = '00000000-0000-0000-0000-000000000001';
SELECT person_id FROM wf.role_member WHERE tenant_id = 7 AND role_id = 'admin';
-- Further posts; a mapping of its own can be replaced.
CREATE TABLE hr_post (id serial PRIMARY KEY, employee_id integer, department_id integer, job_id integer);
INSERT INTO hr_post (employee_id, department_id, job_id) VALUES (1, 2, NULL), (1, 2, 3), (1, 2, 3), (3, NULL, NULL);
SELECT wf.mirror('post', 'hr_post', '{"person_id": "employee_id", "department_id": "department_id"}');
SELECT wf.mirror('post', 'hr_post', '{"person_id": "employee_id", "department_id": "department_id", "position_id": "job_id"}');
DELETE FROM hr_post WHERE id IN (1, 2);
INSERT INTO hr_post (employee_id, job_id) VALUES (3, 1);
SELECT person_id, department_id, position_id FROM wf.post WHERE tenant_id = 7 ORDER BY person_id COLLATE "C", department_id COLLATE "C", position_id COLLATE "C";
SELECT wf.mirror('role', 'hr_job', '{"role_id": "id"}');
INSERT INTO hr_job (name) VALUES ('Guest');
SELECT role_id, name FROM wf.role WHERE tenant_id = 7 ORDER BY role_id COLLATE "C";

-- Ended: what is there stays, and nothing follows any more.
SELECT wf.unmirror('person', 'hr_employee');
UPDATE hr_employee SET name = 'Nobody';
SELECT count(*) AS changed FROM wf.person WHERE tenant_id = 7 AND name = 'Nobody';
SELECT wf.mirror('person', 'hr_employee', '{"person_id": "id", "name": "name"}');
SELECT name, manager_id FROM wf.person WHERE tenant_id = 7 AND person_id = '3';

-- The user of the host has no right in the schema of the engine and needs none; the owner of the table is the one to mirror it.
CREATE ROLE regress_wf_hr LOGIN;
CREATE ROLE regress_wf_owner LOGIN;
GRANT wf_designer TO regress_wf_owner;
GRANT SELECT, INSERT, UPDATE, DELETE ON hr_employee TO regress_wf_hr;
SET SESSION AUTHORIZATION regress_wf_hr;
UPDATE hr_employee SET name = 'Quinn the third' WHERE id = 3;
DELETE FROM hr_employee WHERE id = 7;
SELECT wf.mirror('person', 'hr_employee', '{"person_id": "id"}');
RESET SESSION AUTHORIZATION;
SELECT person_id, name, active FROM wf.person WHERE tenant_id = 7 AND person_id IN ('3', '7') ORDER BY person_id COLLATE "C";
SET SESSION AUTHORIZATION regress_wf_owner;
SELECT wf.mirror('person', 'hr_employee', '{"person_id": "id"}');
SELECT wf.unmirror('person', 'hr_employee');
SELECT wf._mirror('person', 'hr_employee', '{"person_id": "id"}', 7, 10);
CREATE TEMP TABLE mine (id integer PRIMARY KEY, name text);
\set VERBOSITY sqlstate
SELECT wf.mirror('person', 'mine', '{"person_id": "id"}');
\set VERBOSITY default
CREATE TRIGGER forged AFTER INSERT ON mine FOR EACH STATEMENT EXECUTE FUNCTION wf._mirrored('person', '7');
RESET SESSION AUTHORIZATION;
CREATE SCHEMA AUTHORIZATION regress_wf_owner;
-- A type, an operator and a cast of the owner do not run with the engine's rights.
SET SESSION AUTHORIZATION regress_wf_owner;
SET wf_engine.tenant = 8;
CREATE TABLE regress_wf_owner."Staff ""x""; DROP" ("the id" integer PRIMARY KEY, "na'me" text);
INSERT INTO regress_wf_owner."Staff ""x""; DROP" VALUES (1, 'O''Neill');
SELECT wf.mirror('person', 'regress_wf_owner."Staff ""x""; DROP"', '{"person_id": "the id", "name": "na''me"}');
INSERT INTO regress_wf_owner."Staff ""x""; DROP" VALUES (2, '%s $1 ''; DROP TABLE wf.person; --');
SELECT person_id, name FROM wf.people WHERE tenant_id = 8 ORDER BY person_id COLLATE "C";
CREATE TYPE regress_wf_owner.colour AS ENUM ('red', 'green');
CREATE FUNCTION regress_wf_owner.steal(regress_wf_owner.colour) RETURNS text LANGUAGE plpgsql AS $$
BEGIN RAISE WARNING 'ran as %', current_user; RETURN 'stolen'; END $$;
CREATE CAST (regress_wf_owner.colour AS text) WITH FUNCTION regress_wf_owner.steal(regress_wf_owner.colour) AS IMPLICIT;
CREATE TABLE regress_wf_owner.painted (id regress_wf_owner.colour PRIMARY KEY, colour regress_wf_owner.colour, number integer UNIQUE);
SELECT wf.mirror('person', 'regress_wf_owner.painted', '{"person_id": "id"}');
SELECT wf.mirror('person', 'regress_wf_owner.painted', '{"person_id": "number", "name": "colour"}');
INSERT INTO regress_wf_owner.painted VALUES ('red', 'green', 5);
SELECT name FROM wf.people WHERE tenant_id = 8 AND person_id = '5';
ALTER TABLE regress_wf_owner.painted ALTER COLUMN number TYPE regress_wf_owner.colour USING 'red';
UPDATE regress_wf_owner.painted SET colour = 'red';
-- Nor does what the planner evaluates in the predicate of an index; the functions that read are nobody's to call or change.
CREATE FUNCTION regress_wf_owner.trap(integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF current_user <> 'regress_wf_owner' THEN RAISE WARNING 'ran as %', current_user; END IF;
    RETURN true;
END $$;
CREATE TABLE regress_wf_owner.trapped (id integer PRIMARY KEY, name text);
CREATE INDEX ON regress_wf_owner.trapped (name) WHERE regress_wf_owner.trap(1);
SELECT wf.mirror('person', 'regress_wf_owner.trapped', '{"person_id": "id", "name": "name"}');
INSERT INTO regress_wf_owner.trapped VALUES (70, 'Val');
UPDATE regress_wf_owner.trapped SET name = 'Valerie';
SELECT name FROM wf.people WHERE tenant_id = 8 AND person_id = '70';
SELECT count(*) AS "functions of owners" FROM pg_proc WHERE pronamespace = 'wf'::regnamespace AND proowner = current_user::regrole;
RESET SESSION AUTHORIZATION;
SELECT wf.setup();
SELECT count(*) AS readable FROM pg_proc WHERE pronamespace = 'wf'::regnamespace AND proname IN ('_read_mirror', '_mirror_query') AND has_function_privilege('wf_admin', oid, 'EXECUTE');
DROP INDEX regress_wf_owner.trapped_name_idx;
-- Rows that a policy hides are not taken for deleted.
ALTER TABLE regress_wf_owner.trapped ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
UPDATE regress_wf_owner.trapped SET name = 'Hidden';
-- Another owner has to mirror it again.
ALTER TABLE regress_wf_owner.trapped NO FORCE ROW LEVEL SECURITY, OWNER TO regress_wf_hr;
INSERT INTO regress_wf_owner.trapped VALUES (71, 'Wes');
SET wf_engine.tenant = 7;

-- What cannot be mirrored says why.
SELECT wf.mirror('task', 'hr_employee', '{"person_id": "id"}');
SELECT wf.mirror('person', 'hr_employee', '[]');
SELECT wf.mirror('person', 'hr_employee', '{"name": "name"}');
SELECT wf.mirror('person', 'hr_employee', '{"person_id": "nmae"}');
SELECT wf.mirror('person', 'hr_employee', '{"person_id": "id", "boss": "parent_id"}');
SELECT wf.mirror('person', 'hr_employee', '{"person_id": "department_id"}');
SELECT wf.mirror('person', 'hr_employee', '{"person_id": {"value": "x"}}');
SELECT wf.mirror('person', 'hr_employee', '{"person_id": "id", "name": {"expression": "pg_read_file(''/etc/passwd'')"}}');
SELECT wf.mirror('person', 'hr_employee', '{"person_id": "id", "rank": "name"}');
SELECT wf.mirror('person', 'hr_employee', '{"person_id": "id", "active": "name"}');
SELECT wf.mirror('post', 'hr_post', '{"person_id": "employee_id"}');
SELECT wf.mirror('role_member', 'groups_users', '{"role_id": {"value": "a"}, "person_id": {"value": "b"}}');
SELECT wf.mirror('person', 'wf.person', '{"person_id": "person_id"}');
CREATE VIEW hr_view AS SELECT id FROM hr_employee;
SELECT wf.mirror('person', 'hr_view', '{"person_id": "id"}');
SELECT wf.mirror('person', NULL, '{}');
SELECT wf.mirror('person', 'hr_employee', NULL);
SELECT wf.unmirror('position', 'hr_employee');
\set VERBOSITY sqlstate
SELECT wf.mirror('person', 'hr_employee', '{"name": "name"}');
SELECT wf.unmirror('position', 'hr_employee');
SET ROLE regress_wf_owner;
SELECT wf.mirror('person', 'hr_employee', '{"person_id": "id"}');
RESET ROLE;
\set VERBOSITY default
-- Without the extension the host still writes, and the copy still follows.
SET client_min_messages = warning;
DROP EXTENSION wf_engine CASCADE;
UPDATE hr_employee SET name = 'Quinn alone', parent_id = 6 WHERE id = 3;
SELECT name FROM wf.person WHERE tenant_id = 7 AND person_id = '3';
CREATE EXTENSION wf_engine;
SELECT wf.setup();
SELECT source FROM wf.mirrors WHERE directory_table = 'person' AND tenant_id = 7;
DROP SCHEMA regress_wf_owner CASCADE;
DROP TABLE hr_employee, hr_department, hr_job, groups_users, admins, hr_post CASCADE;
DROP FUNCTION shout();
DROP OWNED BY regress_wf_hr, regress_wf_owner;
DROP ROLE regress_wf_hr, regress_wf_owner;
