-- The directory: what wf.load_directory() takes, what it refuses, and what it says it changed.
\set SHOW_CONTEXT never
SELECT wf.setup();

-- Persons, departments, positions and roles in one go; references may point forward.
SELECT jsonb_pretty(wf.load_directory('{
    "persons": [
        {"id": "ann", "name": "Ann Able", "manager": "bob", "department": "dev", "position": "clerk"},
        {"id": "bob", "name": "Bob Best", "manager": "eve", "department": "dev", "position": "lead", "rank": 5},
        {"id": "eve", "department": "board", "position": "chief", "db_role": "eve_login",
            "attributes": {"grade": 7}}],
    "departments": [
        {"id": "dev", "name": "Development", "parent": "board", "head": "bob"},
        {"id": "board", "name": "Board", "head": "eve"}],
    "positions": [
        {"id": "clerk", "name": "Clerk", "rank": 1}, {"id": "lead", "rank": 3}, {"id": "chief", "rank": 9}],
    "roles": [{"id": "admin", "name": "Administrators", "members": ["eve"]}, {"id": "hr", "members": ["ann", "bob"]}]
}', tenant_id => 600));
SELECT person_id, name, manager_id, department_id, position_id, rank, active, db_role, attributes
FROM wf.person WHERE tenant_id = 600 ORDER BY person_id COLLATE "C";
SELECT department_id, name, parent_id, head_id FROM wf.department WHERE tenant_id = 600 ORDER BY department_id COLLATE "C";
SELECT position_id, name, rank FROM wf.position WHERE tenant_id = 600 ORDER BY position_id COLLATE "C";
SELECT role_id, person_id FROM wf.role_member WHERE tenant_id = 600 ORDER BY role_id COLLATE "C", person_id COLLATE "C";

-- The same again changes nothing, not even the row versions.
CREATE TEMP TABLE before AS SELECT person_id, xmin::text AS version FROM wf.person WHERE tenant_id = 600;
SELECT wf.load_directory('{"persons": [
    {"id": "ann", "name": "Ann Able", "manager": "bob", "department": "dev", "position": "clerk", "active": true},
    {"id": "bob", "name": "Bob Best", "manager": "eve", "department": "dev", "position": "lead", "rank": 5}]
}', tenant_id => 600) -> 'persons' AS persons;
SELECT count(*) AS untouched FROM before JOIN wf.person USING (person_id)
WHERE tenant_id = 600 AND person.xmin::text = before.version;

-- An entry replaces the whole entry, and a role's members are replaced; what is not mentioned stays.
SELECT jsonb_pretty(wf.load_directory('{
    "persons": [{"id": "ann", "name": "Ann Able", "manager": "eve", "active": false}, {"id": "dan", "manager": "bob"}],
    "roles": [{"id": "hr", "members": ["dan", "dan", "bob"]}]
}', tenant_id => 600));
SELECT person_id, name, manager_id, department_id, position_id, active FROM wf.person
WHERE tenant_id = 600 ORDER BY person_id COLLATE "C";
SELECT role_id, person_id FROM wf.role_member WHERE tenant_id = 600 ORDER BY role_id COLLATE "C", person_id COLLATE "C";

-- A database role may pass from one loaded person to another.
SELECT wf.load_directory('{"persons": [{"id": "eve"}, {"id": "dan", "manager": "bob", "db_role": "eve_login"}]}',
    tenant_id => 600) -> 'persons' AS persons;
SELECT person_id, db_role FROM wf.person WHERE tenant_id = 600 AND db_role IS NOT NULL;

-- Tenants do not see each other, and an empty directory is one.
SELECT wf.load_directory('{"persons": [{"id": "ann"}]}', tenant_id => 601) -> 'persons' AS persons;
SELECT wf.load_directory('{}', tenant_id => 601) -> 'persons' AS persons;
SELECT tenant_id, manager_id FROM wf.person WHERE person_id = 'ann' AND tenant_id IN (600, 601) ORDER BY tenant_id;

-- Everything that is wrong with the shape is said at once.
SELECT wf.load_directory('{
    "people": [],
    "persons": [{"id": "fay", "nmae": "Fay"}, {"name": "nobody"}, {"id": "fay"}, "gil",
        {"id": 7, "rank": 1.5, "active": "yes", "manager": "", "attributes": []}],
    "departments": {"id": "dev"},
    "positions": [{"id": "clerk", "rank": 3000000000}],
    "roles": [{"id": "hr", "members": ["ann", 7]}]
}', tenant_id => 600);
SELECT wf.load_directory('[]', tenant_id => 600);
SELECT wf.load_directory(NULL, tenant_id => 600);

-- What an entry refers to and what is not there after the load: loaded as it is, and said.
BEGIN;
SELECT jsonb_pretty(wf.load_directory('{
    "persons": [{"id": "fay", "manager": "gil", "department": "attic", "position": "guru"}],
    "departments": [{"id": "dev", "parent": "cellar", "head": "gil"}],
    "roles": [{"id": "hr", "members": ["ann", "gil"]}]
}', tenant_id => 600) -> 'warnings');
ROLLBACK;
SELECT wf.load_directory('{"persons": [{"id": "fay", "db_role": "eve_login"}]}', tenant_id => 600);

-- Somebody who is their own superior, directly or in the end: loaded as the host has it, and said.
BEGIN;
SELECT wf.load_directory('{"persons": [{"id": "fay", "manager": "fay"}]}', tenant_id => 600) -> 'warnings' AS warnings;
SELECT wf.load_directory('{"persons": [{"id": "eve", "manager": "dan"}, {"id": "fay", "manager": "ann"}]}',
    tenant_id => 600) -> 'warnings' AS warnings;
SELECT wf.load_directory('{"departments": [{"id": "board", "parent": "dev"}, {"id": "dev", "parent": "board"}]}',
    tenant_id => 600) -> 'warnings' AS warnings;
SELECT count(*) AS superiors FROM wf.reporting_line('fay', tenant_id => 600);
ROLLBACK;

-- Further posts: an entry replaces them all, and each counts as membership and as a position held.
SELECT wf.load_directory('{"persons": [
    {"id": "ann", "department": "dev", "position": "clerk",
        "posts": [{"department": "board"}, {"department": "board", "position": "chief"}, {"position": "lead"}, {"position": "lead"}]},
    {"id": "bob", "manager": "eve", "department": "dev", "posts": [{"department": "board", "position": "lead"}]}]}', tenant_id => 600) -> 'posts' AS posts;
SELECT person_id, department_id, position_id FROM wf.post WHERE tenant_id = 600 ORDER BY person_id COLLATE "C", department_id COLLATE "C", position_id COLLATE "C";
SELECT wf._groups(600, 'ann') AS ann, wf._groups(600, 'bob') AS bob;
SELECT level, person_id FROM wf.reporting_line('ann', until => '{"position": "lead"}', tenant_id => 600);
SELECT wf.load_directory('{"persons": [{"id": "ann", "manager": "bob", "department": "dev", "posts": [{"department": "board"}]}]}', tenant_id => 600) -> 'posts' AS posts;
SELECT level, person_id FROM wf.reporting_line('ann', until => '{"position": "lead"}', tenant_id => 600);
SELECT wf.load_directory('{"persons": [{"id": "ann", "posts": [{}, {"department": ""}, {"position": 3}, {"rank": 1}, 7]}]}', tenant_id => 600);
BEGIN;
SELECT wf.load_directory('{"persons": [{"id": "ann", "posts": [{"department": "attic", "position": "guru"}]}]}', tenant_id => 600) -> 'warnings' AS warnings;
ROLLBACK;

-- Approver rules and group tasks find whoever has the department or the position by any post; a position in a department
-- is one post, not two.
SET wf_engine.tenant = 600;
SELECT wf.load_directory('{"persons": [
    {"id": "pat", "department": "dev", "position": "clerk", "posts": [{"department": "board", "position": "lead"}]},
    {"id": "sue", "department": "board", "position": "lead"}, {"id": "tim", "department": "board", "posts": [{"department": "dev", "position": "lead"}]},
    {"id": "zoe", "posts": [{"department": "board", "position": "lead"}], "active": false}]}') IS NOT NULL AS loaded;
SELECT wf.deploy('{"key": "posts", "nodes": [{"id": "s", "type": "start"},
    {"id": "split", "type": "parallel"},
    {"id": "leads", "type": "approval", "mode": "all", "approvers": [{"by": "position", "position": "lead", "department": "board"}]},
    {"id": "board", "type": "approval", "mode": "all", "approvers": [{"by": "department", "department": "board"}]},
    {"id": "one", "type": "approval", "approvers": [{"by": "department", "department": "board"}]},
    {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "split"}, {"from": "split", "to": "leads"}, {"from": "split", "to": "board"},
    {"from": "split", "to": "one"}, {"from": "leads", "to": "e"}, {"from": "board", "to": "e"}, {"from": "one", "to": "e"}]}');
SELECT wf.start('posts', actor => 'eve') AS i \gset
SELECT node, string_agg(assignee, ', ' ORDER BY assignee COLLATE "C") AS assignees, min(candidates::text) AS candidates FROM wf.todo WHERE instance_id = :i GROUP BY node ORDER BY node COLLATE "C";
SELECT count(*) AS by_a_further_post FROM wf.inbox('pat') WHERE node = 'one';
SELECT wf.approve(task_id, actor => 'pat') AS version FROM wf.todo WHERE instance_id = :i AND node = 'one';
RESET wf_engine.tenant;

SET timezone = 'UTC';
-- Delegations: merged by person, definition and beginning.
SELECT wf.load_directory('{"delegations": [
    {"person": "ann", "agent": "bob", "from": "2026-01-01"},
    {"person": "ann", "agent": "eve", "from": "2026-01-01T00:00:00Z", "until": "2026-02-01", "definition": "leave"}]}', tenant_id => 600)
    - 'persons' - 'departments' - 'positions' - 'roles' - 'members' - 'posts' AS changes;
UPDATE wf.delegation SET swept_at = now() WHERE tenant_id = 600;
SELECT wf.load_directory('{"delegations": [
    {"person": "ann", "agent": "eve", "from": "2026-01-01"},
    {"person": "ann", "agent": "eve", "from": "2026-01-01", "until": "2026-02-01", "definition": "leave"},
    {"person": "bob", "agent": "eve", "from": "2026-03-01 12:00:00+08"}]}', tenant_id => 600) -> 'delegations' AS delegations;
-- Another agent gets what is open now.
SELECT person_id, agent_id, definition_key, valid_from, valid_until, created_by, swept_at IS NULL AS to_sweep FROM wf.delegation
WHERE tenant_id = 600 ORDER BY person_id COLLATE "C", definition_key COLLATE "C";
SELECT wf.load_directory('{"delegations": [
    {"person": "ann"}, {"person": "ann", "agent": "ann", "from": "2026-01-01", "to": "x"}, {"person": 7, "agent": "", "from": "2026-01-01"}]}', tenant_id => 600);
SELECT wf.load_directory('{"delegations": [
    {"person": "ann", "agent": "ann", "from": "2026-01-01"},
    {"person": "ann", "agent": "bob", "from": "tomorrow", "until": "2026-02-30"},
    {"person": "ann", "agent": "bob", "from": "2026-05-01", "until": "2026-05-01"},
    {"person": "ann", "agent": "bob", "from": "2026-01-01T01:00:00+01"}]}', tenant_id => 600);
BEGIN;
SELECT wf.load_directory('{"delegations": [{"person": "gil", "agent": "hal", "from": "2026-01-01", "definition": "nope"}]}', tenant_id => 600)
    -> 'warnings' AS warnings;
ROLLBACK;

-- A refused load leaves nothing behind.
SELECT count(*) AS refused_persons FROM wf.person WHERE tenant_id = 600 AND person_id IN ('fay', 'gil', '7');

\set VERBOSITY sqlstate
SELECT wf.load_directory('{"people": []}', tenant_id => 600);
SELECT wf.load_directory('{"delegations": [{"person": "ann", "agent": "bob"}]}', tenant_id => 600);
SELECT wf.load_directory('{"delegations": [{"person": "ann", "agent": "ann", "from": "2026-01-01"}]}', tenant_id => 600);
\set VERBOSITY default

-- Only those to whom it is granted may decide who approves.
CREATE ROLE regress_wf_nobody;
GRANT USAGE ON SCHEMA wf TO regress_wf_nobody;
SET ROLE regress_wf_nobody;
SELECT wf.load_directory('{}', tenant_id => 600);
RESET ROLE;
REVOKE USAGE ON SCHEMA wf FROM regress_wf_nobody;
DROP ROLE regress_wf_nobody;
