-- An anchor that was kept outside finds what was done to the log since, also by somebody who can write every table.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
CREATE FUNCTION pg_temp.masked(anchor text) RETURNS text LANGUAGE sql AS $$ SELECT regexp_replace(regexp_replace(anchor, '\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z', 'TIME'), '[0-9a-f]{64}', 'ROOT') $$;

-- The tree: the roots of RFC 6962 as Certificate Transparency's own tests have them.
SELECT n, wf._merkle_root(coalesce(string_agg(sha256('\x00' || d.data), '' ORDER BY d.place), '')) AS root
FROM generate_series(0, 8) AS n
LEFT JOIN unnest(ARRAY['', '\x00', '\x10', '\x2021', '\x3031', '\x40414243', '\x5051525354555657', '\x606162636465666768696a6b6c6d6e6f']::bytea[]) WITH ORDINALITY AS d (data, place) ON d.place <= n
WHERE n IN (0, 1, 2, 3, 5, 8) GROUP BY n ORDER BY n;
-- No entry yet.
SELECT pg_temp.masked(wf.anchor());
SELECT holds, instances, message FROM wf.check_anchor(wf.anchor());

SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS i \gset
SELECT wf.approve(:i * 1000000 + 1, 'fine', '{"days": 8}', actor => 'lena');
SELECT wf.comment(:i, 'one', actor => 'alice');
SELECT wf.start('leave', '{"days": 1}', actor => 'bob') AS other \gset
SELECT wf.withdraw(:other, actor => 'bob');
SELECT wf.start('leave', '{"days": 2}', actor => 'bob') AS third \gset
SELECT wf.anchor() AS anchor, now() AS anchored \gset
SELECT pg_temp.masked(:'anchor');
SELECT split_part(:'anchor', ' ', 4) = wf._merkle_root(sha256('\x00' || l[1]) || sha256('\x00' || l[2]) || sha256('\x00' || l[3])) AS as_documented
FROM (SELECT array_agg(convert_to(format('%s/%s/%s/%s', tenant_id, instance_id, version, encode(log_hash, 'hex')), 'UTF8') ORDER BY tenant_id, instance_id) AS l FROM wf.instance) AS h;
SELECT holds, at < now() AS before, instances, message FROM wf.check_anchor(:'anchor');
-- Whatever comes later changes nothing, undone work neither. What it began with is not in it: neither its own transaction.
SELECT wf.comment(:i, 'two', actor => 'alice');
SELECT wf.undo(:i, actor => 'lena');
SELECT wf.start('leave', '{"days": 3}', actor => 'carol') AS later \gset
SELECT holds, instances, message FROM wf.check_anchor(:'anchor');
BEGIN;
SELECT wf.comment(:third, 'in the same transaction', actor => 'bob');
SELECT wf.start('leave', '{"days": 3}', actor => 'dan') AS own \gset
SELECT wf.anchor() AS mine \gset
COMMIT;
SELECT pg_temp.masked(:'mine');
SELECT holds, instances, message FROM wf.check_anchor(:'mine');
SELECT holds, instances, message FROM wf.check_anchor(E'  ' || :'anchor' || E'\n');
SET timezone = 'Asia/Shanghai';
SET datestyle = 'German';
SELECT holds, instances, message FROM wf.check_anchor(:'anchor');
RESET timezone;
RESET datestyle;

-- Each of these crimes in a transaction that is rolled back.
CREATE TABLE public.anchored AS SELECT :'anchor' AS anchor, :'anchored'::timestamptz AS at;
-- Somebody who knows how: after the crime all hashes fit again.
CREATE FUNCTION public.rebuild(instance bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _seq bigint;
BEGIN
    FOR _seq IN SELECT l.seq FROM wf.log l WHERE l.instance_id = instance ORDER BY l.seq LOOP
        UPDATE wf.log l SET hash = sha256(m.message)
        FROM wf._chain_messages(0, instance, '-infinity') m WHERE l.instance_id = instance AND l.seq = _seq AND m.seq = _seq;
    END LOOP;
    UPDATE wf.instance i SET version = _seq, log_hash = l.hash FROM wf.log l WHERE i.instance_id = instance AND l.instance_id = instance AND l.seq = _seq;
END
$$;
CREATE FUNCTION pg_temp.after(crime text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        ALTER TABLE wf.log DISABLE TRIGGER USER;
        EXECUTE crime;
        RETURN QUERY SELECT format('%s (chains: %s): %s', c.holds, CASE WHEN EXISTS (SELECT FROM wf.verify_all()) THEN 'broken' ELSE 'whole' END, c.message)
                     FROM public.anchored a, wf.check_anchor(a.anchor) c;
        RAISE EXCEPTION 'undo';
    EXCEPTION WHEN raise_exception THEN
        NULL;
    END;
END
$$;
SELECT crime, f.found
FROM (VALUES ('UPDATE wf.log SET comment = ''three'' WHERE instance_id = 1 AND seq = 3'),
             ('UPDATE wf.log SET comment = ''three'' WHERE instance_id = 1 AND seq = 3; SELECT public.rebuild(1)'),
             ('UPDATE wf.log SET actor = ''bob'' WHERE instance_id = 1 AND seq = 4'),
             ('UPDATE wf.log SET actor = ''bob'' WHERE instance_id = 1 AND seq = 4; SELECT public.rebuild(1)'),
             ('DELETE FROM wf.log WHERE instance_id = 1 AND seq = 2'),
             ('DELETE FROM wf.log WHERE instance_id = 1 AND seq IN (4, 5); SELECT public.rebuild(1)'),
             ('DELETE FROM wf.log WHERE instance_id = 1 AND seq >= 3; SELECT public.rebuild(1)'),
             ('DELETE FROM wf.log WHERE instance_id = 3; DELETE FROM wf.instance WHERE instance_id = 3'),
             ('DELETE FROM wf.log WHERE instance_id = 4; DELETE FROM wf.instance WHERE instance_id = 4'),
             ('DELETE FROM wf.log WHERE instance_id = 3'),
             ('DELETE FROM wf.instance WHERE instance_id = 3'),
             ('UPDATE wf.log SET at = at + interval ''1 hour'' WHERE instance_id = 2; UPDATE wf.instance SET started_at = started_at + interval ''1 hour'' WHERE instance_id = 2; SELECT public.rebuild(2)'),
             ('INSERT INTO wf.log SELECT l.tenant_id, 2, 3, a.at - interval ''1 microsecond'', action, actor, on_behalf_of, task_id, node, comment, source, target, context, events FROM wf.log l, public.anchored a WHERE instance_id = 1 AND seq = 3; SELECT public.rebuild(2)'),
             ('UPDATE wf.log SET at = (SELECT a.at - interval ''1 microsecond'' FROM public.anchored a) WHERE instance_id = 1 AND seq = 4; SELECT public.rebuild(1)'),
             ('UPDATE wf.log SET at = (SELECT min(at) FROM wf.log) WHERE instance_id = 4; UPDATE wf.instance SET started_at = (SELECT min(at) FROM wf.log) WHERE instance_id = 4; SELECT public.rebuild(4)'),
             ('UPDATE wf.log SET tenant_id = 7 WHERE instance_id = 2; UPDATE wf.instance SET tenant_id = 7 WHERE instance_id = 2; SELECT public.rebuild(2)'),
             ('UPDATE wf.log SET instance_id = CASE instance_id WHEN 2 THEN 3 ELSE 2 END WHERE instance_id IN (2, 3)'),
             ('UPDATE wf.log SET hash = NULL WHERE instance_id = 1; UPDATE wf.instance SET log_hash = NULL WHERE instance_id = 1')) AS c (crime),
     LATERAL pg_temp.after(crime) AS f (found);
DROP FUNCTION public.rebuild;
DROP TABLE public.anchored;
SELECT holds, instances, message FROM wf.check_anchor(:'anchor');
-- Another root, another number, another time.
SELECT holds, instances, message FROM wf.check_anchor(left(:'anchor', -64) || repeat('0', 64));
SELECT holds, instances, message FROM wf.check_anchor(replace(:'anchor', 'Z 3 ', 'Z 4 '));
SELECT holds, instances, message FROM wf.check_anchor(regexp_replace(:'anchor', '1 \d{4}', '1 2001'));

-- What is no anchor.
SELECT * FROM wf.check_anchor('');
SELECT * FROM wf.check_anchor(NULL);
SELECT * FROM wf.check_anchor('wf-anchor-2 2026-11-30T12:00:00.000000Z 1 ' || repeat('0', 64));
SELECT * FROM wf.check_anchor('wf-anchor-1 2026-11-31T12:00:00.000000Z 1 ' || repeat('0', 64));
SELECT * FROM wf.check_anchor('wf-anchor-1 2026-13-30T12:00:00.000000Z 1 ' || repeat('0', 64));
SELECT * FROM wf.check_anchor('wf-anchor-1 2026-11-30T25:00:00.000000Z 1 ' || repeat('0', 64));
SELECT * FROM wf.check_anchor('wf-anchor-1 2026-11-30T12:00:00.000000Z 1 ' || repeat('0', 63));
SELECT * FROM wf.check_anchor('wf-anchor-1 2026-11-30T12:00:00.000000Z 1000000000000000000000 ' || repeat('0', 64));
-- When it cannot be made.
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT wf.anchor();
ROLLBACK;
BEGIN READ ONLY;
SELECT pg_temp.masked(wf.anchor());
COMMIT;
