-- For bench/log.sh, after log_company.sql: :ended ended instances of five entries each over :months months, and :running that are open, as
-- copies of the templates that the engine has made. Ids and times are their own: also in the snapshot, and in the hashes, which make a chain
-- (docs/reference/chain.md); so wf.verify and wf.verify_all hold. Then CALL gen.copy_months(0) and (1), which may run at once.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET synchronous_commit = off;
SET work_mem = '512MB';
SET timezone = 'UTC';
CREATE SCHEMA gen;
-- How a column goes into the hash.
CREATE FUNCTION gen.text(bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce('\x01'::bytea || int4send(length($1)) || $1, '\x00') $$;
CREATE FUNCTION gen.text(text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT gen.text(convert_to($1, 'UTF8')) $$;
CREATE FUNCTION gen.number(bigint) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce('\x01'::bytea || int8send($1), '\x00') $$;
CREATE FUNCTION gen.link(previous bytea, message bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT sha256(int4send(length(previous)) || previous || message) $$;
CREATE AGGREGATE gen.chain(bytea) (SFUNC = gen.link, STYPE = bytea, INITCOND = '');
-- The entries to copy, with what of the hash is the same in all copies.
CREATE UNLOGGED TABLE gen.entry AS
SELECT t.n, l.*, gen.text(l.action) || gen.text(l.actor) || gen.text(l.on_behalf_of) AS before_task,
       gen.text(l.node) || gen.text(l.comment) || gen.text(l.source) || gen.text(l.target) || gen.text(l.context::text) || gen.text(l.events)
       || gen.number(l.cause) || gen.text(l.row_hash) || gen.number(l.row_columns) || gen.text(l.row_image::text) || '\x00' AS after_task
FROM bench.template t JOIN wf.log l ON l.tenant_id = 0 AND l.instance_id = t.instance_id;
-- 8 bytes, the lowest first: how the snapshot holds a time.
CREATE FUNCTION gen.bytes(t timestamptz) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT substr(b, 8, 1) || substr(b, 7, 1) || substr(b, 6, 1) || substr(b, 5, 1) || substr(b, 4, 1) || substr(b, 3, 1) || substr(b, 2, 1) || substr(b, 1, 1) FROM (SELECT timestamptz_send(t) AS b) AS x
$$;
-- Entry k comes (k - 1) * 14 hours after the first, so that those of an instance do not lie side by side.
CREATE FUNCTION gen.at(_begin timestamptz, _seq bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT _begin + (_seq - 1) * interval '50400 seconds' $$;
-- The snapshots, with the places where times stand in them, and of which entries these are.
CREATE UNLOGGED TABLE gen.template AS
SELECT t.n, t.is_open, i.*, p.places, p.seqs
FROM bench.template t JOIN wf.instance i ON i.tenant_id = 0 AND i.instance_id = t.instance_id
CROSS JOIN LATERAL (
    SELECT array_agg(s.place) AS places, array_agg(e.seq) AS seqs
    FROM (SELECT DISTINCT ON (l.at) l.at, l.seq FROM gen.entry l WHERE l.n = t.n ORDER BY l.at, l.seq) AS e
    JOIN generate_series(1, length(i.state) - 7) AS s (place) ON substr(i.state, s.place, 8) = gen.bytes(e.at)) AS p;
CREATE FUNCTION gen.state(_state bytea, _places integer[], _seqs bigint[], _begin timestamptz) RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    FOR i IN 1 .. coalesce(array_length(_places, 1), 0) LOOP
        _state := overlay(_state PLACING gen.bytes(gen.at(_begin, _seqs[i])) FROM _places[i]);
    END LOOP;
    RETURN _state;
END
$$;
-- What is to be made: a number, its template, its beginning.
CREATE UNLOGGED TABLE gen.copy AS
WITH made AS (
    SELECT i AS number, false AS is_open, i::bigint * 7 % (:templates * 3 / 4) AS n,
           m.first + (now() - interval '4 days' - m.first) * (i::float8 / :ended) AS begins
    FROM generate_series(1, :ended) AS i, (SELECT date_trunc('month', now()) - interval '1 month' * (:months - 1) AS first) AS m
    UNION ALL
    SELECT :ended + i, true, :templates * 3 / 4 + i::bigint * 7 % (:templates - :templates * 3 / 4), now() - interval '40 days' + interval '36 days' * (i::float8 / :running)
    FROM generate_series(1, :running) AS i)
SELECT *, (SELECT last_value FROM wf.instance_id_seq) + row_number() OVER (ORDER BY begins, number) AS instance_id FROM made;
CREATE INDEX ON gen.copy (begins);
ANALYZE gen.copy, gen.template, gen.entry;
SELECT setval('wf.instance_id_seq', (SELECT max(instance_id) FROM gen.copy)) AS set \gset
SELECT wf.ensure_partitions(date_trunc('month', now()) - interval '1 month' * (:months - 1), :months + 3) AS made \gset
-- Those that begin in one month, their entries in the order of time.
CREATE FUNCTION gen.copy_month(_from timestamptz, _until timestamptz) RETURNS void LANGUAGE sql SET search_path = pg_catalog AS $$
    WITH entry AS MATERIALIZED (
        SELECT c.instance_id, e, gen.at(c.begins, e.seq) AS at, c.instance_id * 1000000 + e.task_id % 1000000 AS task_id,
               gen.chain(gen.number(0) || gen.number(c.instance_id) || gen.number(e.seq) || '\x01'::bytea || timestamptz_send(gen.at(c.begins, e.seq))
                         || e.before_task || gen.number(c.instance_id * 1000000 + e.task_id % 1000000) || e.after_task) OVER (PARTITION BY c.instance_id ORDER BY e.seq) AS hash
        FROM gen.copy c JOIN gen.entry e ON e.n = c.n
        WHERE c.begins >= _from AND c.begins < _until),
    log AS (
        INSERT INTO wf.log (tenant_id, instance_id, seq, at, action, actor, on_behalf_of, task_id, node, comment, source, target, context, events, cause, hash)
        SELECT 0, m.instance_id, (m.e).seq, m.at, (m.e).action, (m.e).actor, (m.e).on_behalf_of, m.task_id, (m.e).node, (m.e).comment, (m.e).source, (m.e).target,
               (m.e).context, (m.e).events, (m.e).cause, m.hash
        FROM entry m ORDER BY m.at)
    INSERT INTO wf.instance (tenant_id, instance_id, definition_id, title, initiator, started_at, status, version, ended_at, data, state, log_hash)
    SELECT 0, c.instance_id, t.definition_id, t.title, t.initiator, c.begins, t.status, t.version,
           CASE WHEN t.ended_at IS NOT NULL THEN gen.at(c.begins, t.version) END, t.data, gen.state(t.state, t.places, t.seqs, c.begins), m.hash
    FROM gen.copy c JOIN gen.template t ON t.n = c.n JOIN entry m ON m.instance_id = c.instance_id AND (m.e).seq = t.version
    WHERE c.begins >= _from AND c.begins < _until ORDER BY c.instance_id
$$;
CREATE PROCEDURE gen.copy_months(_half integer) LANGUAGE plpgsql AS $$
DECLARE
    _month timestamptz;
BEGIN
    FOR _month IN SELECT m FROM generate_series((SELECT date_trunc('month', min(begins)) FROM gen.copy), now(), interval '1 month') WITH ORDINALITY AS x (m, n) WHERE n % 2 = _half ORDER BY 1 LOOP
        PERFORM gen.copy_month(_month, _month + interval '1 month');
        COMMIT;
    END LOOP;
END
$$;
INSERT INTO wf.task (tenant_id, task_id, instance_id, node, round, assignee, on_behalf_of, candidates, created_at, due_at, claimed_at)
SELECT 0, c.instance_id * 1000000 + k.task_id % 1000000, c.instance_id, k.node, k.round, k.assignee, k.on_behalf_of, k.candidates,
       gen.at(c.begins, t.version), k.due_at - k.created_at + c.begins, k.claimed_at
FROM gen.copy c JOIN gen.template t ON t.n = c.n JOIN wf.task k ON k.tenant_id = 0 AND k.instance_id = t.instance_id WHERE c.is_open ORDER BY 2;
INSERT INTO wf.job (tenant_id, job_id, instance_id, definition_id, node, kind, topic, due_at, repeats_left, tries_left, created_at)
SELECT 0, c.instance_id * 1000000 + j.job_id % 1000000, c.instance_id, j.definition_id, j.node, j.kind, j.topic, j.due_at - j.created_at + c.begins, j.repeats_left, j.tries_left, c.begins
FROM gen.copy c JOIN gen.template t ON t.n = c.n JOIN wf.job j ON j.tenant_id = 0 AND j.instance_id = t.instance_id WHERE c.is_open ORDER BY 2;
INSERT INTO wf.copy (tenant_id, instance_id, recipient, node, round, sent_by, sent_at)
SELECT 0, c.instance_id, y.recipient, y.node, y.round, y.sent_by, gen.at(c.begins, t.version)
FROM gen.copy c JOIN gen.template t ON t.n = c.n JOIN wf.copy y ON y.tenant_id = 0 AND y.instance_id = t.instance_id ORDER BY 2;
INSERT INTO wf.involved (tenant_id, instance_id, who)
SELECT 0, c.instance_id, v.who
FROM gen.copy c JOIN gen.template t ON t.n = c.n JOIN wf.involved v ON v.tenant_id = 0 AND v.instance_id = t.instance_id ORDER BY 2;
