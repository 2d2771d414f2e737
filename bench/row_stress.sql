-- What row_stress.sh works on: purchases that heidi or ivan, then lena (in a called process), then bob and above 1,000 frank approve.
SET client_min_messages = warning;
CREATE EXTENSION wf_engine;
SELECT wf.setup();
SELECT wf.load_directory('{"persons": [{"id": "alice"}, {"id": "heidi"}, {"id": "ivan"}, {"id": "lena"}, {"id": "bob"}, {"id": "frank"}, {"id": "root"}],
    "roles": [{"id": "admin", "members": ["root"]}]}') IS NOT NULL;
SELECT wf.deploy('{"key": "look", "form": {"fields": [{"name": "amount", "type": "number"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "see", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "see"}, {"from": "see", "to": "end"}]}');
SELECT wf.deploy('{"key": "buy",
    "form": {"fields": [{"name": "amount", "type": "number", "material": true}, {"name": "item", "type": "text"}, {"name": "note", "type": "text"},
        {"name": "remark", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"},
        {"id": "desk", "type": "approval", "approvers": [{"by": "users", "users": ["heidi", "ivan"]}], "mode": "all",
            "fields": {"amount": "write", "note": "write", "remark": "write"}},
        {"id": "look", "type": "call", "definition": "look"},
        {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}], "fields": {"note": "write"},
            "boundary": [{"id": "late", "type": "timer", "after": "PT1S", "interrupting": false, "to": "told"}]},
        {"id": "told", "type": "copy", "to": [{"by": "users", "users": ["root"]}]},
        {"id": "how_much", "type": "exclusive"},
        {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]},
        {"id": "end", "type": "end"}, {"id": "end_told", "type": "end"}],
    "flows": [{"from": "start", "to": "desk"}, {"from": "desk", "to": "look"}, {"from": "look", "to": "lead"}, {"from": "lead", "to": "how_much"},
        {"from": "told", "to": "end_told"},
        {"from": "how_much", "to": "boss", "when": "amount > 1000"}, {"from": "how_much", "to": "end", "default": true},
        {"from": "boss", "to": "end"}]}');
CREATE TABLE purchase (id integer PRIMARY KEY, buyer text, amount numeric, item text, note text, state text DEFAULT 'draft', changed_by text,
    touched integer DEFAULT 0);
SELECT wf.bind('purchase', 'buy', '{"start": {"column": "state", "is": "asked"}, "initiator": "buyer", "actor": "changed_by",
    "always_writable": ["changed_by", "touched"], "on_delete": "cancel",
    "status": {"column": "state", "codes": {"running": "running", "returned": "returned", "completed": "approved", "rejected": "refused",
        "withdrawn": "draft", "canceled": "draft"}},
    "require": {"column": "state", "is": ["ordered"]}}');
SELECT wf.bind('purchase', 'look', '{"on_delete": "cancel", "always_writable": ["changed_by", "touched", "state"], "freeze": false}');
INSERT INTO purchase (id, buyer, amount, item, state)
SELECT i, 'alice', i * 100, 'a chair', CASE WHEN i % 4 = 0 THEN 'draft' ELSE 'asked' END FROM generate_series(1, :rows) AS i;

-- The tasks of one row, or of all.
CREATE FUNCTION task_of(row_id integer) RETURNS SETOF wf.todo LANGUAGE sql AS $$
    SELECT t.* FROM wf.todo t JOIN wf.instance_list i USING (instance_id)
    WHERE i.business_key = row_id::text ORDER BY random() LIMIT 1
$$;
CREATE FUNCTION instance_of(row_id integer) RETURNS bigint LANGUAGE sql AS $$
    SELECT max(instance_id) FROM wf.instance_list WHERE business_key = row_id::text AND definition_key = 'buy'
$$;
