-- For bench/due_jobs.sh: :timers timers that are due at once, each of which asks somebody; and instances that users approve meanwhile.
CREATE EXTENSION wf_engine;
SELECT wf.setup();
SELECT wf.load_directory(jsonb_build_object('persons', jsonb_agg(jsonb_build_object('id', 'p' || i)))) IS NOT NULL FROM generate_series(0, 99) AS i;
SELECT wf.deploy('{"key": "timed", "nodes": [{"id": "start", "type": "start"}, {"id": "wait", "type": "timer", "after": "PT0S"},
    {"id": "sign", "type": "approval", "approvers": [{"by": "initiator"}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "sign"}, {"from": "sign", "to": "end"}]}');
SELECT wf.deploy('{"key": "signed", "nodes": [{"id": "start", "type": "start"},
    {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["p1"]}]}, {"id": "b", "type": "approval", "approvers": [{"by": "users", "users": ["p2"]}]},
    {"id": "c", "type": "approval", "approvers": [{"by": "users", "users": ["p3"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "a"}, {"from": "a", "to": "b"}, {"from": "b", "to": "c"}, {"from": "c", "to": "end"}]}');
CREATE PROCEDURE start_many(key text, instances integer) LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1 .. instances LOOP
        PERFORM wf.start(key, actor => 'p' || i % 100);
        IF i % 1000 = 0 THEN COMMIT; END IF;
    END LOOP;
END
$$;
CALL start_many('signed', :signed);
CALL start_many('timed', :timers);
CREATE SEQUENCE turn MINVALUE 0;
VACUUM ANALYZE;
