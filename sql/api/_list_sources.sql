CREATE FUNCTION wf._list_sources(scope text, sees_all boolean, administers boolean, OUT sources text[], OUT at text, OUT id text)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- $1 tenant, $2 person, $3 their groups, $18 the definitions that they administer
    _involved text := 'SELECT m.instance_id FROM wf.instance m WHERE m.initiator = $2 AND m.tenant_id = $1
        UNION SELECT l.instance_id FROM wf.log l WHERE l.actor = $2 AND l.tenant_id = $1
        UNION SELECT t.instance_id FROM wf.task t WHERE t.assignee = $2 AND t.tenant_id = $1
        UNION SELECT t.instance_id FROM wf.task t WHERE t.assignee IS NULL AND t.candidates && $3 AND t.tenant_id = $1
        UNION SELECT v.instance_id FROM wf.involved v WHERE v.who = ANY ($3 || $2) AND v.tenant_id = $1';
    -- From their instances to the rows, newest first: left to itself the planner likes to walk through everybody's.
    _rows text := '(SELECT u.instance_id FROM (%s) AS u ORDER BY u.instance_id DESC OFFSET 0) AS mine
        CROSS JOIN LATERAL (SELECT x.tenant_id, x.instance_id, x.definition_id, x.title, x.serial_no, x.status, x.initiator, x.started_at,
                                   x.ended_at, x.business_table, x.business_key
                            FROM wf.instance x WHERE x.tenant_id = $1 AND x.instance_id = mine.instance_id OFFSET 0) AS i WHERE true';
BEGIN
    at := 'NULL::timestamptz';
    id := 'i.instance_id';
    CASE scope
    WHEN 'todo' THEN
        at := 't.created_at';
        id := 't.task_id';
        sources := ARRAY[
            'wf.task t JOIN wf.instance i USING (tenant_id, instance_id) WHERE t.tenant_id = $1 AND t.assignee = $2',
            'wf.task t JOIN wf.instance i USING (tenant_id, instance_id) WHERE t.tenant_id = $1 AND t.assignee IS NULL AND t.candidates && $3
                AND (t.excluded_owners IS NULL OR $2 <> ALL (t.excluded_owners))'];
    WHEN 'done' THEN  -- each instance once, at the place of what they did last
        at := 'l.at';
        sources := ARRAY['wf.log l JOIN wf.instance i USING (tenant_id, instance_id)
            WHERE l.tenant_id = $1 AND l.actor = $2 AND l.task_id IS NOT NULL AND l.action NOT IN (''claim'', ''release'', ''save_draft'')
              AND NOT EXISTS (SELECT FROM wf.log n
                              WHERE n.tenant_id = l.tenant_id AND n.instance_id = l.instance_id AND n.seq > l.seq AND n.at >= l.at
                                AND n.actor = $2 AND n.task_id IS NOT NULL AND n.action NOT IN (''claim'', ''release'', ''save_draft''))'];
    WHEN 'started' THEN
        at := 'i.started_at';
        sources := ARRAY['wf.instance i WHERE i.tenant_id = $1 AND i.initiator = $2'];
    WHEN 'cc' THEN
        at := 'c.sent_at';
        sources := ARRAY['wf.copy c JOIN wf.instance i USING (tenant_id, instance_id)
            WHERE c.tenant_id = $1 AND c.recipient = $2
              AND NOT EXISTS (SELECT FROM wf.copy n
                              WHERE n.tenant_id = c.tenant_id AND n.instance_id = c.instance_id AND n.recipient = $2
                                AND (n.sent_at, n.node, n.round) > (c.sent_at, c.node, c.round))'];
    WHEN 'related' THEN
        id := 'mine.instance_id';
        sources := ARRAY[format(_rows, _involved)];
    WHEN 'all' THEN
        id := CASE WHEN sees_all THEN 'i.instance_id' ELSE 'mine.instance_id' END;
        sources := ARRAY[CASE WHEN sees_all THEN 'wf.instance i WHERE i.tenant_id = $1' ELSE
            format(_rows, _involved || ' UNION SELECT c.instance_id FROM wf.copy c WHERE c.recipient = $2 AND c.tenant_id = $1') END];
        IF administers AND NOT sees_all THEN  -- one that is also theirs comes out of both
            sources := sources || 'wf.instance mine CROSS JOIN LATERAL (SELECT mine.*) AS i WHERE mine.tenant_id = $1 AND mine.definition_id = ANY ($18)'::text;
        END IF;
    ELSE
        RAISE EXCEPTION 'there is no list %', quote_ident(scope) USING
            ERRCODE = 'WF504',
            HINT = 'The lists are todo, done, started, related, cc and all.';
    END CASE;
END
$$;
COMMENT ON FUNCTION wf._list_sources IS
'Where the rows of a list come from: FROM and WHERE, each out of an index, and what they are ordered by (at null: by id alone).';
