CREATE FUNCTION wf._list_sources(scope text, sees_all boolean, administers boolean, filter jsonb, OUT sources text[], OUT at text, OUT id text, OUT answered text[])
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- $1 tenant, $2 person, $3 their groups, $6 definitions, $7 statuses, $8 nodes, $18 the definitions that they administer, $19 and $20 what they have done (wf._acts). "key in $3: ..." is
    -- read for each of these by itself, for only one key comes out of an index in order.
    _related text[] := ARRAY[
        'wf.involved s JOIN wf.instance i USING (tenant_id, instance_id) WHERE s.tenant_id = $1 AND s.who = $2',
        'key in $3: wf.involved s JOIN wf.instance i USING (tenant_id, instance_id) WHERE s.tenant_id = $1 AND s.who = k.key',
        -- What is open to everyone is not noted for anybody.
        '(SELECT DISTINCT t.tenant_id, t.instance_id FROM wf.task t
          WHERE t.tenant_id = $1 AND t.assignee IS NULL AND t.candidates @> ARRAY[''everyone''] AND ''everyone'' = ANY ($3)) AS s
         JOIN wf.instance i USING (tenant_id, instance_id) WHERE true'];
    _standing text := 'key in $8: (SELECT DISTINCT o.tenant_id, o.instance_id FROM wf.%s o
          WHERE o.tenant_id = $1 AND o.node = k.key AND o.instance_id IS NOT NULL AND ($5 IS NULL OR o.instance_id < $5)
          ORDER BY o.tenant_id DESC, o.instance_id DESC) AS s
         JOIN wf.instance i USING (tenant_id, instance_id) WHERE true';
BEGIN
    at := 'NULL::timestamptz';
    id := 's.instance_id';
    answered := '{}';
    CASE scope
    WHEN 'todo' THEN
        at := 't.created_at';
        id := 't.task_id';
        sources := ARRAY[
            'wf.task t JOIN wf.instance i USING (tenant_id, instance_id) WHERE t.tenant_id = $1 AND t.assignee = $2',
            'key in $3: wf.task t JOIN wf.instance i USING (tenant_id, instance_id)
                WHERE t.tenant_id = $1 AND t.assignee IS NULL AND t.candidates[2] IS NULL AND t.candidates[1] = k.key
                AND (t.excluded_owners IS NULL OR $2 <> ALL (t.excluded_owners))',
            -- By the index of groups, never by time, whatever the planner thinks of how many there are.
            '(SELECT g.tenant_id, g.instance_id, g.task_id, g.node, g.created_at FROM wf.task g
              WHERE g.tenant_id = $1 AND g.assignee IS NULL AND g.candidates[2] IS NOT NULL AND g.candidates && $3
                AND (g.excluded_owners IS NULL OR $2 <> ALL (g.excluded_owners)) OFFSET 0) AS t
             JOIN wf.instance i USING (tenant_id, instance_id) WHERE true'];
    WHEN 'done' THEN  -- each instance once, at the place of what they did last
        at := 'l.at';
        id := 'i.instance_id';
        sources := ARRAY['unnest($19, $20) AS l (instance_id, at) JOIN wf.instance i ON i.tenant_id = $1 AND i.instance_id = l.instance_id WHERE true'];
    WHEN 'started' THEN
        at := 'i.started_at';
        id := 'i.instance_id';
        sources := ARRAY['wf.instance i WHERE i.tenant_id = $1 AND i.initiator = $2'];
    WHEN 'cc' THEN
        at := 's.sent_at';
        sources := ARRAY['wf.copy s JOIN wf.instance i USING (tenant_id, instance_id)
            WHERE s.tenant_id = $1 AND s.recipient = $2
              AND NOT EXISTS (SELECT FROM wf.copy n
                              WHERE n.tenant_id = s.tenant_id AND n.instance_id = s.instance_id AND n.recipient = $2
                                AND (n.sent_at, n.node, n.round) > (s.sent_at, s.node, s.round))'];
    WHEN 'related' THEN
        sources := _related;
    WHEN 'all' THEN
        IF NOT sees_all THEN
            sources := _related || '(SELECT DISTINCT c.tenant_id, c.instance_id FROM wf.copy c
                WHERE c.tenant_id = $1 AND c.recipient = $2 AND ($5 IS NULL OR c.instance_id < $5)
                ORDER BY c.tenant_id DESC, c.instance_id DESC) AS s
               JOIN wf.instance i USING (tenant_id, instance_id) WHERE true'::text;
            IF administers THEN
                sources := sources || 'key in $18: wf.instance s CROSS JOIN LATERAL (SELECT s.*) AS i WHERE s.tenant_id = $1 AND s.definition_id = k.key'::text;
            END IF;
        -- Of everybody's instances: where what is asked for leads to the fewest.
        ELSIF filter ? 'instance_ids' OR filter ? 'business_key' THEN
            id := 'i.instance_id';
            sources := ARRAY['wf.instance i WHERE i.tenant_id = $1'];
        ELSIF NOT wf._texts(filter -> 'status') && '{running,completed}' THEN
            answered := '{status}';
            sources := ARRAY['key in $7: wf.seldom_status s JOIN wf.instance i USING (tenant_id, instance_id) WHERE s.tenant_id = $1 AND s.status = k.key AND i.status = k.key'];
        ELSIF filter ? 'nodes' THEN
            answered := '{nodes}';
            sources := ARRAY[format(_standing, 'task'), format(_standing, 'job'), format(_standing, 'subscription')];
        ELSE
            id := 'i.instance_id';
            IF filter ? 'started_from' OR filter ? 'started_to' THEN
                at := 'i.started_at';
            END IF;
            sources := ARRAY[CASE WHEN filter ? 'initiator' THEN 'wf.instance i WHERE i.tenant_id = $1'
                                  WHEN filter ? 'definition' THEN 'key in $6: wf.instance i WHERE i.tenant_id = $1 AND i.definition_id = k.key'
                                  ELSE 'wf.instance i WHERE i.tenant_id = $1' END];
        END IF;
    ELSE
        RAISE EXCEPTION 'there is no list %', quote_ident(scope) USING
            ERRCODE = 'WF504',
            HINT = 'The lists are todo, done, started, related, cc and all.';
    END CASE;
END
$$;
COMMENT ON FUNCTION wf._list_sources IS
'Where the rows of a list come from: FROM and WHERE, each out of an index in the order of the list, and what they are ordered by (at null: by id alone); answered: the filters that the sources themselves keep.';
