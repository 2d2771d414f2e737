# The statements of one session of row_stress.sh, at random. Each is a transaction of its own, except what BEGIN begins.
# Only one session at a time writes many rows at once: two such UPDATEs can deadlock without any engine.
function any(n) { return 1 + int(rand() * n) }
function row_id() { return any(rows) }
function who(    people) { split("alice heidi ivan bob root", people, " "); return people[any(5)] }
function maybe_who() { return rand() < 0.5 ? "'" who() "'" : "NULL" }
function say(statement) { print statement ";" }
function done() { print "SELECT 'ok';" }
function set_column() {
    r = rand()
    return r < 0.4 ? "amount = " any(2000) : r < 0.7 ? "note = 'n" any(99) "'" : r < 0.8 ? "item = 'i" any(9) "'" : "touched = touched + 1"
}
function many(statement) { say("BEGIN"); say("SELECT 'all' FROM pg_advisory_xact_lock(1)"); say(statement); say("COMMIT") }
function write_one(    r) {
    r = rand()
    if (r < 0.40) say("UPDATE purchase SET " set_column() ", changed_by = " maybe_who() " WHERE id = " row_id())
    else if (r < 0.50) many("UPDATE purchase SET touched = touched + 1")
    else if (r < 0.55) many("UPDATE purchase SET amount = " any(2000) ", changed_by = NULL WHERE state IN ('draft', 'returned')")
    else if (r < 0.58) many("UPDATE purchase SET state = 'asked' WHERE state IN ('draft', 'refused') AND id % 2 = " any(2) - 1)
    else if (r < 0.68) say("INSERT INTO purchase (id, buyer, amount, item, state) VALUES (" row_id() ", 'alice', " any(2000) ", 'new', '" \
        (rand() < 0.7 ? "asked" : "draft") "') ON CONFLICT (id) DO NOTHING")
    else if (r < 0.73) say("DELETE FROM purchase WHERE id = " row_id() " AND state IN ('approved', 'refused', 'ordered', 'draft')")
    else if (r < 0.75) say("DELETE FROM purchase WHERE id = " row_id())
    else if (r < 0.76) many("DELETE FROM purchase WHERE state IN ('ordered', 'refused')")
    else if (r < 0.90) say("UPDATE purchase SET state = 'asked', amount = " any(2000) " WHERE id = " row_id() " AND state IN ('draft', 'returned', 'refused')")
    else if (r < 0.95) say("UPDATE purchase SET state = 'ordered' WHERE id = " row_id())
    else { id = row_id()
        say("BEGIN"); say("UPDATE purchase SET " set_column() " WHERE id = " id)
        say("SELECT 'act' FROM task_of(" id ") t, wf.approve(t.task_id, actor => t.assignee)"); say("COMMIT") }
}
function on_task(call) { say("SELECT 'act' FROM task_of(" row_id() ") t, " call) }
function on_instance(call, condition) {
    say("SELECT 'act' FROM (SELECT instance_of(" row_id() ") AS id OFFSET 0) i, " call " WHERE i.id IS NOT NULL")
}
function decide_one(    r) {
    r = rand()
    if (r < 0.35) on_task("wf.approve(t.task_id, actor => t.assignee)")
    else if (r < 0.43) on_task("wf.approve(t.task_id, data => '{\"amount\": " any(2000) ", \"remark\": \"r\"}', actor => t.assignee)")
    else if (r < 0.50) on_task("wf.reject(t.task_id, actor => t.assignee)")
    else if (r < 0.58) on_task("wf.send_back(t.task_id, target => 'start', actor => t.assignee)")
    else if (r < 0.66) on_instance("wf.resubmit(i.id, actor => 'alice')")
    else if (r < 0.72) on_instance("wf.set_data(i.id, '{\"amount\": " any(2000) ", \"note\": \"s" any(9) "\"}', actor => '" (rand() < 0.5 ? "heidi" : "root") "')")
    else if (r < 0.77) on_instance("wf.undo(i.id, actor => 'root')")
    else if (r < 0.79) on_instance(rand() < 0.5 ? "wf.redo(i.id, actor => 'root')" : "wf.wake(i.id, actor => 'root')")
    else if (r < 0.83) on_instance("wf.withdraw(i.id, actor => 'alice')")
    else if (r < 0.85) on_instance("wf.cancel(i.id, actor => 'root')")
    else if (r < 0.91) say("SELECT 'act' FROM wf.approve_many(ARRAY(SELECT task_id FROM wf.todo WHERE assignee = 'heidi' ORDER BY random() LIMIT 8), actor => 'heidi') HAVING count(*) >= 0")
    else if (r < 0.93) say("SELECT 'act' FROM wf.reject_many(ARRAY(SELECT task_id FROM wf.todo WHERE assignee = 'bob' ORDER BY random() LIMIT 5), 'no', actor => 'bob') HAVING count(*) >= 0")
    else if (r < 0.96) say("SELECT 'act' FROM wf.run_due_jobs(now() + interval '1 hour')")
    else if (r < 0.98) say("SELECT 'act' FROM wf.start('buy', NULL, 'purchase', '" row_id() "', actor => 'alice')")
    else on_instance("wf.comment(i.id, 'and?', actor => 'heidi')")
}
BEGIN {
    srand(seed)
    for (n = 0; n < 60000; ++n) { if (kind == "write") write_one(); else decide_one(); done() }
}
