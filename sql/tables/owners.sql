-- Whose code it is that the engine runs: another owner, later, has not been agreed to.
ALTER TABLE wf.function ADD COLUMN owner text;
COMMENT ON COLUMN wf.function.owner IS 'The owner of the function when it was registered; a function of somebody else under this name is not called.';
UPDATE wf.function f SET owner = (SELECT pg_get_userbyid(p.proowner) FROM pg_proc p WHERE p.oid = to_regprocedure(f.function));

ALTER TABLE wf.mirror ADD COLUMN source_owner text;
COMMENT ON COLUMN wf.mirror.source_owner IS 'The owner of the table of the host when it was mirrored; another one has to mirror it anew.';
UPDATE wf.mirror m SET source_owner = (SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = m.source);

-- Earlier versions read mirrored tables by functions that belonged to the owners of these.
DO $do$
DECLARE
    _reader regprocedure;
BEGIN
    FOR _reader IN SELECT oid FROM pg_proc WHERE pronamespace = 'wf'::regnamespace AND proname LIKE E'\\_mirror\\_reader\\_%' LOOP
        EXECUTE format('DROP FUNCTION %s', _reader);
    END LOOP;
END
$do$;
