-- A proof of one instance, and examples/verify_proof.py, which needs no database to check it.
\set ECHO none
\set with_python `command -v python3 >/dev/null 2>&1 && echo true || echo false`
\if :with_python
\else
\echo skipped: there is no python3
\quit
\endif
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
-- Each line of PROOFS: a name, a tab, a proof.
\setenv CHECK 'while IFS="$(printf "\\t")" read -r name proof; do out=$(printf %s "$proof" | python3 "$PG_ABS_SRCDIR/../examples/verify_proof.py" "$ANCHOR" 2>&1); echo "$name: exit $?"; printf "%s\\n" "$out" | sed -E "s/[0-9-]{10}T[0-9:.]+Z/TIME/g"; done'
\set ECHO all

SELECT wf.start('leave', '{"days": 9}', actor => 'alice') AS i \gset
SELECT wf.start('leave', '{"days": 1}', actor => 'bob') AS other \gset
SELECT wf.approve(:i * 1000000 + 1, E'fine\n99\t"tab" 好', '{"days": 8}', actor => 'lena');
SELECT wf.delegate(:i * 1000000 + 2, 'eve', actor => 'frank');
SELECT wf.start('leave', '{"days": 1}', actor => 'carol') AS third \gset
SELECT wf.anchor() AS anchor \gset
SELECT wf.comment(:i, 'after the anchor', actor => 'alice');
SELECT wf.start('leave', '{"days": 1}', actor => 'carol') AS later \gset
SELECT wf.prove(:i, :'anchor') AS proof \gset
SELECT key, CASE WHEN key IN ('anchor', 'path', 'entries') THEN jsonb_typeof(value) ELSE regexp_replace(value::text, '[0-9a-f]{64}', 'HASH') END AS value FROM jsonb_each(:'proof') ORDER BY 1;
SELECT jsonb_array_length(:'proof'::jsonb -> 'entries') AS entries, jsonb_array_length(:'proof'::jsonb -> 'path') AS path, :'proof'::jsonb ->> 'anchor' = :'anchor' AS same;

-- All instances of that anchor.
SELECT string_agg(format(E'instance %s\t%s', i, wf.prove(i, :'anchor')), E'\n' ORDER BY i) AS proofs FROM unnest(ARRAY[:i, :other, :third]) AS i \gset
\setenv PROOFS :proofs
\setenv ANCHOR :anchor
\set found `printf "%s\n" "$PROOFS" | eval "$CHECK"`
\echo :found

-- Tampered with.
CREATE TEMP TABLE proof AS SELECT :'proof'::jsonb AS p, wf.prove(:other, :'anchor') AS o;
SELECT string_agg(name || E'\t' || proof, E'\n') AS proofs
FROM proof, LATERAL (VALUES
    ('a letter of a comment', replace(p::text, encode('fine', 'hex'), encode('Fine', 'hex'))::jsonb),
    ('an entry left out', p #- '{entries,1}'),
    ('the first left out', p #- '{entries,0}'),
    ('the last left out', p #- '{entries,-1}'),
    ('the last left out, and the leaf made to fit', jsonb_set(jsonb_set(p #- '{entries,-1}', '{leaf,seq}', '2'), '{leaf,hash}', to_jsonb(encode(sha256(decode(p #>> '{entries,1}', 'hex')), 'hex')))),
    ('an entry twice', jsonb_insert(p, '{entries,1}', p #> '{entries,1}')),
    ('in another order', jsonb_set(jsonb_set(p, '{entries,0}', p #> '{entries,1}'), '{entries,1}', p #> '{entries,0}')),
    ('no entries', jsonb_set(p, '{entries}', '[]')),
    ('a cut entry', jsonb_set(p, '{entries,2}', to_jsonb(left(p #>> '{entries,2}', -8)))),
    ('entries of another', jsonb_set(p, '{entries}', o -> 'entries')),
    ('another place', jsonb_set(p, '{place}', '1')),
    ('a place that there is not', jsonb_set(p, '{place}', '3')),
    ('another path', jsonb_set(p, '{path}', o -> 'path')),
    ('a shorter path', p #- '{path,0}'),
    ('a longer path', jsonb_insert(p, '{path,0}', p #> '{path,0}')),
    ('another instance', jsonb_set(p, '{leaf,instance_id}', '2')),
    ('another head', jsonb_set(p, '{leaf,hash}', o #> '{leaf,hash}')),
    ('half of it', p - 'path')) AS t (name, proof) \gset
\setenv PROOFS :proofs
\set found `printf "%s\n" "$PROOFS" | eval "$CHECK"`
\echo :found
-- Another anchor: of later, of before.
SELECT wf.anchor() AS later_anchor, regexp_replace(:'anchor', '1 \d{4}', '1 2001') AS early, E'right\t' || :'proof' AS proofs \gset
\setenv PROOFS :proofs
\setenv ANCHOR :later_anchor
\set found `printf "%s\n" "$PROOFS" | eval "$CHECK"`
\echo :found
\setenv ANCHOR :early
\set found `printf "%s\n" "$PROOFS" | eval "$CHECK"`
\echo :found
\setenv ANCHOR nonsense
\set found `printf "%s\n" "$PROOFS" | eval "$CHECK"`
\echo :found

-- Refused.
SELECT wf.prove(:later, :'anchor');
SELECT wf.prove(4711, :'anchor');
SELECT wf.prove(:i, 'nonsense');
SELECT wf.prove(:i, NULL);
ALTER TABLE wf.log DISABLE TRIGGER USER;
BEGIN;
UPDATE wf.log SET hash = '\x00' WHERE instance_id = :third;
SELECT wf.prove(:i, :'anchor');
ROLLBACK;
-- What was changed without its hash is for whoever checks the proof to find.
BEGIN;
UPDATE wf.log SET comment = 'Fine' WHERE instance_id = :i AND seq = 2;
SELECT E'changed\t' || wf.prove(:i, :'anchor')::text AS proofs \gset
ROLLBACK;
ALTER TABLE wf.log ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER append_only_truncate;
\setenv PROOFS :proofs
\setenv ANCHOR :anchor
\set found `printf "%s\n" "$PROOFS" | eval "$CHECK"`
\echo :found

-- Of what was blanked the place in the chain is proven, and no more; all else as before.
SELECT wf.cancel(:i, actor => 'root') > 0 AS canceled;
SELECT wf.redact(:i, '{days}', 'asked for') AS entries;
SELECT wf.anchor() AS after \gset
SELECT format(E'before\t%s', wf.prove(:i, :'anchor')) AS proofs \gset
\setenv PROOFS :proofs
\setenv ANCHOR :anchor
\set found `printf "%s\n" "$PROOFS" | eval "$CHECK"`
\echo :found
SELECT format(E'after\t%s\nnot the hash that it had\t%s', p, jsonb_set(p, '{entries,1,hash}', p #> '{entries,0,hash}')) AS proofs FROM wf.prove(:i, :'after') AS p \gset
\setenv PROOFS :proofs
\setenv ANCHOR :after
\set found `printf "%s\n" "$PROOFS" | eval "$CHECK"`
\echo :found
-- An anchor that has a block of the state log in it, too.
INSERT INTO wf.state_seal (seal_id, from_at, until_at, entries, root, hash, sealed_at) VALUES (1, '-infinity', '2020-01-01', 0, wf._merkle_root(''), sha256(''), now());
SELECT wf.anchor() AS anchor \gset
SELECT array_length(regexp_split_to_array(:'anchor', ' '), 1) AS parts;
SELECT format(E'with a block\t%s', wf.prove(:other, :'anchor')) AS proofs \gset
\setenv PROOFS :proofs
\setenv ANCHOR :anchor
\set found `printf "%s\n" "$PROOFS" | eval "$CHECK"`
\echo :found
