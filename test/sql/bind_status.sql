-- wf.bind: what becomes of a request is written into the row: the three tables of an OA audit (S003), two of which are views.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE SCHEMA oa;
CREATE TABLE oa.leave_form (flow_no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, applicant text NOT NULL, days numeric NOT NULL, kind text, reason text,
    audit_status smallint NOT NULL DEFAULT 0);
-- A trigger of the host, which finds its own table by the schema of the bound one, whoever approves.
CREATE TABLE oa.journal (flow_no integer, audit_status smallint, written_by text);
CREATE FUNCTION oa.keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO journal VALUES (NEW.flow_no, NEW.audit_status, current_user);
    RETURN NULL;
END $$;
CREATE TRIGGER keep AFTER UPDATE ON oa.leave_form FOR EACH ROW WHEN (OLD.audit_status <> NEW.audit_status) EXECUTE FUNCTION oa.keep();
CREATE ROLE regress_wf_oa;
ALTER TABLE oa.leave_form OWNER TO regress_wf_oa;
ALTER TABLE oa.journal OWNER TO regress_wf_oa;
GRANT USAGE ON SCHEMA oa TO regress_wf_oa;

-- 1 waiting, 2 passed, 3 refused, 4 withdrawn, and codes of their own for the rest.
SELECT wf.bind('oa.leave_form', 'leave', '{"start": "insert", "initiator": "applicant",
    "status": {"column": "audit_status", "codes": {"running": 1, "completed": 2, "rejected": 3, "withdrawn": 4, "canceled": 5, "terminated": 6}}}');
-- The main record and the detail record of the design.
CREATE VIEW oa.audit AS
SELECT i.instance_id AS id, i.definition_key AS audit_type, i.business_key AS flow_no, i.initiator AS apply_user, f.audit_status,
       (SELECT max(p.steps) FROM wf.progress p WHERE p.instance_id = i.instance_id) AS total_point,
       (SELECT max(p.step) FROM wf.progress p WHERE p.instance_id = i.instance_id AND p.state <> 'predicted') AS now_point
FROM wf.instance_list i JOIN oa.leave_form f ON i.business_table = 'oa.leave_form' AND i.business_key = f.flow_no::text;
CREATE VIEW oa.audit_detail AS
SELECT p.instance_id AS audit_id, p.node, p.person_id AS audit_user_id, p.at IS NOT NULL AS has_audit_time, p.comment AS audit_opinion,
       CASE p.state WHEN 'predicted' THEN 'in audit' WHEN 'current' THEN 'waits for me' ELSE p.decision END AS audit_status
FROM wf.progress p;

-- S003-5, 16, 17: row, main and details in one transaction; only the first can be acted on.
BEGIN;
INSERT INTO oa.leave_form (applicant, days, kind) VALUES ('alice', 2, 'annual') RETURNING flow_no, audit_status;
SELECT * FROM oa.audit;
SELECT * FROM oa.audit_detail;
ROLLBACK;
SELECT (SELECT count(*) FROM oa.leave_form) AS rows, (SELECT count(*) FROM oa.audit) AS main, (SELECT count(*) FROM oa.audit_detail) AS details;
INSERT INTO oa.leave_form (applicant, days, kind) VALUES ('alice', 9, 'annual');
SELECT audit_status FROM oa.leave_form;
SELECT id AS i FROM oa.audit \gset

-- S003-18: not the last: the main record stays. S003-6, 19: the last: it passes, in one transaction.
CREATE FUNCTION pg_temp.sign(instance bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _task record;
BEGIN
    SELECT task_id, node, coalesce(assignee, 'dan') AS person INTO _task FROM wf.todo WHERE instance_id = instance ORDER BY task_id LIMIT 1;
    PERFORM wf.approve(_task.task_id, actor => _task.person);
    RETURN format('%s by %s: %s', _task.node, _task.person, (SELECT f.audit_status FROM oa.audit a JOIN oa.leave_form f ON f.flow_no = a.flow_no::integer WHERE a.id = instance));
END $$;
SELECT pg_temp.sign(:i);
SELECT pg_temp.sign(:i);
SELECT pg_temp.sign(:i);
SELECT pg_temp.sign(:i);
BEGIN;
SELECT pg_temp.sign(:i);
ROLLBACK;
SELECT f.audit_status, i.status FROM oa.leave_form f, wf.instance_list i;
SELECT pg_temp.sign(:i);
SELECT f.audit_status, i.status FROM oa.leave_form f, wf.instance_list i;
SELECT * FROM oa.journal;

-- S003-7, 20, 21: refused, with the opinion; nobody can act any more.
INSERT INTO oa.leave_form (applicant, days, kind) VALUES ('bob', 2, 'annual');
SELECT max(id) AS i FROM oa.audit \gset
SELECT wf.reject(:i * 1000000 + 1, 'not now', actor => 'lena') > 0;
SELECT audit_status FROM oa.audit WHERE id = :i;
SELECT audit_user_id, audit_status, has_audit_time, audit_opinion FROM oa.audit_detail WHERE audit_id = :i;
SELECT count(*) AS open FROM wf.todo WHERE instance_id = :i;
SELECT split_part(pg_temp.refused(format('SELECT wf.approve(%s, actor => ''lena'')', :i * 1000000 + 1)), ' |', 1) AS s003_23;

-- S003-8, 22: withdrawn. Codes for what the design has forgotten; without a code the column stays.
INSERT INTO oa.leave_form (applicant, days) VALUES ('bob', 1), ('bob', 1), ('bob', 1);
SELECT wf.withdraw(:i + 1, actor => 'bob') > 0, wf.cancel(:i + 2, actor => 'bob') > 0, wf.terminate(:i + 3, actor => 'root') > 0;
SELECT id, audit_status FROM oa.audit WHERE id > :i ORDER BY id;
SELECT wf.bind('oa.leave_form', 'leave', '{"start": "insert", "initiator": "applicant", "status": {"column": "audit_status", "codes": {"completed": 2}}}');
INSERT INTO oa.leave_form (applicant, days) VALUES ('bob', 1) RETURNING audit_status;

-- The engine's write passes the freeze; the application's does not.
SET search_path = oa;
SELECT pg_temp.refused('UPDATE oa.leave_form SET audit_status = 2 WHERE audit_status = 0');
RESET search_path;
SELECT max(id) AS i FROM oa.audit \gset
SELECT pg_temp.sign(:i);

-- It is written as the owner of the table: an approver needs no grant on it, and cannot slip other names under it.
CREATE ROLE regress_wf_lena;
GRANT wf_user TO regress_wf_lena;
GRANT CREATE ON DATABASE :"DBNAME" TO regress_wf_lena;
UPDATE wf.person SET db_role = 'regress_wf_lena' WHERE person_id = 'lena';
INSERT INTO oa.leave_form (applicant, days) VALUES ('alice', 1);
SELECT max(id) AS i FROM oa.audit \gset
SET SESSION AUTHORIZATION regress_wf_lena;
CREATE SCHEMA evil;
CREATE TABLE evil.journal (flow_no integer, audit_status smallint, written_by text);
CREATE TEMP TABLE journal (flow_no integer, audit_status smallint, written_by text);
GRANT USAGE ON SCHEMA evil TO PUBLIC;
GRANT INSERT ON evil.journal TO PUBLIC;
SET search_path = evil, pg_catalog, oa;
SELECT wf.approve(:i * 1000000 + 1) > 0;
SELECT (SELECT count(*) FROM evil.journal) AS evil, (SELECT count(*) FROM pg_temp.journal) AS temporary;
RESET search_path;
RESET SESSION AUTHORIZATION;
SELECT DISTINCT written_by FROM oa.journal ORDER BY 1;
SELECT audit_status FROM oa.audit WHERE id = :i;

-- "May not become confirmed unless approved" (ACCEPTANCE D.13): no program goes round the process.
CREATE TABLE oa.purchase (id integer PRIMARY KEY, buyer text, amount numeric, state text NOT NULL DEFAULT 'draft', paid boolean);
SELECT pg_temp.deploy('purchase', '{"approvers": [{"by": "users", "users": ["frank"]}]}');
SELECT wf.bind('oa.purchase', 'purchase', '{"start": {"column": "state", "is": "submitted"}, "initiator": "buyer", "always_writable": ["paid"],
    "status": {"column": "state", "codes": {"rejected": "refused"}}, "require": {"column": "state", "is": ["confirmed", "sent"], "unchanged": true}}');
SELECT pg_temp.refused('INSERT INTO oa.purchase VALUES (1, ''bob'', 50, ''confirmed'')');
INSERT INTO oa.purchase VALUES (1, 'bob', 50), (2, 'bob', 60), (3, 'bob', 70);
SELECT pg_temp.refused('UPDATE oa.purchase SET state = ''sent'' WHERE id = 1');
UPDATE oa.purchase SET state = 'submitted';
SELECT i.instance_id AS one, i.instance_id + 1 AS two, i.instance_id + 2 AS three FROM wf.instance_list i WHERE business_table = 'oa.purchase' AND business_key = '1' \gset
SELECT pg_temp.refused('UPDATE oa.purchase SET state = ''confirmed'' WHERE id = 1');
SELECT wf.approve(:one * 1000000 + 1, actor => 'frank') > 0, wf.reject(:two * 1000000 + 1, actor => 'frank') > 0, wf.approve(:three * 1000000 + 1, actor => 'frank') > 0;
-- Changed since it was signed: not what was approved. What does not count may change.
UPDATE oa.purchase SET amount = 5000 WHERE id = 3;
SELECT pg_temp.refused('UPDATE oa.purchase SET state = ''confirmed'' WHERE id = 3');
UPDATE oa.purchase SET amount = 70, paid = true WHERE id = 3;
UPDATE oa.purchase SET state = 'confirmed' WHERE id IN (1, 3);
SELECT pg_temp.refused('UPDATE oa.purchase SET state = ''confirmed'' WHERE id = 2');
SELECT id, state FROM oa.purchase ORDER BY id;
-- Approval and business change in one transaction (ACCEPTANCE D.1), in either order if the constraint waits.
INSERT INTO oa.purchase VALUES (4, 'bob', 80, 'submitted');
SELECT max(instance_id) AS four FROM wf.instance_list \gset
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
SELECT wf.approve(:four * 1000000 + 1, actor => 'frank') > 0;
UPDATE oa.purchase SET state = 'sent' WHERE id = 4;
COMMIT;
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO oa.purchase VALUES (5, 'bob', 80, 'sent');
\set VERBOSITY terse
COMMIT;
\set VERBOSITY default
SELECT id, state FROM oa.purchase WHERE id > 3;

-- write_back: what a handler writes into the form is written into the row.
CREATE TABLE oa.visit (id integer PRIMARY KEY, who text, days numeric, kind text, reason text, days_of_host integer);
SELECT wf.bind('oa.visit', 'leave', '{"start": "insert", "initiator": "who", "write_back": true}');
-- Only what the actor changes, so what was written into the row meanwhile stays.
INSERT INTO oa.visit VALUES (1, 'alice', 2, 'sick', 'flu', 7);
SELECT max(instance_id) AS i FROM wf.instance_list \gset
SELECT wf.approve(:i * 1000000 + 1, data => '{"days": 1, "reason": null, "kind": "annual"}', actor => 'lena') > 0;
SELECT * FROM oa.visit;
SELECT pg_temp.unsound();

SET client_min_messages = error;
DROP EXTENSION wf_engine CASCADE;
DROP SCHEMA oa, evil CASCADE;
DROP OWNED BY regress_wf_oa, regress_wf_lena;
DROP ROLE regress_wf_oa, regress_wf_lena;
