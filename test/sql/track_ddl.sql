-- DDL on tracked tables: names are followed, what is tracked is not dropped.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = error;
DROP SCHEMA IF EXISTS tracking CASCADE;
CREATE SCHEMA tracking;
SET search_path = tracking;
\set QUIET on
\set owner :USER
\set ECHO all

DROP SCHEMA IF EXISTS shop, market CASCADE;
CREATE SCHEMA shop;
CREATE TABLE shop.ticket (gone text, id integer PRIMARY KEY, status text, cost numeric);
ALTER TABLE shop.ticket DROP COLUMN gone;
SELECT wf.track('shop.ticket', 'status', '{"keep": ["cost"]}') AS tracked \gset
INSERT INTO shop.ticket VALUES (1, 'open', 5);
-- Names.
ALTER TABLE shop.ticket RENAME COLUMN status TO state;
UPDATE shop.ticket SET state = 'a';
ALTER TABLE shop.ticket RENAME COLUMN cost TO price;
ALTER TABLE shop.ticket RENAME COLUMN id TO number;
UPDATE shop.ticket SET state = 'b';
ALTER TABLE shop.ticket RENAME TO issue;
UPDATE shop.issue SET state = 'c';
ALTER SCHEMA shop RENAME TO market;
UPDATE market.issue SET state = 'd';
ALTER TABLE market.issue SET SCHEMA tracking;
UPDATE issue SET state = 'e';
-- A column between, another type.
ALTER TABLE issue ADD COLUMN more text, DROP COLUMN price CASCADE;
ALTER TABLE issue ADD COLUMN more text, ALTER COLUMN state TYPE varchar(20);
UPDATE issue SET state = 'f';
SELECT table_name, column_name, options FROM wf.tracked;
SELECT table_name, column_name, key, source, target, kept FROM wf.state_history ORDER BY seq;
-- What may not go.
ALTER TABLE issue DROP COLUMN state;
ALTER TABLE issue DROP COLUMN number;
DROP TABLE issue;
DROP SCHEMA market;
SELECT wf.track('issue', 'state', '{"when": "more = null"}') = :tracked AS same;
ALTER TABLE issue RENAME COLUMN more TO less;
-- What was logged stays readable, for whoever may read the table; another table of the name has nothing to do with it.
SELECT wf.untrack('issue', 'state');
ALTER TABLE issue DROP COLUMN state;
DROP TABLE issue;
CREATE TABLE issue (number integer PRIMARY KEY, state text);
SELECT wf.track('issue', 'state') > :tracked AS another;
SELECT count(*) FROM wf.state_history;
-- A trigger that was made by hand logs nothing.
CREATE FUNCTION try(command text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE command;
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE TABLE other (number integer PRIMARY KEY, state text);
CREATE TRIGGER again AFTER INSERT ON issue FOR EACH ROW EXECUTE FUNCTION wf._state_changed('2');
SELECT try('INSERT INTO issue VALUES (1, ''a'')');
DROP TRIGGER again ON issue;
CREATE TRIGGER "0_wf_track_2" AFTER INSERT ON other FOR EACH ROW EXECUTE FUNCTION wf._state_changed('2');
SELECT try('INSERT INTO other VALUES (1, ''a'')');
DROP TRIGGER "0_wf_track_2" ON other;
CREATE TRIGGER "0_wf_track_2" BEFORE INSERT ON other FOR EACH ROW EXECUTE FUNCTION wf._state_changed('2');
SELECT try('INSERT INTO other VALUES (1, ''a'')');
-- wf.setup() makes what is missing, or weaker.
ALTER TABLE issue DISABLE TRIGGER "0_wf_track_2";
DROP TRIGGER "0_wf_track_2_truncate" ON issue;
SELECT status, message, hint FROM wf.health() WHERE check_name = 'tracking';
SELECT wf.setup() > 0 AS done;
SELECT status FROM wf.health() WHERE check_name = 'tracking';
-- One with a condition is none.
DROP TRIGGER "0_wf_track_2" ON issue;
CREATE TRIGGER "0_wf_track_2" AFTER INSERT OR UPDATE OR DELETE ON issue FOR EACH ROW WHEN (false) EXECUTE FUNCTION wf._state_changed('2');
ALTER TABLE issue ENABLE ALWAYS TRIGGER "0_wf_track_2";
SELECT status, message FROM wf.health() WHERE check_name = 'tracking';
SELECT wf.setup() > 0 AS done;
SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = 'issue'::regclass ORDER BY 1;
