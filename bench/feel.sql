-- What wf.feel costs a row, beside the same question asked in PostgreSQL's own words; nanoseconds of processor time.
--   WF_CLUSTER=speed scripts/cluster.sh psql -qXAt -d postgres -f bench/feel.sql
-- Both read the same jsonb in the same server: floor, feel and the other take turns (every other round backwards), the floor (the
-- query without either) is taken off, and a ratio is taken within a round. The median of the rounds counts; least and most stand
-- beside it. "parse" is what it costs to compile: rows whose text differs from the one before, less rows whose text does not.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
DROP DATABASE IF EXISTS wf_bench_feel;
CREATE DATABASE wf_bench_feel;
\c wf_bench_feel
SET client_min_messages = warning;
SET jit = off;
SET max_parallel_workers_per_gather = 0;
CREATE EXTENSION wf_engine;
CREATE TABLE small AS
SELECT i AS n, jsonb_build_object('days', i % 10, 'kind', CASE WHEN i % 3 = 0 THEN 'sick' ELSE 'annual' END) AS c FROM generate_series(1, 100000) i;
CREATE TABLE request AS
SELECT i AS n, jsonb_build_object('days', i % 40, 'grade', i % 7, 'amount', i % 1000 * 7.5, 'quantity', i % 20, 'kind', 'annual', 'email', 'ann' || i || '@example.com',
    'name', 'Ann Example', 'from', date '2026-01-01' + i % 300, 'until', date '2026-01-01' + i % 200 + 20) AS c FROM generate_series(1, 20000) i;
CREATE TABLE orders AS
SELECT i AS n, (SELECT jsonb_build_object('lines', jsonb_agg(jsonb_build_object('sku', 'a' || j, 'qty', (i + j) % 11, 'price', j * 2.25))) FROM generate_series(1, 20) j) AS c
FROM generate_series(1, 2000) i;
VACUUM (ANALYZE) small, request, orders;

CREATE TABLE question (
    id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    what text NOT NULL,
    source text NOT NULL,
    feel text NOT NULL,
    other text NOT NULL,  -- SQL on column c
    other_name text NOT NULL
);
INSERT INTO question (what, source, feel, other_name, other) VALUES
    ('condition', 'small', 'days > 5 and kind != "sick"', 'jsonb_path_match', $q$jsonb_path_match(c, '$.days > 5 && $.kind != "sick"')$q$),
    ('list: filter, sum', 'orders', 'sum(lines[qty > 5].price)', 'jsonb_path_query and sum',
        $q$(SELECT sum(l::numeric) FROM jsonb_path_query(c, '$.lines[*] ? (@.qty > 5).price') l)$q$),
    ('list: for, if', 'orders', 'for l in lines return if l.qty > 5 then l.qty * l.price * 0.9 else l.qty * l.price', 'SQL over the elements',
        $q$(SELECT jsonb_agg((l->'qty')::numeric * (l->'price')::numeric * CASE WHEN (l->'qty')::numeric > 5 THEN 0.9 ELSE 1 END) FROM jsonb_array_elements(c->'lines') l)$q$),
    ('strings', 'request', 'upper case(substring before(email, "@")) + "-" + string(string length(name))', 'SQL',
        $q$to_jsonb(upper(split_part(c->>'email', '@', 1)) || '-' || length(c->>'name'))$q$),
    ('context, function', 'request', '{rate: function(n) if n > 10 then 0.1 else 0.05, total: amount * quantity, rebate: total * rate(quantity)}.rebate', 'SQL',
        $q$to_jsonb((c->'amount')::numeric * (c->'quantity')::numeric * CASE WHEN (c->'quantity')::numeric > 10 THEN 0.1 ELSE 0.05 END)$q$),
    ('decision: six branches', 'request', 'if days > 30 and grade < 3 then "board" else if days > 30 then "director" else if days > 20 and kind = "sick" then "people" '
        'else if days > 10 and amount > 5000 then "finance" else if days between 3 and 10 then "lead" else "nobody"', 'SQL',
        $q$to_jsonb(CASE WHEN (c->'days')::int > 30 AND (c->'grade')::int < 3 THEN 'board' WHEN (c->'days')::int > 30 THEN 'director'
            WHEN (c->'days')::int > 20 AND c->>'kind' = 'sick' THEN 'people' WHEN (c->'days')::int > 10 AND (c->'amount')::numeric > 5000 THEN 'finance'
            WHEN (c->'days')::int BETWEEN 3 AND 10 THEN 'lead' ELSE 'nobody' END)$q$),
    ('dates', 'request', 'date(from) + duration("P3D") <= date(until)', 'SQL', $q$to_jsonb((c->>'from')::date + 3 <= (c->>'until')::date)$q$);
-- The comparison is worth nothing if they don't agree.
DO $$
DECLARE
    _q question;
    _differ bigint;
BEGIN
    FOR _q IN SELECT q.* FROM question q LOOP
        EXECUTE format('SELECT count(*) FROM %I WHERE wf.feel(%L, c) IS DISTINCT FROM to_jsonb(%s)', _q.source, _q.feel, _q.other) INTO _differ;
        IF _differ > 0 THEN
            RAISE EXCEPTION '%: % rows differ', _q.what, _differ;
        END IF;
    END LOOP;
END $$;

CREATE TABLE timing (round integer, question integer, floor float8, feel float8, other float8, parsing float8);
-- Of this backend's processor, so that neighbours on the machine count little. The kernel counts when a process gives way: so it does.
CREATE FUNCTION nanoseconds() RETURNS float8 LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_sleep(0.0001);
    RETURN split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8;
END $$;
-- A row.
CREATE FUNCTION time_of(source text, sql text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    _before float8 := nanoseconds();
    _rows bigint;
BEGIN
    EXECUTE format('SELECT count(%s) FROM %I', sql, source) INTO _rows;
    RETURN (nanoseconds() - _before) / _rows;
END $$;
CREATE FUNCTION take_turns(round integer, q question) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _sql constant text[] := ARRAY['c', format('wf.feel(%L, c)', q.feel), q.other,
        format('wf.feel(CASE n %% 2 WHEN 0 THEN %L ELSE %L END, c)', q.feel, q.feel || ' ')];
    _ns float8[] := array_fill(0, ARRAY[4]);
    _at integer;
BEGIN
    FOR _turn IN 1 .. 4 LOOP
        _at := CASE round % 2 WHEN 0 THEN _turn ELSE 5 - _turn END;
        _ns[_at] := time_of(q.source, _sql[_at]);
    END LOOP;
    INSERT INTO timing VALUES (round, q.id, _ns[1], _ns[2], _ns[3], _ns[4]);
END $$;
SELECT take_turns(round, q) FROM generate_series(0, 14) round, question q ORDER BY round, q.id \g /dev/null
DELETE FROM timing WHERE round = 0;  -- warms up

\pset format aligned
\pset tuples_only off
\pset footer off
SELECT q.what, round(m.floor) AS floor, round(m.feel) AS feel, round(m.other) AS other, round(m.ratio::numeric, 2) AS ratio,
    round(m.least::numeric, 2) AS least, round(m.most::numeric, 2) AS most, round(m.parse) AS parse, q.other_name AS "the other is"
FROM question q,
    LATERAL (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t.floor) AS floor, percentile_cont(0.5) WITHIN GROUP (ORDER BY t.feel - t.floor) AS feel,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY t.other - t.floor) AS other, percentile_cont(0.5) WITHIN GROUP (ORDER BY t.parsing - t.feel) AS parse,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY (t.feel - t.floor) / (t.other - t.floor)) AS ratio,
        min((t.feel - t.floor) / (t.other - t.floor)) AS least, max((t.feel - t.floor) / (t.other - t.floor)) AS most
        FROM timing t WHERE t.question = q.id) m
ORDER BY q.id;
\c postgres
DROP DATABASE wf_bench_feel;
