-- What the owner of a bound table could have run at COMMIT of whoever decides about a row of it, through checks of the server itself: in
-- the name of the session's user, with all their rights.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set QUIET on
\set owner :USER
\set VERBOSITY terse
\set ECHO all

CREATE ROLE regress_wf_mallory LOGIN;
GRANT wf_user, wf_designer TO regress_wf_mallory;
CREATE ROLE regress_wf_lena LOGIN;
GRANT wf_user TO regress_wf_lena;
CREATE SCHEMA evil AUTHORIZATION regress_wf_mallory;
GRANT USAGE ON SCHEMA evil TO PUBLIC;
UPDATE wf.person SET db_role = 'regress_wf_mallory' WHERE person_id = 'alice';
UPDATE wf.person SET db_role = 'regress_wf_lena' WHERE person_id = 'lena';
SELECT pg_temp.deploy('bill', '{"approvers": [{"by": "users", "users": ["lena"]}]}');

\c - regress_wf_mallory
SET client_min_messages = error;
CREATE TABLE evil.noted (way text, who text, actor text, is_deferrable text);
GRANT INSERT ON evil.noted TO PUBLIC;
CREATE TABLE evil.trap (way text);
GRANT INSERT ON evil.trap TO PUBLIC;
-- Does what it can in whatever surroundings it is called.
CREATE FUNCTION evil.note(way text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _trap text;
BEGIN
    BEGIN
        INSERT INTO evil.trap VALUES (way);
        _trap := 'yes';
    EXCEPTION WHEN OTHERS THEN
        _trap := SQLERRM;
    END;
    INSERT INTO evil.noted VALUES (way, current_user, wf.current_actor(), _trap);
END $$;
CREATE FUNCTION evil.trapped() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO evil.noted VALUES ('trap of ' || NEW.way, current_user, wf.current_actor());
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER t AFTER INSERT ON evil.trap DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION evil.trapped();
-- A planner calls what is immutable; the index of an exclusion constraint is asked again when the constraint is checked.
CREATE FUNCTION evil.of_index() RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.note('index'); RETURN true; END $$;
CREATE FUNCTION evil.of_check() RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM evil.note('check'); RETURN true; END $$;
CREATE FUNCTION evil.of_exclusion(id integer) RETURNS integer IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN
    PERFORM evil.note('exclusion');
    RETURN CASE WHEN current_user = 'regress_wf_mallory' AND pg_catalog.current_setting('evil.collide', true) = 'on' THEN 2 ELSE id END;
END $$;
CREATE TABLE evil.state (code text PRIMARY KEY, CHECK (evil.of_check()));
INSERT INTO evil.state VALUES ('new'), ('asked'), ('approved');
CREATE INDEX ON evil.state (code) WHERE evil.of_index();
CREATE TABLE evil.late (id integer PRIMARY KEY, state text REFERENCES evil.state DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE evil.early (id integer PRIMARY KEY, state text REFERENCES evil.state DEFERRABLE);
CREATE TABLE evil.excluded (id integer PRIMARY KEY, state text, EXCLUDE USING btree (evil.of_exclusion(id) WITH =) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ON evil.excluded (state);
INSERT INTO evil.late VALUES (1, 'new');
INSERT INTO evil.early VALUES (1, 'new');
INSERT INTO evil.excluded VALUES (1, 'new'), (2, 'new');
SELECT wf.bind(bound, 'bill', '{"status": {"column": "state", "codes": {"running": "asked", "completed": "approved"}}}') FROM unnest('{evil.late,evil.early,evil.excluded}'::regclass[]) AS bound;
SELECT wf.start('bill', business_table => 'evil.late', business_key => '1') AS late,
       wf.start('bill', business_table => 'evil.early', business_key => '1') AS early,
       wf.start('bill', business_table => 'evil.excluded', business_key => '1') AS excluded \gset
TRUNCATE evil.noted;

\c - regress_wf_lena
SET constraint_exclusion = on;
SELECT wf.approve(:late * 1000000 + 1) > 0 AS approved;
\c - regress_wf_lena
SELECT wf.approve(:early * 1000000 + 1) > 0 AS approved;
\c - regress_wf_lena
SET evil.collide = on;
SELECT wf.approve(:excluded * 1000000 + 1);
\c - :owner
-- All of it is hers, and nobody acts meanwhile.
SELECT way, who, actor, is_deferrable AS "a trigger at COMMIT" FROM evil.noted GROUP BY 1, 2, 3, 4 ORDER BY 1, 2;
SELECT state FROM evil.late UNION ALL SELECT state FROM evil.early;

-- Without anything of the session's own that waits, the engine's write is checked at once; with it, at the end.
CREATE TABLE customer (id integer PRIMARY KEY);
CREATE TABLE paper (id integer PRIMARY KEY, customer integer REFERENCES customer DEFERRABLE INITIALLY DEFERRED, no integer UNIQUE DEFERRABLE INITIALLY DEFERRED);
SELECT wf.deploy('{"key": "paper", "form": {"fields": [{"name": "customer", "type": "number"}, {"name": "no", "type": "number"}]},
    "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}');
SELECT wf.bind('paper', 'paper', '{"data": {"customer": "customer", "no": "no"}}');
INSERT INTO customer VALUES (1);
INSERT INTO paper VALUES (1, 1, 1), (2, 1, 2);
SELECT wf.start('paper', business_table => 'paper', business_key => '1', actor => 'alice') AS i \gset
BEGIN;
SELECT wf.set_data(:i, '{"customer": 7}', actor => 'root');
ROLLBACK;
BEGIN;
SELECT wf.set_data(:i, '{"no": 2}', actor => 'root');
ROLLBACK;
BEGIN;
INSERT INTO paper VALUES (3, 7, 3);
SELECT wf.set_data(:i, '{"customer": 7}', actor => 'root') > 0 AS written;
INSERT INTO customer VALUES (7);
COMMIT;
SELECT * FROM paper ORDER BY id;
BEGIN;
INSERT INTO paper VALUES (4, 8, 4);
SELECT wf.set_data(:i, '{"customer": 8}', actor => 'root') > 0 AS written;
COMMIT;

-- Rights on the schema of a table that come later count from the next write on.
CREATE TABLE evil.path (id integer PRIMARY KEY, state text);
INSERT INTO evil.path SELECT i FROM generate_series(1, 3) i;
ALTER TABLE evil.path OWNER TO regress_wf_mallory;
CREATE FUNCTION evil.say_path() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE '%', current_setting('search_path'); RETURN NEW; END $$;
CREATE TRIGGER say BEFORE UPDATE ON evil.path FOR EACH ROW EXECUTE FUNCTION evil.say_path();
SELECT wf.bind('evil.path', 'bill', '{"status": {"column": "state", "codes": {"running": "asked"}}}');
SELECT wf.start('bill', business_table => 'evil.path', business_key => '1', actor => 'alice') > 0 AS started;
GRANT CREATE ON SCHEMA evil TO regress_wf_lena;
SELECT wf.start('bill', business_table => 'evil.path', business_key => '2', actor => 'alice') > 0 AS started;
REVOKE CREATE ON SCHEMA evil FROM regress_wf_lena;
SELECT wf.start('bill', business_table => 'evil.path', business_key => '3', actor => 'alice') > 0 AS started;
SELECT wf.unbind('evil.path');

SELECT wf.unbind('paper'), wf.unbind('evil.late'), wf.unbind('evil.early'), wf.unbind('evil.excluded');
SET client_min_messages = error;
DROP TABLE paper, customer;
DROP SCHEMA evil CASCADE;
DROP OWNED BY regress_wf_mallory, regress_wf_lena;
DROP ROLE regress_wf_mallory, regress_wf_lena;
