// Views and functions of all shapes beside those of the engine, for the tests of the dialect.
const roles = 'wf_user, wf_app, wf_designer, wf_admin, wf_reader';

export const shelf = [`
CREATE VIEW wf_api.shelf AS SELECT n::bigint AS id, 'title ' || n AS title, CASE WHEN n % 2 = 0 THEN 'a' WHEN n % 3 = 0 THEN 'b,c' ELSE 'x"y' END AS kind, (n || '.10')::numeric AS amount,
    jsonb_build_object('amount', n, 'who', 'w' || n, 'lines', jsonb_build_array(n, n + 1)) AS data, ARRAY['t' || n % 3, 'all'] AS tags,
    timestamptz '2026-01-01 00:00:00Z' + n * interval '1 hour' AS due_at, CASE WHEN n > 5 THEN n > 20 END AS done, CASE WHEN n > 40 THEN 'noted' END AS "Note of it"
    FROM generate_series(1, 57) n;
CREATE TABLE public.written (id bigint GENERATED ALWAYS AS IDENTITY, word text);
CREATE FUNCTION wf_api.write_rows(count integer) RETURNS TABLE (id bigint, word text) LANGUAGE sql AS $$ INSERT INTO public.written (word) SELECT 'w' || n FROM generate_series(1, count) n RETURNING written.id, written.word $$;
CREATE FUNCTION wf_api.write_words(count integer) RETURNS SETOF text LANGUAGE sql AS $$ INSERT INTO public.written (word) SELECT 'w' || n FROM generate_series(1, count) n RETURNING written.word $$;
CREATE FUNCTION wf_api.write_nothing() RETURNS void LANGUAGE sql AS $$ INSERT INTO public.written (word) VALUES ('nothing') $$;
CREATE FUNCTION wf_api.write_one(OUT id bigint, OUT word text) LANGUAGE sql AS $$ INSERT INTO public.written (word) VALUES ('one') RETURNING written.id, written.word $$;
CREATE FUNCTION wf_api.write_secretly() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT nextval('public.written_id_seq') $$;
CREATE FUNCTION wf_api.rows_of(lowest integer DEFAULT 1) RETURNS SETOF wf_api.shelf LANGUAGE sql STABLE AS $$ SELECT * FROM wf_api.shelf WHERE id >= lowest $$;
CREATE FUNCTION wf_api.words(count integer) RETURNS SETOF text LANGUAGE sql STABLE AS $$ SELECT 'w' || n FROM generate_series(1, count) n $$;
CREATE FUNCTION wf_api.echo(a bigint[] DEFAULT NULL, b integer DEFAULT NULL, c text DEFAULT NULL, d jsonb DEFAULT NULL, e numeric DEFAULT NULL, f text[] DEFAULT NULL) RETURNS jsonb LANGUAGE sql STABLE
    AS $$ SELECT jsonb_build_object('a', a, 'b', b, 'c', c, 'd', d, 'e', e::text, 'f', f, 'read_only', current_setting('transaction_read_only'), 'key', current_setting('request.headers', true)::json ->> 'idempotency-key') $$;
CREATE FUNCTION wf_api.fail(code text) RETURNS text LANGUAGE plpgsql STABLE AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = code, HINT = 'a hint', DETAIL = 'a detail'; END $$;
CREATE FUNCTION wf_api.sleep(seconds double precision) RETURNS void LANGUAGE sql STABLE AS $$ SELECT pg_sleep(seconds) $$;
CREATE FUNCTION wf_api.large(size integer) RETURNS text LANGUAGE sql STABLE AS $$ SELECT repeat('x', size) $$;
CREATE FUNCTION wf_api.prepared() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM pg_catalog.pg_prepared_statements $$;
CREATE FUNCTION wf_api.hidden_thing() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT 1 $$;
REVOKE ALL ON FUNCTION wf_api.hidden_thing() FROM PUBLIC;
GRANT SELECT ON wf_api.shelf TO ${roles};
GRANT ALL ON public.written TO ${roles};
GRANT USAGE ON SEQUENCE public.written_id_seq TO ${roles};`];
