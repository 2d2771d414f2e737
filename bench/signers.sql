-- Countersigns of 3, 50 and 500 people whose ids have nothing in common (32 hexadecimal digits): what a vote costs grows with
-- what has to be kept of the others. signers.make_requests(size, how many) gives the first instance of so many that wait.
CREATE SCHEMA signers;
CREATE FUNCTION signers.id(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT md5('signer' || n) $$;
INSERT INTO wf.person (tenant_id, person_id, name, active, attributes)
SELECT 0, signers.id(n), 'Signer ' || n, true, '{}' FROM generate_series(1, 500) AS n;
SELECT wf.deploy(jsonb_build_object('key', 'signers' || size, 'nodes', jsonb_build_array(
        '{"id": "start", "type": "start"}'::jsonb, '{"id": "end", "type": "end"}'::jsonb,
        jsonb_build_object('id', 'sign', 'type', 'approval', 'mode', 'all', 'approvers', jsonb_build_array(jsonb_build_object(
            'by', 'users', 'users', (SELECT jsonb_agg(signers.id(n) ORDER BY n) FROM generate_series(1, size) AS n))))),
    'flows', '[{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]'::jsonb)) > 0
FROM unnest(ARRAY[3, 50, 500]) AS size;
CREATE FUNCTION signers.make_requests(_size integer, _count integer) RETURNS bigint LANGUAGE sql AS $$
    SELECT min(wf.start('signers' || _size, '{"days": 3}', actor => signers.id(1))) FROM generate_series(1, _count)
$$;
