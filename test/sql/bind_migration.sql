-- wf.bind: a migration of the bound table voids no signature, as long as what was signed stays.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

SELECT pg_temp.deploy('buy', '{"approvers": [{"by": "users", "users": ["lena"]}]}');
CREATE TABLE ware (gone text, id integer PRIMARY KEY, buyer text, small smallint, whole integer, price numeric(10, 2), rate real, code varchar(5), grade char(4), tags json, day date,
    stamp timestamptz(0), label varchar(20), empty text, state text);
-- So that numbers of columns have a hole.
ALTER TABLE ware DROP COLUMN gone;
SELECT wf.bind('ware', 'buy', '{"start": "insert", "initiator": "buyer", "data": {}, "keep": "row", "require": {"column": "state", "is": "paid"}}');
INSERT INTO ware (id, buyer, small, whole, price, rate, code, grade, tags, day, stamp, label)
    VALUES (1, 'alice', 7, 100, 100.00, 0.25, 'a-1', 'A', '{"b": [1, 2], "a": 1.50}', '2027-03-01', '2027-03-01 12:00+02', 'new'), (2, 'alice', 0, 0, 0, '-0', '', '', '{}', NULL, NULL, NULL);
SELECT wf.approve(task_id, actor => assignee) > 0 FROM wf.todo;
-- Both rows after a change that is undone again: is what was signed still there, what is said to have changed, and may it be paid?
CREATE FUNCTION pg_temp.after(change text) RETURNS TABLE (id bigint, is_signed boolean, differs text, paid text) LANGUAGE plpgsql AS $$
DECLARE
    _answer text[];
BEGIN
    FOR id IN SELECT generate_series(1, 2) LOOP
        BEGIN
            EXECUTE change;
            _answer := ARRAY[(SELECT NOT bool_or(changed) FROM wf.changed_after_approval(id))::text,
                (SELECT string_agg(format('%s: %s, now %s', coalesce(column_name, 'others'), signed, coalesce(w.now::text, 'gone')), '; ' ORDER BY column_name)
                 FROM wf.what_was_signed(instance_id => id) w WHERE changed IS NOT false),
                split_part(pg_temp.refused(format('UPDATE ware SET state = ''paid'' WHERE id = %s', id)), ':', 1)];
            RAISE EXCEPTION USING ERRCODE = 'BACK1';
        EXCEPTION WHEN SQLSTATE 'BACK1' THEN
            NULL;
        END;
        is_signed := _answer[1];
        differs := _answer[2];
        paid := _answer[3];
        RETURN NEXT;
    END LOOP;
END $$;

SELECT * FROM pg_temp.after('SELECT');
-- Added.
SELECT * FROM pg_temp.after('ALTER TABLE ware ADD COLUMN archived boolean NOT NULL DEFAULT false, ADD COLUMN note text');
-- Renamed: another column of the same name is another column.
SELECT * FROM pg_temp.after('ALTER TABLE ware RENAME COLUMN price TO cost');
SELECT * FROM pg_temp.after('ALTER TABLE ware RENAME COLUMN price TO cost; ALTER TABLE ware ADD COLUMN price numeric DEFAULT 5');
SELECT * FROM pg_temp.after('ALTER TABLE ware RENAME COLUMN code TO x; ALTER TABLE ware RENAME COLUMN label TO code; ALTER TABLE ware RENAME COLUMN x TO label');
-- Wider.
SELECT * FROM pg_temp.after('ALTER TABLE ware ALTER small TYPE integer, ALTER whole TYPE bigint, ALTER price TYPE numeric(12, 4)');
SELECT * FROM pg_temp.after('ALTER TABLE ware ALTER whole TYPE numeric, ALTER rate TYPE double precision, ALTER code TYPE text, ALTER grade TYPE varchar(4)');
SELECT * FROM pg_temp.after('ALTER TABLE ware ALTER grade TYPE char(9), ALTER tags TYPE jsonb, ALTER stamp TYPE timestamptz');
CREATE DOMAIN amount AS numeric CHECK (VALUE >= 0);
SELECT * FROM pg_temp.after('ALTER TABLE ware ALTER price TYPE amount');
-- The same value, written otherwise.
SELECT * FROM pg_temp.after('UPDATE ware SET tags = ''{"a":1.5,  "b":[1,2.0]}'', rate = rate * 1.0 WHERE whole = 100; UPDATE ware SET rate = 0, price = ''-0.0'', grade = ''  '' WHERE whole = 0');
SELECT * FROM pg_temp.after('SET LOCAL timezone = ''Asia/Tokyo''; SET LOCAL datestyle = ''German''; SET LOCAL extra_float_digits = 0');
-- Another value.
SELECT * FROM pg_temp.after('UPDATE ware SET tags = ''{"b": [2, 1], "a": 1.50}'' WHERE id = 1; UPDATE ware SET empty = '''' WHERE id = 2');
SELECT * FROM pg_temp.after('ALTER TABLE ware ALTER code TYPE varchar(2) USING left(code, 2), ALTER day TYPE timestamp');
-- Dropped: what it said is gone, if it said anything.
SELECT * FROM pg_temp.after('ALTER TABLE ware DROP COLUMN empty');
SELECT * FROM pg_temp.after('ALTER TABLE ware DROP COLUMN label');
SELECT * FROM pg_temp.after('ALTER TABLE ware DROP COLUMN label; ALTER TABLE ware ADD COLUMN label varchar(20) DEFAULT ''new''');

-- A dump that is restored makes the table anew, without the hole: columns have other numbers, and are known by their names.
CREATE FUNCTION pg_temp.restore() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    SET LOCAL session_replication_role = replica;
    CREATE TEMPORARY TABLE dump AS TABLE ware;
    DROP TABLE ware;
    CREATE TABLE ware (LIKE dump);
    ALTER TABLE ware ADD PRIMARY KEY (id);
    INSERT INTO ware TABLE dump;
    DROP TABLE dump;
    PERFORM wf._restore_binding_triggers();
    SET LOCAL session_replication_role = origin;
END $$;
ALTER EVENT TRIGGER wf_keep_used_tables DISABLE;
SELECT * FROM pg_temp.after('SELECT pg_temp.restore()');
SELECT * FROM pg_temp.after('SELECT pg_temp.restore(); UPDATE ware SET price = 1');
-- A number that is another column's now tells nothing: neither that a column is still there, nor that it was renamed.
SELECT * FROM pg_temp.after('ALTER TABLE ware DROP COLUMN whole; SELECT pg_temp.restore()');
SELECT * FROM pg_temp.after('SELECT pg_temp.restore(); ALTER TABLE ware RENAME COLUMN price TO cost');
-- Once more: signed on the table as it is restored.
SELECT pg_temp.restore();
ALTER EVENT TRIGGER wf_keep_used_tables ENABLE;
INSERT INTO ware (id, buyer, price) VALUES (3, 'alice', 5);
SELECT wf.approve(task_id, actor => assignee) > 0 FROM wf.todo;
ALTER TABLE ware RENAME COLUMN price TO cost;
SELECT column_name, w.signed, w.now, changed FROM wf.what_was_signed(instance_id => 3) w WHERE w.signed <> 'null';
SELECT count(*) AS lists FROM wf.signed_columns;

SELECT wf.unbind('ware');
SET client_min_messages = error;
DROP TABLE ware;
DROP DOMAIN amount;
