-- How long it takes to validate a BPMN file of a million bytes, and PostgreSQL to parse its XML at all. In an empty database, with \timing:
--   psql -X -f bench/bpmn.sql
\set QUIET on
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS wf_engine;
SELECT wf.setup() \g /dev/null
SELECT wf.load_directory('{"persons": [{"id": "bob"}]}') \g /dev/null
CREATE TEMP TABLE file AS
SELECT concat('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="big" isExecutable="true"><startEvent id="t0"/>',
    string_agg(format('<userTask id="t%s" name="Task number %s of a long process" camunda:assignee="bob"><documentation>What has to be done in step %s: look at it, and say whether it is right.</documentation></userTask>'
        '<sequenceFlow id="f%s" name="after step number %s" sourceRef="t%s" targetRef="t%s"/>', i, i, i, i, i, i - 1, i), E'\n' ORDER BY i),
    '</process></definitions>') AS xml
FROM generate_series(1, 3600) AS i;
CREATE FUNCTION pg_temp.milliseconds(call text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    _begun timestamptz;
    _best numeric;
BEGIN
    FOR _i IN 1 .. 5 LOOP
        _begun := clock_timestamp();
        EXECUTE call;
        _best := least(_best, extract(epoch FROM clock_timestamp() - _begun) * 1000);
    END LOOP;
    RETURN round(_best, 1);
END
$$;
SELECT length(xml) AS bytes, 3600 * 2 + 1 AS elements, v.ms AS validate, w.ms AS parse, round(v.ms / w.ms, 1) AS ratio, round(v.ms / 7.201, 1) AS "ms per 1,000 elements"
FROM file, pg_temp.milliseconds('SELECT count(*) FROM file, wf.validate_bpmn(xml)') AS v (ms),
    pg_temp.milliseconds('SELECT xml_is_well_formed_document(xml) FROM file') AS w (ms);
