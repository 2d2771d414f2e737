-- Ids are put in the order of their bytes, whatever the database's default collation is: who is asked first does not depend on
-- where the server runs, nor on the version of its libraries.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set QUIET on
\set regression :DBNAME
SET client_min_messages = error;
DROP DATABASE IF EXISTS wf_collation;
CREATE DATABASE wf_collation TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'en';
\connect wf_collation
\i :company
\set ECHO all
SELECT array_agg(id ORDER BY id) <> array_agg(id ORDER BY id COLLATE "C") AS sorts_otherwise FROM unnest(ARRAY['ann', 'Zoe', 'eve', 'Bob']) AS id;

SELECT wf.load_directory('{"departments": [{"id": "Yard"}, {"id": "attic", "head": "ann"}, {"id": "Barn", "head": "ann"}], "positions": [{"id": "clerk"}],
    "persons": [{"id": "ann", "department": "Yard", "position": "clerk"}, {"id": "Zoe", "department": "Yard", "position": "clerk"},
        {"id": "eve", "department": "attic", "posts": [{"department": "Yard", "position": "clerk"}]}, {"id": "Bob", "department": "Yard", "position": "clerk"}],
    "roles": [{"id": "tellers", "members": ["ann", "Zoe", "eve", "Bob"]}, {"id": "Readers", "members": ["eve", "Zoe"]}]}', tenant_id => 5) - 'warnings' AS loaded;
SET wf_engine.tenant = 5;

-- Approvers, and so the order of sequential signatures and turns.
SELECT wf.deploy('{"key": "order", "nodes": [{"id": "s", "type": "start"}, {"id": "split", "type": "parallel"},
    {"id": "role", "type": "approval", "mode": "all", "approvers": [{"by": "role", "role": "tellers"}]},
    {"id": "department", "type": "approval", "mode": "all", "approvers": [{"by": "department", "department": "Yard"}]},
    {"id": "position", "type": "approval", "mode": "all", "approvers": [{"by": "position", "position": "clerk"}]},
    {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "split"}, {"from": "split", "to": "role"}, {"from": "split", "to": "department"},
    {"from": "split", "to": "position"}, {"from": "role", "to": "e"}, {"from": "department", "to": "e"}, {"from": "position", "to": "e"}]}') AS version;
SELECT wf.start('order', actor => 'eve') AS i \gset
SELECT node, array_agg(assignee ORDER BY task_id) AS asked FROM wf.todo WHERE instance_id = :i GROUP BY node ORDER BY min(task_id);

-- What is asked of the directory.
SELECT jsonb_path_query_array(d, '$.persons[*].id') AS persons, jsonb_path_query_array(d, '$.departments[*].id') AS departments, d -> 'roles' AS roles
FROM wf.directory_at(now()) AS d;
SELECT roles FROM wf.person_at('eve', now());
SELECT head_of FROM wf.person_at('ann', now());
SELECT code, id FROM wf.check_directory() WHERE code = 'no_manager';
UPDATE wf.person SET manager_id = CASE person_id WHEN 'ann' THEN 'Zoe' WHEN 'Zoe' THEN 'eve' ELSE 'ann' END WHERE tenant_id = 5 AND person_id <> 'Bob';
SELECT id, message FROM wf.check_directory() WHERE code = 'manager_cycle';
SELECT wf.load_directory('{"persons": [{"id": "ann", "beta": 1, "Zeta": 1}]}');

-- What may be started, and what a list does not know.
SELECT wf.deploy(jsonb_set((SELECT source FROM wf.definition WHERE key = 'order'), '{key}', to_jsonb(key))) AS version FROM unnest(ARRAY['zeta', 'Alpha']) AS key;
SELECT definition_key FROM wf.startable(actor => 'ann');
SELECT wf.list('todo', '{"beta": 1, "Zeta": 1}', actor => 'ann');
-- A digit of another script is one for this collation, and not for the C library's: it must not get as far as the cast.
SELECT wf.list('todo', after => '٣.٤', actor => 'ann');

\set ECHO none
\set QUIET on
\connect :regression
DROP DATABASE wf_collation;
