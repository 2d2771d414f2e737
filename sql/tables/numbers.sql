-- A client that reads JSON takes a number for a double: beyond 2^53 - 1 it would see another id than there is, and act on that.
-- Tasks, jobs and start events count on from a million times their instance or definition (src/pg/store/ids.hpp), so these two end earlier.
DO $do$
DECLARE
    _sequence record;
BEGIN
    FOR _sequence IN
        SELECT s.seqrelid::regclass AS name, CASE WHEN c.relname IN ('instance_id_seq', 'definition_definition_id_seq') THEN 9007199253 ELSE 9007199254740991 END AS last
        FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
        WHERE c.relnamespace = 'wf'::regnamespace
    LOOP
        EXECUTE format('ALTER SEQUENCE %s MAXVALUE %s', _sequence.name, _sequence.last);
    END LOOP;
END
$do$;
