-- Requests about rows, for measurements of what a bound row costs an approve: three fixed approvers (:b1, :b2, :b3, people of the
-- directory), a form of five fields, two equal tables of ten columns. bind_it() binds one of them: its five columns are the fields.
-- make_orders(kind, how many, initiator) gives the first instance of so many that wait for their first approval: about no row ("none"),
-- about rows of the table that is not bound ("plain"), about rows of the one that is or will be ("bound"); and rows with negative ids,
-- three for each request, that nobody approves.
CREATE SCHEMA orders;
SELECT wf.deploy(jsonb_build_object('key', 'order',
    'form', '{"fields": [{"name": "item", "type": "text", "required": true}, {"name": "amount", "type": "number"},
        {"name": "wanted_on", "type": "date"}, {"name": "urgent", "type": "boolean"}, {"name": "supplier", "type": "text"}]}'::jsonb,
    'nodes', '[{"id": "start", "type": "start"}, {"id": "end", "type": "end"}]'::jsonb
        || (SELECT jsonb_agg(jsonb_build_object('id', 'sign' || n, 'type', 'approval', 'approvers',
               jsonb_build_array(jsonb_build_object('by', 'users', 'users', jsonb_build_array(person))))) FROM unnest(ARRAY[:'b1', :'b2', :'b3']) WITH ORDINALITY AS p (person, n)),
    'flows', '[{"from": "start", "to": "sign1"}, {"from": "sign1", "to": "sign2"}, {"from": "sign2", "to": "sign3"}, {"from": "sign3", "to": "end"}]'::jsonb)) > 0;
CREATE TABLE orders.plain (id integer PRIMARY KEY, item text, amount numeric(12, 2), wanted_on date, urgent boolean, supplier text,
    note text, state text, created_at timestamptz DEFAULT now(), seen integer DEFAULT 0);
CREATE TABLE orders.bound (LIKE orders.plain INCLUDING ALL);
CREATE FUNCTION orders.bind_it() RETURNS void LANGUAGE sql AS $$
    SELECT wf.bind('orders.bound', 'order', '{"start": {"column": "state", "is": "wanted"}, "always_writable": ["seen"],
        "data": {"item": "item", "amount": "amount", "wanted_on": "wanted_on", "urgent": "urgent", "supplier": "supplier"}}')
$$;
CREATE FUNCTION orders.make_orders(_kind text, _count integer, _initiator text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    _first constant bigint := nextval('wf.instance_id_seq') + 1;
    _last bigint;
BEGIN
    IF _kind <> 'none' THEN
        EXECUTE format('INSERT INTO orders.%3$I (id, item, amount, wanted_on, urgent, supplier, note, state)
            SELECT n, ''chairs'', 1200.50, ''2027-03-01'', false, ''Oak and Sons'', ''for the third floor'', ''asked''
            FROM (SELECT generate_series(%1$s, %2$s) UNION ALL SELECT -generate_series(%1$s * 3, %2$s * 3 + 3)) AS ids (n)',
            _first, _first + _count - 1, _kind);
    END IF;
    SELECT max(wf.start('order', '{"item": "chairs", "amount": 1200.50, "wanted_on": "2027-03-01", "urgent": false, "supplier": "Oak and Sons"}',
                        actor => _initiator, business_table => CASE WHEN _kind <> 'none' THEN 'orders.' || _kind END,
                        business_key => CASE WHEN _kind <> 'none' THEN n::text END)) INTO _last
    FROM generate_series(_first, _first + _count - 1) AS n;
    IF _last <> _first + _count - 1 THEN
        RAISE EXCEPTION 'somebody else starts requests here';
    END IF;
    RETURN _first;
END
$$;
