-- wf.bind and what is deferred to the end of the transaction: the server's own checks may be, code of others may not, since it
-- would run in the name of whoever gives the command.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE TABLE customer (id integer PRIMARY KEY);
CREATE TABLE paper (id integer PRIMARY KEY, no integer UNIQUE DEFERRABLE INITIALLY DEFERRED, customer integer REFERENCES customer DEFERRABLE INITIALLY DEFERRED, who text, state text, wished text,
    CHECK (id > 0));
SELECT pg_temp.deploy('paper', '{"approvers": [{"by": "users", "users": ["lena"]}]}');
SELECT wf.bind('paper', 'paper', '{"start": "insert", "initiator": "who", "always_writable": ["wished"], "status": {"column": "state", "codes": {"running": "asked", "completed": "approved"}},
    "require": {"column": "wished", "is": ["go"]}}');

-- An application whose foreign keys are deferred: the row comes before what it refers to.
BEGIN;
INSERT INTO paper VALUES (1, 1, 7, 'alice');
INSERT INTO customer VALUES (7);
COMMIT;
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
UPDATE paper SET wished = 'go' WHERE id = 1;
SELECT wf.approve(1000001, actor => 'lena');
COMMIT;
SELECT * FROM paper;
-- They are checked, all the same.
INSERT INTO paper VALUES (2, 2, 8, 'alice');
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO paper VALUES (3, 3, 7, 'alice', NULL, 'go');
COMMIT;
SELECT id FROM paper;

-- Nothing of the session's own waits: the engine's write is checked at once, whatever the session has set.
INSERT INTO paper VALUES (5, 5, 7, 'alice');
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
SELECT wf.approve(max(task_id), actor => 'lena') > 0 AS approved FROM wf.todo;
COMMIT;
SELECT state FROM paper WHERE id = 5;
DELETE FROM paper WHERE id = 5;

-- Code of others that would wait for COMMIT: on the table itself, or begun by code that runs with the write.
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER later AFTER UPDATE ON paper DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note();
SELECT pg_temp.refused('INSERT INTO paper VALUES (4, 4, 7, ''alice'')');
DROP TRIGGER later ON paper;
CREATE TABLE trap (id integer);
CREATE CONSTRAINT TRIGGER later AFTER INSERT ON trap DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note();
CREATE FUNCTION set_trap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO trap VALUES (1); RETURN NEW; END $$;
CREATE TRIGGER first BEFORE UPDATE ON paper FOR EACH ROW EXECUTE FUNCTION set_trap();
SELECT pg_temp.refused('INSERT INTO paper VALUES (4, 4, 7, ''alice'')');
DROP TRIGGER first ON paper;
CREATE TRIGGER first AFTER UPDATE ON paper FOR EACH ROW EXECUTE FUNCTION set_trap();
SELECT pg_temp.refused('INSERT INTO paper VALUES (4, 4, 7, ''alice'')');
DROP TRIGGER first ON paper;
CREATE FUNCTION is_fine(id integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.trap VALUES (1); RETURN true; END $$;
ALTER TABLE paper ADD CHECK (state IS NULL OR is_fine(id)) NOT VALID;
SELECT pg_temp.refused('INSERT INTO paper VALUES (4, 4, 7, ''alice'')');

SET client_min_messages = error;
DROP EXTENSION wf_engine CASCADE;
DROP TABLE paper, customer, trap;
DROP FUNCTION note, set_trap, is_fine;
