-- wf.deploy and wf.validate: versions, and every finding at once.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT * FROM wf.validate('{"key": "tiny", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}');
SELECT wf.deploy('{"key": "tiny", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}');
-- The same source is the same version; a change is a new one.
SELECT wf.deploy('{"flows": [{"to": "e", "from": "s"}], "key": "tiny", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}]}');
SELECT wf.deploy('{"key": "tiny", "name": "Tiny", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}', activate => false);
SELECT version, status, deployed_by = session_user AS by_me FROM wf.definition WHERE key = 'tiny' ORDER BY version;
SELECT wf.deploy('{"key": "tiny", "name": "Tiny", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}');
SELECT version, status FROM wf.definition WHERE key = 'tiny' ORDER BY version;

-- Unknown keys, people and roles, dangling flows, unreachable nodes: all of them, with JSON pointers.
SELECT severity, code, path, message, hint FROM wf.validate('{
    "key": "bad", "colour": "red",
    "nodes": [{"id": "s", "type": "start"},
              {"id": "a", "type": "approval", "mod": "all", "approvers": [{"by": "role", "role": "ghosts"}, {"by": "users", "users": ["lena", "nemo"]},
                  {"by": "position", "position": "king", "department": "atlantis"}, {"by": "manager"}]},
              {"id": "b", "type": "approval", "approvers": []},
              {"id": "c", "type": "approvel"},
              {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}, {"from": "a", "to": "nowhere"}, {"from": "a", "to": "e", "when": "1 +"}]}');
SELECT wf.deploy('{"key": "bad", "nodes": [{"id": "s", "type": "start"}], "flows": [{"from": "s", "to": "x"}]}');
SELECT wf.deploy('[]');
SELECT wf.deploy('null');
SELECT wf.deploy(NULL);
\set VERBOSITY sqlstate
SELECT wf.deploy('{}');
SELECT wf.start('bad', actor => 'alice');
