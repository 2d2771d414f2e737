-- wf.bind on partitioned tables: the parent is bound, its partitions come and go.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE TABLE visit (id integer, month integer, who text, days numeric, state text DEFAULT 'draft', PRIMARY KEY (id, month)) PARTITION BY LIST (month);
CREATE TABLE visit_1 PARTITION OF visit FOR VALUES IN (1);
-- Of another shape than the parent.
CREATE TABLE visit_2 (junk text, state text DEFAULT 'draft', days numeric, who text, month integer NOT NULL, id integer NOT NULL);
ALTER TABLE visit_2 DROP COLUMN junk;
ALTER TABLE visit ATTACH PARTITION visit_2 FOR VALUES IN (2);
SELECT pg_temp.refused($$SELECT wf.bind('visit_1', 'leave')$$);
SELECT wf.bind('visit', 'leave', '{"start": {"column": "state", "is": "asked"}, "initiator": "who",
    "status": {"column": "state", "codes": {"running": "open", "completed": "granted", "rejected": "no"}}, "require": {"column": "state", "is": "paid"}}');
SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgfoid IN ('wf._row_written'::regproc, 'wf._row_needs_approval'::regproc) ORDER BY tgrelid::regclass::text, tgname;

-- Started, frozen, written back and required in every partition, also in one that is written directly.
INSERT INTO visit VALUES (1, 1, 'alice', 2, 'asked'), (2, 2, 'bob', 2, 'asked');
INSERT INTO visit_2 (id, month, who, days, state) VALUES (3, 2, 'alice', 4, 'asked');
SELECT business_table, business_key, data, initiator FROM wf.instance_list ORDER BY instance_id;
SELECT id, month, who, days, state FROM visit ORDER BY id;
SELECT pg_temp.refused('UPDATE visit SET days = 9 WHERE id = 1');
SELECT pg_temp.refused('UPDATE visit_2 SET days = 9 WHERE id = 3');
SELECT pg_temp.refused('UPDATE visit_2 SET id = 9 WHERE id = 3');
SELECT pg_temp.refused('DELETE FROM visit WHERE id = 2');
-- To another partition is to another key.
SELECT pg_temp.refused('UPDATE visit SET month = 1 WHERE id = 2');
SELECT pg_temp.refused('UPDATE visit SET state = ''paid'' WHERE id = 2');
SELECT wf.approve(2000001, actor => 'lena') > 0, wf.approve(1000001, actor => 'lena') > 0;
SELECT id, state FROM visit ORDER BY id;
UPDATE visit_2 SET state = 'paid' WHERE id = 2;
INSERT INTO visit VALUES (4, 1, 'alice', 2);
SELECT pg_temp.refused('UPDATE visit_1 SET state = ''paid'' WHERE id = 4');
SELECT pg_temp.refused('TRUNCATE visit'), pg_temp.refused('TRUNCATE visit_1');
SELECT i.instance_id, bool_or(c.changed) FROM wf.instance_list i, wf.changed_after_approval(i.instance_id) c GROUP BY 1 ORDER BY 1;

-- New partitions are bound with the parent: made, attached, partitioned themselves.
CREATE TABLE visit_3 PARTITION OF visit FOR VALUES IN (3);
CREATE TABLE visit_4 (id integer NOT NULL, month integer NOT NULL, who text, days numeric, state text DEFAULT 'draft') PARTITION BY RANGE (id);
CREATE TABLE visit_4_a PARTITION OF visit_4 FOR VALUES FROM (0) TO (100);
ALTER TABLE visit ATTACH PARTITION visit_4 FOR VALUES IN (4);
CREATE TABLE visit_4_b PARTITION OF visit_4 FOR VALUES FROM (100) TO (200);
INSERT INTO visit VALUES (5, 3, 'alice', 2, 'asked'), (6, 4, 'alice', 2, 'asked'), (106, 4, 'alice', 2, 'asked');
SELECT business_key FROM wf.instance_list WHERE instance_id > 3 ORDER BY instance_id;
SELECT t, pg_temp.refused('UPDATE ' || t || ' SET days = 9'), pg_temp.refused('TRUNCATE ' || t) FROM unnest(ARRAY['visit_3', 'visit_4_a', 'visit_4_b']) AS t;

-- A partition goes when none of its rows is being approved.
SELECT pg_temp.refused('ALTER TABLE visit DETACH PARTITION visit_3');
SELECT pg_temp.refused('DROP TABLE visit_3');
SELECT pg_temp.refused('ALTER TABLE visit DETACH PARTITION visit_4');
SELECT pg_temp.refused('DROP TABLE visit_4_b');
ALTER TABLE visit DETACH PARTITION visit_1 CONCURRENTLY;
ALTER TABLE visit DETACH PARTITION visit_1;
SELECT tgname FROM pg_trigger WHERE tgrelid = 'visit_1'::regclass AND NOT tgisinternal;
UPDATE visit_1 SET days = 99;
TRUNCATE visit_1;
SELECT wf.approve(instance_id * 1000000 + 1, actor => 'lena') > 0 FROM wf.instance_list WHERE business_key LIKE '%"month": 3%';
DROP TABLE visit_3;

-- Triggers of partitions belong to the binding, too.
SELECT pg_temp.refused('ALTER TABLE visit_2 DISABLE TRIGGER wf_row_written');
SELECT pg_temp.refused('DROP TRIGGER wf_table_truncated ON visit_4_a');
SELECT pg_temp.refused('ALTER TABLE visit_2 DISABLE TRIGGER ALL');

-- The parent cannot become a part itself.
CREATE TABLE all_visits (id integer, month integer, who text, days numeric, state text) PARTITION BY RANGE (month);
SELECT pg_temp.refused('ALTER TABLE all_visits ATTACH PARTITION visit FOR VALUES FROM (1) TO (100)');

SELECT wf.unbind('visit');
SELECT count(*) FROM pg_trigger WHERE tgfoid IN ('wf._row_written'::regproc, 'wf._row_needs_approval'::regproc);
ALTER TABLE all_visits ATTACH PARTITION visit FOR VALUES FROM (1) TO (100);
SELECT pg_temp.refused($$SELECT wf.bind('visit', 'leave')$$);
SELECT wf.verify(instance_id) FROM wf.instance_list;

SET client_min_messages = error;
DROP EXTENSION wf_engine CASCADE;
DROP TABLE all_visits, visit_1;
