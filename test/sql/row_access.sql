-- What a DBA adds to the engine's tables, or makes of them, holds for commands of the same session, by whichever way they reach their rows.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set one_node :abs_srcdir /sql/one_node.psql
\i :one_node
\set QUIET on
SET client_min_messages = warning;
SELECT pg_temp.deploy('two', '{"approvers": [{"by": "users", "users": ["lena", "frank"]}], "mode": "sequential", "due": "P3D"}') \g /dev/null
CREATE TABLE public.seen (n integer GENERATED ALWAYS AS IDENTITY, what text, who text);
CREATE FUNCTION public.note_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.seen (what, who) VALUES (lower(concat_ws(' ', TG_WHEN, TG_OP, TG_TABLE_NAME, TG_LEVEL)), current_user);
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION public.note_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.seen (what, who) SELECT format('%s rows of %s', count(*), TG_TABLE_NAME), current_user FROM rows;
    RETURN NULL;
END $$;
GRANT SELECT, INSERT ON public.seen TO PUBLIC;
-- One instance from its start to its end; what is wrong with it afterwards.
CREATE FUNCTION pg_temp.life() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _i bigint := wf.start('two', '{"amount": 1}', actor => 'alice');
    _wrong text;
BEGIN
    PERFORM wf.approve(_i * 1000000 + 1, 'fine', actor => 'lena');
    PERFORM wf.approve(_i * 1000000 + 2, 'fine', actor => 'frank');
    SELECT string_agg(v::text, '; ') INTO _wrong FROM wf.verify(_i) v;
    RETURN coalesce(_wrong, (SELECT status || ', ' || version || ' entries, ' || (SELECT count(*) FROM wf.task t WHERE t.instance_id = _i) || ' tasks, '
        || (SELECT count(*) FROM wf.job j WHERE j.instance_id = _i) || ' jobs' FROM wf.instance WHERE instance_id = _i));
END $$;
-- What has been seen since the last time.
CREATE FUNCTION pg_temp.seen() RETURNS TABLE (what text, who text, times bigint) LANGUAGE sql AS $$
    WITH gone AS (DELETE FROM public.seen RETURNING *) SELECT what, who, count(*) FROM gone GROUP BY 1, 2 ORDER BY 1, 2
$$;
SELECT format('wf.log_%s', to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')) AS month \gset
RESET client_min_messages;
\set QUIET off
\set ECHO all

SELECT pg_temp.life();

-- Indexes: of an expression, of some rows, unique, on a partition of the log; those that are there already go, and are built anew.
CREATE INDEX ON wf.task ((upper(assignee))) WHERE round > 0;
CREATE UNIQUE INDEX title_once ON wf.instance (title, instance_id) WHERE status <> 'completed';
CREATE INDEX log_comment_idx ON wf.log (comment) WHERE comment IS NOT NULL;
DROP INDEX wf.task_instance_idx;
SELECT pg_temp.life();
SET enable_seqscan = off;
SELECT wf.start('two', actor => 'alice') AS i \gset
SELECT count(*) FROM wf.task WHERE upper(assignee) = 'LENA' AND round > 0;
SELECT count(*) FROM wf.instance WHERE title = 'two' AND status <> 'completed';
SELECT count(*) FROM wf.log WHERE comment = 'fine';
RESET enable_seqscan;
REINDEX TABLE wf.instance;
CREATE INDEX task_instance_idx ON wf.task (instance_id, tenant_id);
CLUSTER wf.task USING task_instance_idx;
SELECT pg_temp.life();
-- A unique index that a command breaks: nothing of it stays.
CREATE UNIQUE INDEX one_comment ON wf.log (comment, at) WHERE comment = 'once';
CREATE UNIQUE INDEX one_assignee ON wf.task (assignee);
SELECT pg_temp.refused('SELECT wf.start(''two'', actor => ''alice'')');
DROP INDEX wf.one_assignee, wf.one_comment;
SELECT count(*) FROM wf.log WHERE instance_id = (SELECT last_value FROM wf.instance_id_seq);

-- A primary key that is no more: as long as nobody has made another.
ALTER TABLE wf.task DROP CONSTRAINT task_pkey;
SELECT pg_temp.life();
ALTER TABLE wf.task ADD PRIMARY KEY (task_id, tenant_id);
SELECT pg_temp.life();
ALTER TABLE wf.task DROP CONSTRAINT task_pkey, ADD PRIMARY KEY (tenant_id, task_id);
SELECT pg_temp.life();

-- A CHECK.
ALTER TABLE wf.log ADD CONSTRAINT no_shouting CHECK (comment IS NULL OR comment <> upper(comment));
SELECT left(pg_temp.refused(format('SELECT wf.approve(%s, ''LOUD'', actor => ''lena'')', :i * 1000000 + 1)), 5);
SELECT version FROM wf.instance WHERE instance_id = :i;
SELECT pg_temp.life();
ALTER TABLE wf.log DROP CONSTRAINT no_shouting;

-- Columns: with a default, generated, without either; and one that goes again.
ALTER TABLE wf.instance ADD COLUMN region text DEFAULT 'north', ADD COLUMN remark text;
ALTER TABLE wf.task ADD COLUMN label text GENERATED ALWAYS AS (node || '/' || coalesce(assignee, '-')) STORED;
ALTER TABLE wf.log ADD COLUMN written_by name DEFAULT session_user;
SELECT pg_temp.life();
SELECT wf.start('two', actor => 'alice') AS j \gset
SELECT region, remark FROM wf.instance WHERE instance_id = :j;
SELECT label FROM wf.task WHERE instance_id = :j;
SELECT DISTINCT written_by = session_user AS written_by_session FROM wf.log WHERE instance_id = :j;
UPDATE wf.instance SET remark = 'kept' WHERE instance_id = :j;
SELECT wf.approve(:j * 1000000 + 1, actor => 'lena') \g /dev/null
SELECT region, remark FROM wf.instance WHERE instance_id = :j;
ALTER TABLE wf.instance DROP COLUMN region, DROP COLUMN remark;
ALTER TABLE wf.task DROP COLUMN label;
ALTER TABLE wf.log DROP COLUMN written_by;
SELECT pg_temp.life();

-- Triggers: of rows, before and after; of statements, with the rows; of the partitioned log and of one month. They run as the engine's owner does.
CREATE TRIGGER a BEFORE INSERT OR UPDATE OR DELETE ON wf.task FOR EACH ROW EXECUTE FUNCTION public.note_row();
CREATE TRIGGER b AFTER INSERT OR UPDATE OR DELETE ON wf.instance FOR EACH ROW EXECUTE FUNCTION public.note_row();
CREATE TRIGGER c AFTER INSERT ON wf.log FOR EACH ROW EXECUTE FUNCTION public.note_row();
SELECT pg_temp.life();
SELECT regexp_replace(what, '\d+_\d+', '<month>') AS what, who = (SELECT relowner::regrole::text FROM pg_class WHERE oid = 'wf.task'::regclass) AS as_owner, times FROM pg_temp.seen() ORDER BY 1;
DROP TRIGGER a ON wf.task;
DROP TRIGGER b ON wf.instance;
DROP TRIGGER c ON wf.log;
CREATE TRIGGER a AFTER INSERT ON wf.task REFERENCING NEW TABLE AS rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_rows();
CREATE TRIGGER b AFTER INSERT ON wf.log REFERENCING NEW TABLE AS rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_rows();
CREATE TRIGGER c AFTER DELETE ON wf.job REFERENCING OLD TABLE AS rows FOR EACH STATEMENT EXECUTE FUNCTION public.note_rows();
SELECT pg_temp.life();
SELECT what, times FROM pg_temp.seen();
DROP TRIGGER a ON wf.task;
DROP TRIGGER b ON wf.log;
DROP TRIGGER c ON wf.job;
SELECT pg_temp.life(), (SELECT count(*) FROM public.seen);

-- A table of the host that refers to instances: they cannot go, and change all the same.
CREATE TABLE public.letter (tenant_id bigint, instance_id bigint, FOREIGN KEY (tenant_id, instance_id) REFERENCES wf.instance);
INSERT INTO public.letter VALUES (0, :i);
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena') \g /dev/null
SELECT pg_temp.life();
DROP TABLE public.letter;

-- A publication, with and without replica identity.
SET client_min_messages = error;
CREATE PUBLICATION everything FOR TABLE wf.instance, wf.task, wf.log;
RESET client_min_messages;
SELECT pg_temp.life();
ALTER TABLE wf.task REPLICA IDENTITY NOTHING;
SELECT pg_temp.refused('SELECT pg_temp.life()');
ALTER TABLE wf.task REPLICA IDENTITY FULL;
SELECT pg_temp.life();
ALTER TABLE wf.task REPLICA IDENTITY DEFAULT;
DROP PUBLICATION everything;

-- Row security for others, and for the owner too.
CREATE POLICY nobody ON wf.task USING (false);
ALTER TABLE wf.task ENABLE ROW LEVEL SECURITY;
SELECT pg_temp.life();
ALTER TABLE wf.instance ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY all_of_it ON wf.instance USING (true) WITH CHECK (title <> 'secret');
SELECT pg_temp.life();
SELECT pg_temp.refused('SELECT wf.start(''two'', title => ''secret'', actor => ''alice'')');
DROP POLICY all_of_it ON wf.instance;
ALTER TABLE wf.instance DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
DROP POLICY nobody ON wf.task;
ALTER TABLE wf.task DISABLE ROW LEVEL SECURITY;

-- A rule, and a view in the table's place; another type of a column.
CREATE RULE note_jobs AS ON INSERT TO wf.job DO ALSO INSERT INTO public.seen (what, who) VALUES ('job ' || NEW.kind, current_user);
SELECT pg_temp.life();
SELECT what, times FROM pg_temp.seen();
DROP RULE note_jobs ON wf.job;
ALTER TABLE wf.task RENAME TO task_elsewhere;
CREATE VIEW wf.task AS SELECT * FROM wf.task_elsewhere;
SELECT format('ALTER VIEW wf.task OWNER TO %s', relowner::regrole) FROM pg_class WHERE oid = 'wf.task_elsewhere'::regclass \gexec
SELECT pg_temp.life();
DROP VIEW wf.task;
ALTER TABLE wf.task_elsewhere RENAME TO task;
SELECT pg_temp.life();
-- One that other tables inherit from.
CREATE TABLE public.more_jobs () INHERITS (wf.job);
SELECT pg_temp.life();
DROP TABLE public.more_jobs;
-- Distributed by Citus, as far as this can be told from outside: its catalog is there.
SET allow_system_table_mods = on;
CREATE TABLE pg_catalog.pg_dist_partition (logicalrelid regclass);
RESET allow_system_table_mods;
ALTER TABLE wf.task SET (fillfactor = 90);
SELECT pg_temp.life();
SET allow_system_table_mods = on;
DROP TABLE pg_catalog.pg_dist_partition;
RESET allow_system_table_mods;
ALTER TABLE wf.task RESET (fillfactor);
SELECT pg_temp.life();

-- The month: detached and attached again, with its columns in another order; by another name; its rows are where they belong.
BEGIN;
SELECT pg_get_expr(relpartbound, oid) AS bound FROM pg_class WHERE oid = :'month'::regclass \gset
ALTER TABLE wf.log DETACH PARTITION :month;
SELECT string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY attname)
    AS columns FROM pg_attribute WHERE attrelid = 'wf.log'::regclass AND attnum > 0 AND NOT attisdropped \gset
CREATE TABLE wf.this_month (:columns);
SELECT format('ALTER TABLE wf.this_month OWNER TO %s', relowner::regrole) FROM pg_class WHERE oid = 'wf.log'::regclass \gexec
ALTER TABLE wf.log ATTACH PARTITION wf.this_month :bound;
COMMIT;
SELECT wf.start('two', actor => 'alice') AS k \gset
SELECT wf.approve(:k * 1000000 + 1, 'here', actor => 'lena') \g /dev/null
SELECT seq, action, actor, comment, source, target FROM wf.this_month WHERE instance_id = :k ORDER BY seq;
SELECT * FROM wf.verify(:k);

-- Who takes part is put in once, however often they are asked; another unique index is asked as by ON CONFLICT; so is a partitioned table.
SELECT wf.start('two', actor => 'alice') AS m \gset
SELECT wf.transfer(:m * 1000000 + 1, to_person => 'bob', actor => 'lena') \g /dev/null
SELECT wf.transfer(:m * 1000000 + 1, to_person => 'lena', actor => 'bob') \g /dev/null
SELECT who FROM wf.involved WHERE instance_id = :m ORDER BY who;
CREATE UNIQUE INDEX involved_once ON wf.involved (instance_id, who);
SELECT wf.transfer(:m * 1000000 + 1, to_person => 'bob', actor => 'lena') \g /dev/null
SELECT who FROM wf.involved WHERE instance_id = :m ORDER BY who;
DROP INDEX wf.involved_once;
BEGIN;
ALTER TABLE wf.involved RENAME TO involved_once;
CREATE TABLE wf.involved (LIKE wf.involved_once, PRIMARY KEY (who, tenant_id, instance_id)) PARTITION BY RANGE (instance_id);
CREATE TABLE wf.involved_first PARTITION OF wf.involved FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
SELECT format('ALTER TABLE wf.%s OWNER TO %s', t, (SELECT relowner::regrole FROM pg_class WHERE oid = 'wf.task'::regclass))
FROM unnest(ARRAY['involved', 'involved_first']) AS t \gexec
SELECT pg_temp.life();
ROLLBACK;
SELECT pg_temp.life();

-- A table that has no page, but a child that has: what is granted or delegated there counts.
CREATE TABLE public.more_grants () INHERITS (wf.definition_grant);
INSERT INTO public.more_grants (tenant_id, definition_key, grantee, permission, granted_at, granted_by) VALUES (0, 'two', 'person:lena', 'start', now(), 'dba');
SELECT pg_relation_size('wf.definition_grant'), left(pg_temp.refused('SELECT wf.start(''two'', actor => ''alice'')'), 5);
DROP TABLE public.more_grants;
CREATE TABLE public.more_delegations () INHERITS (wf.delegation);
INSERT INTO public.more_delegations (tenant_id, delegation_id, person_id, agent_id, valid_from, created_at, created_by) VALUES (0, 1, 'lena', 'bob', now() - interval '1 day', now(), 'dba');
SELECT wf.start('two', actor => 'alice') AS d \gset
SELECT pg_relation_size('wf.delegation'), assignee, on_behalf_of FROM wf.task WHERE instance_id = :d;
DROP TABLE public.more_delegations;
SELECT pg_temp.life();

-- Only by statements.
SET wf_engine.row_access = sql;
SELECT pg_temp.life();
RESET wf_engine.row_access;
SET ROLE wf_app;
SET wf_engine.row_access = sql;
RESET ROLE;

-- A transaction that only reads changes nothing, and says what it was.
BEGIN READ ONLY;
SELECT pg_temp.refused('SELECT wf.start(''two'', actor => ''alice'')');
SELECT pg_temp.refused(format('SELECT wf.approve(%s, actor => ''frank'')', :k * 1000000 + 2));
ROLLBACK;
DROP TABLE public.seen;
DROP FUNCTION public.note_row, public.note_rows;
