-- Whose clock a moment is of: one rule for texts, form fields and conditions, whatever the session has set.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

-- One zone for whatever names none: not the session's.
SET wf_engine.time_zone = 'Asia/Shanghai';
SET TimeZone = 'America/New_York';
SELECT wf.deploy('{"key": "due", "form": {"fields": [{"name": "day", "type": "date"}, {"name": "at", "type": "datetime"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "all", "type": "parallel"},
        {"id": "text", "type": "task", "assignee": "bob", "due": "2027-06-01T18:00:00"},
        {"id": "day", "type": "task", "assignee": "bob", "due": "day"},
        {"id": "moment", "type": "task", "assignee": "bob", "due": "at"},
        {"id": "feel", "type": "task", "assignee": "bob", "due": "date(at) + duration(\"P1D\")"},
        {"id": "own", "type": "task", "assignee": "bob", "due": "2027-06-01T18:00:00[Europe/Berlin]"},
        {"id": "join", "type": "parallel"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "all"}, {"from": "all", "to": "text"}, {"from": "all", "to": "day"}, {"from": "all", "to": "moment"},
        {"from": "all", "to": "feel"}, {"from": "all", "to": "own"}, {"from": "text", "to": "join"}, {"from": "day", "to": "join"},
        {"from": "moment", "to": "join"}, {"from": "feel", "to": "join"}, {"from": "own", "to": "join"}, {"from": "join", "to": "end"}]}') AS version;
SELECT wf.start('due', '{"day": "2027-06-01", "at": "2027-06-01T18:00"}', actor => 'alice') AS due \gset
SELECT node, due_at AT TIME ZONE 'Asia/Shanghai' AS in_shanghai FROM wf.todo WHERE instance_id = :due ORDER BY node;

-- A cell may have another zone, and a definition its own.
\set deadline '"nodes": [{"id": "start", "type": "start"}, {"id": "do", "type": "task", "assignee": "bob", "due": "2027-06-01T18:00"}, {"id": "end", "type": "end"}], "flows": [{"from": "start", "to": "do"}, {"from": "do", "to": "end"}]'
SET wf_engine.tenant_time_zones = '7=Europe/Paris, 8 = America/New_York';
SET wf_engine.tenant = 7;
SELECT wf.load_directory('{"persons": [{"id": "alice"}, {"id": "bob"}]}') IS NOT NULL AS loaded;
SELECT wf.deploy(('{"key": "cell", ' || :'deadline' || '}')::jsonb) AS version;
SELECT wf.deploy(('{"key": "own", "time_zone": "Asia/Tokyo", ' || :'deadline' || '}')::jsonb) AS version;
SELECT wf.start('cell', actor => 'alice') AS cell, wf.start('own', actor => 'alice') AS own \gset
SELECT definition_key, due_at AT TIME ZONE 'UTC' AS utc FROM wf.jobs WHERE tenant_id = 7 ORDER BY 1;
RESET wf_engine.tenant;
SELECT message FROM wf.validate(('{"key": "x", "time_zone": "Europe/Pariss", ' || :'deadline' || '}')::jsonb);
SET wf_engine.tenant_time_zones = '7:Europe/Paris';
SET wf_engine.tenant_time_zones = '7=Europe/Pariss';
RESET wf_engine.tenant_time_zones;

-- A moment of the form beside one that says where it is.
SELECT wf.deploy('{"key": "late", "form": {"fields": [{"name": "at", "type": "datetime"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "is_late", "type": "exclusive"}, {"id": "late", "type": "end"}, {"id": "in_time", "type": "end"}],
    "flows": [{"from": "start", "to": "is_late"}, {"from": "is_late", "to": "late", "when": "at < now()"}, {"from": "is_late", "to": "in_time", "default": true}]}') AS version;
SELECT wf.start('late', jsonb_build_object('at', to_char((now() - interval '1 hour') AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS')), actor => 'alice') AS before,
       wf.start('late', jsonb_build_object('at', to_char((now() + interval '1 hour') AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS')), actor => 'alice') AS after \gset
SELECT instance_id = :before AS an_hour_ago, target_node FROM wf.history WHERE instance_id IN (:before, :after) ORDER BY 1;

-- A form's moment in a column that knows where it is, and in one that does not.
SELECT wf.deploy('{"key": "visit", "form": {"fields": [{"name": "at", "type": "datetime"}, {"name": "local", "type": "datetime"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "plan", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}], "fields": {"at": "write", "local": "write"}},
              {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "plan"}, {"from": "plan", "to": "end"}]}') AS version;
CREATE TABLE visit (id integer PRIMARY KEY, guest text, at timestamptz, local timestamp, state text);
SELECT wf.bind('visit', 'visit', '{"start": {"column": "state", "is": "asked"}, "initiator": "guest"}');
INSERT INTO visit VALUES (1, 'alice', NULL, NULL, 'asked');
SELECT wf.approve(task_id, data => '{"at": "2027-06-01T18:00", "local": "2027-06-01T18:00"}', actor => 'bob') > 0 AS approved FROM wf.todo WHERE definition_key = 'visit';
SELECT at AT TIME ZONE 'Asia/Shanghai' AS in_shanghai, local FROM visit;
SELECT wf.unbind('visit', 'visit');
DROP TABLE visit;
RESET wf_engine.time_zone;
RESET TimeZone;
SELECT i.definition_key, v.* FROM wf.instance_list i, wf.verify(i.instance_id, tenant_id => i.tenant_id) v;
