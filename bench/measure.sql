-- What was measured, and how the figures come out of it.
\set ON_ERROR_STOP on
CREATE TABLE bench.run (
    run bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    round integer NOT NULL,
    what text NOT NULL,
    clients integer NOT NULL,
    sync text NOT NULL,
    wal_before numeric NOT NULL DEFAULT pg_current_wal_insert_lsn() - '0/0',
    wal_after numeric
);
-- One row for each client of a run, written by the client itself (bench/transactions/end.part).
CREATE TABLE bench.client (
    run bigint NOT NULL,
    calls integer NOT NULL,
    wall_us float8 NOT NULL,
    cpu_us float8 NOT NULL
);
CREATE TABLE bench.lookup (
    round integer NOT NULL,
    what text NOT NULL,
    us float8 NOT NULL
);
CREATE VIEW bench.result AS
SELECT r.round, r.what, r.clients, r.sync,
       sum(c.wall_us) / sum(c.calls) / r.clients AS us,  -- one call of all clients together: the reciprocal of the rate
       sum(c.cpu_us) / sum(c.calls) AS cpu_us,
       (max(r.wal_after) - max(r.wal_before)) / (sum(c.calls) + :warm_up * r.clients) AS wal
FROM bench.run r JOIN bench.client c USING (run)
GROUP BY r.run;
-- One client that takes turns call by call: the mean of each kind of call, without the slowest twentieth.
CREATE TABLE bench.turn (
    round integer NOT NULL,
    what text NOT NULL,
    sync text NOT NULL,
    us float8 NOT NULL
);
CREATE VIEW bench.timing AS
SELECT round, what, clients, sync, us FROM bench.result WHERE clients > 1 AND round > 0
UNION ALL
SELECT round, what, 1, sync, us FROM bench.turn;
-- Ratios are taken within a round, between neighbours in time; the median of the rounds counts.
CREATE VIEW bench.ratio AS
SELECT a.what, b.what AS base, a.clients, a.sync,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY a.us / b.us) AS time,
       min(a.us / b.us) AS time_min, max(a.us / b.us) AS time_max
FROM bench.timing a JOIN bench.timing b USING (round, clients, sync)
GROUP BY 1, 2, 3, 4;

-- Work for one round: requests that wait for their first approval. Returns the id of the first.
CREATE FUNCTION bench.make_requests(_what text, _count integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    _form constant jsonb := '{"days": 3, "kind": "annual", "reason": "a week at the sea"}';
    _first bigint;
    _last bigint;
BEGIN
    IF _what = 'floor' THEN
        _first := nextval('floor.instance_id_seq') + 1;
        SELECT max(floor.start(_form, (15000 + i % 5000)::text)) INTO _last
        FROM generate_series(_first, _first + _count - 1) i;
    ELSE
        _first := nextval('wf.instance_id_seq') + 1;
        SELECT max(wf.start(_what, _form, actor => (15000 + i % 5000)::text)) INTO _last
        FROM generate_series(_first, _first + _count - 1) i;
    END IF;
    IF _last <> _first + _count - 1 THEN
        RAISE EXCEPTION 'somebody else starts requests here';
    END IF;
    RETURN _first;
END
$$;

-- Microseconds for one look-up, the mean of _count in one statement.
CREATE FUNCTION bench.time_lookup(_what text, _count integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _before timestamptz;
    _found bigint;
BEGIN
    _before := clock_timestamp();
    CASE _what
    WHEN 'function, 3 levels' THEN
        SELECT count(*) INTO _found FROM generate_series(1, _count) i,
            LATERAL wf.reporting_line((199999 - i)::text, 3, tenant_id => 1);
    WHEN 'function, to the top' THEN
        SELECT count(*) INTO _found FROM generate_series(1, _count) i,
            LATERAL wf.reporting_line((199999 - i)::text, until => '{"top": true}', tenant_id => 1);
    WHEN 'bare query, 3 levels' THEN
        FOR i IN 1 .. _count LOOP
            PERFORM FROM bench.line((199999 - i)::text, 3);
        END LOOP;
    WHEN 'bare query, to the top' THEN
        FOR i IN 1 .. _count LOOP
            PERFORM FROM bench.line((199999 - i)::text, 1000);
        END LOOP;
    END CASE;
    INSERT INTO bench.lookup
    SELECT coalesce(max(round) FILTER (WHERE what = _what), 0) + 1, _what,
           extract(epoch FROM clock_timestamp() - _before) * 1000000 / _count
    FROM bench.lookup;
END
$$;
-- The plainest recursive query for the same question. Inlined, so the time is that of the query.
CREATE FUNCTION bench.line(_person text, _levels integer) RETURNS TABLE (level integer, person_id text) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE line AS (
        SELECT 0 AS level, p.person_id, p.manager_id FROM wf.person p WHERE p.tenant_id = 1 AND p.person_id = _person
        UNION ALL
        SELECT l.level + 1, m.person_id, m.manager_id
        FROM line l JOIN wf.person m ON m.tenant_id = 1 AND m.person_id = l.manager_id AND m.active WHERE l.level < _levels)
    SELECT line.level, line.person_id FROM line WHERE line.level > 0
$$;
