-- The form: rules, field rights of nodes, what actions require, hidden fields, and wf.form to draw it.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{"key": "hire", "form": {"fields": [
        {"name": "name", "type": "text", "required": true, "label": {"en": "Name", "zh": "姓名"}, "tag": {"widget": "line"}},
        {"name": "from", "type": "date", "valid": "? >= date(\"2026-01-01\")", "message": {"en": "from begins too early", "zh": "太早"}},
        {"name": "until", "type": "date"},
        {"name": "kind", "type": "choice", "values": ["full", "part"], "default": "full"},
        {"name": "hours", "type": "number", "computed": "if kind = \"full\" then 40 else 20"},
        {"name": "salary", "type": "number", "required": true},
        {"name": "grade", "type": "text"}],
        "rules": [{"holds": "until = null or from <= until", "message": "it ends before it begins"}]},
    "nodes": [
        {"id": "start", "type": "start", "fields": {"salary": "hidden", "grade": "hidden"}},
        {"id": "lead", "type": "approval", "tag": {"color": "red"}, "approvers": [{"by": "users", "users": ["lena"]}],
            "fields": {"salary": "hidden", "grade": "write", "kind": "write"},
            "required_on": {"approve": ["grade"], "reject": ["comment"], "transfer": ["comment"]}},
        {"id": "hr", "type": "approval", "approvers": [{"by": "users", "users": ["heidi"]}], "fields": {"grade": "read", "salary": "write"}},
        {"id": "tell", "type": "copy", "to": [{"by": "users", "users": ["frank"]}], "fields": {"salary": "hidden"}},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "hr"}, {"from": "hr", "to": "tell"}, {"from": "tell", "to": "end"}]}');

-- For an application that draws it.
\pset null -
SELECT field, type, label, access, required, "values", default_value, computed, tag FROM wf.form('hire');
SELECT field, access, required, required_on FROM wf.form('hire', 'lead');
SELECT field, access, required FROM wf.form('hire', 'hr', version => 1);
SET wf_engine.language = 'zh';
SELECT field, label FROM wf.form('hire') WHERE field = 'name';
SELECT wf.start('hire', '{"name": "Zoe", "from": "2025-12-31"}', actor => 'alice');
RESET wf_engine.language;
SELECT wf.start('hire', '{"name": "Zoe", "from": "2025-12-31"}', actor => 'alice');
SELECT * FROM wf.form('hire', 'nowhere');
SELECT * FROM wf.form('nothing');

-- All that is wrong is said at once.
SELECT wf.start('hire', '{"from": "2025-12-31", "until": "2025-12-01", "kind": "half", "x": 1}', actor => 'alice');
-- What the initiator may not write at the start, and what nobody writes.
SELECT wf.start('hire', '{"name": "Zoe", "salary": 5000}', actor => 'alice');
SELECT wf.start('hire', '{"name": "Zoe", "hours": 35}', actor => 'alice');
SELECT wf.start('hire', '{"name": "Zoe", "from": "2026-02-01"}', actor => 'alice') AS i \gset
SELECT data FROM wf.instance_list WHERE instance_id = :i;

-- Of the actions of one node, each has its own requirements.
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena');
SELECT wf.reject(:i * 1000000 + 1, actor => 'lena', comment => '  ');
SELECT wf.transfer(:i * 1000000 + 1, 'bob', actor => 'lena');
SELECT wf.approve(:i * 1000000 + 1, data => '{"name": "Zoë", "grade": "A"}', actor => 'lena');
SELECT wf.approve(:i * 1000000 + 1, data => '{"salary": 1, "grade": "A"}', actor => 'lena');
SELECT wf.approve(:i * 1000000 + 1, data => '{"name": "Zoe", "kind": "part", "grade": "A"}', actor => 'lena');
SELECT wf.approve(:i * 1000000 + 2, actor => 'heidi');
SELECT wf.approve(:i * 1000000 + 2, data => '{"salary": 5000}', actor => 'heidi');

-- Who sees what: hidden is what is hidden at every node where somebody has had to do with it.
DO $$
DECLARE
    _person text;
BEGIN
    FOREACH _person IN ARRAY ARRAY['alice', 'lena', 'heidi', 'frank', 'root', 'bob'] LOOP
        EXECUTE format('CREATE ROLE regress_wf_%s LOGIN', _person);
        EXECUTE format('GRANT wf_user TO regress_wf_%s', _person);
        UPDATE wf.person SET db_role = 'regress_wf_' || _person WHERE person_id = _person;
    END LOOP;
END $$;
SELECT wf.copy(:i, ARRAY['bob'], actor => 'heidi');
PREPARE seen (bigint) AS
SELECT wf.current_actor() AS who, l.data - ARRAY['name', 'from', 'kind', 'hours'] AS list, h.data = l.data AS history, wf.data_at($1) = l.data AS data_at,
       (wf.state($1) -> 'data') = l.data AS state, (wf.replay($1) -> 'data') = l.data AS replay
FROM wf.instance_list l JOIN wf.history h USING (instance_id) WHERE l.instance_id = $1 ORDER BY h.seq DESC LIMIT 1;
SET SESSION AUTHORIZATION regress_wf_alice;
EXECUTE seen(:i);
SELECT data - ARRAY['name', 'from', 'kind', 'hours'] AS started FROM wf.started WHERE instance_id = :i;
SET SESSION AUTHORIZATION regress_wf_lena;
EXECUTE seen(:i);
SET SESSION AUTHORIZATION regress_wf_heidi;
EXECUTE seen(:i);
SET SESSION AUTHORIZATION regress_wf_frank;
EXECUTE seen(:i);
SET SESSION AUTHORIZATION regress_wf_bob;
EXECUTE seen(:i);
RESET SESSION AUTHORIZATION;
SELECT wf.copy(:i, ARRAY['root'], actor => 'heidi');
SET SESSION AUTHORIZATION regress_wf_root;
EXECUTE seen(:i);
RESET SESSION AUTHORIZATION;
EXECUTE seen(:i);
SELECT key, hides_fields FROM wf.definition ORDER BY key COLLATE "C";
SELECT * FROM wf.verify(:i);

DROP ROLE regress_wf_alice, regress_wf_lena, regress_wf_heidi, regress_wf_frank, regress_wf_root, regress_wf_bob;
