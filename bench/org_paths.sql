-- Is a table of materialised paths (ltree, GiST) worth it? "Everybody below" and "the n-th above" among 100,000 people, against
-- what the engine does without: wf.subordinates (a recursive query) and wf.reporting_line. Needs postgresql-contrib.
--   WF_CLUSTER=paths scripts/cluster.sh start; WF_CLUSTER=paths scripts/cluster.sh psql -X -f bench/org_paths.sql
-- Figures are the best of five, in microseconds a call, of the person whose share of the tree is in the first column.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = error;
DROP DATABASE IF EXISTS wf_paths;
CREATE DATABASE wf_paths;
\c wf_paths
SET client_min_messages = error;
CREATE EXTENSION wf_engine;
CREATE EXTENSION ltree;
SELECT wf.setup() \g /dev/null
INSERT INTO wf.person (tenant_id, person_id, name, manager_id, active, attributes)
SELECT 0, i::text, 'Person ' || i, CASE WHEN i > 0 THEN ((i - 1) / 6)::text END, true, '{}' FROM generate_series(0, 99999) i;
CREATE TABLE path (tenant_id bigint, person_id text, path ltree NOT NULL, PRIMARY KEY (tenant_id, person_id));
WITH RECURSIVE down AS (
    SELECT person_id, person_id::ltree AS path FROM wf.person WHERE manager_id IS NULL
    UNION ALL
    SELECT p.person_id, d.path || p.person_id FROM down d JOIN wf.person p ON p.tenant_id = 0 AND p.manager_id = d.person_id)
INSERT INTO path SELECT 0, person_id, path FROM down;
CREATE INDEX path_gist ON path USING gist (path);
CREATE INDEX path_btree ON path (path);
VACUUM (ANALYZE) wf.person, path;

CREATE FUNCTION time_of(sql text, calls integer) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    _before timestamptz;
    _found bigint;
    _best numeric;
BEGIN
    FOR _round IN 1 .. 5 LOOP
        _before := clock_timestamp();
        FOR _call IN 1 .. calls LOOP EXECUTE sql INTO _found; END LOOP;
        _best := least(_best, extract(epoch FROM clock_timestamp() - _before) * 1000000 / calls);
    END LOOP;
    RETURN round(_best, 1);
END $$;
-- Persons 1, 7, 259, 9331 have about 1/6, 1/36, ... of all below them.
SELECT id AS person, (SELECT count(*) FROM wf.subordinates(id)) AS below,
    time_of(format('SELECT count(*) FROM wf.subordinates(%L)', id), calls) AS recursive,
    time_of(format('SELECT count(*) FROM path JOIN wf.person p USING (tenant_id, person_id) WHERE p.tenant_id = 0 AND path <@ (SELECT path FROM path WHERE tenant_id = 0 AND person_id = %L)', id), calls) AS ltree_join,
    time_of(format('SELECT count(*) FROM path WHERE path <@ (SELECT path FROM path WHERE tenant_id = 0 AND person_id = %L)', id), calls) AS ltree_ids_only
FROM (VALUES ('0', 5), ('1', 10), ('7', 50), ('43', 200), ('259', 500), ('9331', 1000), ('99999', 1000)) AS person (id, calls);
SELECT 'third superior of a leaf' AS what,
    time_of('SELECT count(*) FROM wf.reporting_line(''99999'', 3)', 3000) AS reporting_line,
    time_of('SELECT count(subpath(path, -4, 1)) FROM path WHERE tenant_id = 0 AND person_id = ''99999''', 3000) AS ltree;
-- What keeping the paths costs: one person moves, and everybody below has another path.
\timing on
BEGIN;
UPDATE wf.person SET manager_id = '2' WHERE tenant_id = 0 AND person_id = '43';
UPDATE path SET path = '0.2'::ltree || subpath(path, nlevel('0.1.7.43') - 1) WHERE path <@ '0.1.7.43';
ROLLBACK;
BEGIN;
UPDATE wf.person SET manager_id = '2' WHERE tenant_id = 0 AND person_id = '1';
UPDATE path SET path = '0.2'::ltree || subpath(path, nlevel('0.1') - 1) WHERE path <@ '0.1';
ROLLBACK;
