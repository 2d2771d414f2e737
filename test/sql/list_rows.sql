-- Which rows a view has for whom, by their definition in one condition, and by which indexes views and lists find them.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
SET client_min_messages = error;
CREATE ROLE regress_wf_app LOGIN IN ROLE wf_app;
CREATE ROLE regress_wf_limited LOGIN IN ROLE wf_app;
CREATE ROLE regress_wf_reader LOGIN IN ROLE wf_reader;
CREATE ROLE regress_wf_alice LOGIN IN ROLE wf_user;
CREATE ROLE regress_wf_bob LOGIN IN ROLE wf_user;
CREATE ROLE regress_wf_carol LOGIN IN ROLE wf_user;
CREATE ROLE regress_wf_lena LOGIN IN ROLE wf_user;
CREATE ROLE regress_wf_frank LOGIN IN ROLE wf_user;
CREATE ROLE regress_wf_heidi LOGIN IN ROLE wf_user;
CREATE ROLE regress_wf_root LOGIN IN ROLE wf_user;
CREATE ROLE regress_wf_stranger LOGIN IN ROLE wf_user;
UPDATE wf.person SET db_role = 'regress_wf_' || person_id WHERE person_id IN ('alice', 'bob', 'carol', 'lena', 'frank', 'heidi', 'root');
DO $$
DECLARE
    _i bigint;
BEGIN
    PERFORM wf.deploy('{"key": "share", "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "end"},
        {"id": "task", "type": "task", "candidates": [{"by": "role", "role": "board"}]}, {"id": "many", "type": "task", "candidates": [{"by": "role", "role": "board"}, {"by": "role", "role": "hr"}]}],
        "flows": [{"from": "start", "to": "task"}, {"from": "task", "to": "many"}, {"from": "many", "to": "end"}]}');
    PERFORM wf.deploy('{"key": "secret", "form": {"fields": [{"name": "pay", "type": "number"}]},
        "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "end"}, {"id": "look", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}], "fields": {"pay": "hidden"}}],
        "flows": [{"from": "start", "to": "look"}, {"from": "look", "to": "end"}]}');
    PERFORM wf.grant_definition('share', 'person:frank'), wf.grant_app('regress_wf_limited', ARRAY['share']);
    FOR n IN 1 .. 40 LOOP
        _i := wf.start((ARRAY['leave', 'leave', 'share', 'secret'])[n % 4 + 1], CASE n % 4 WHEN 0 THEN '{"days": 1}' WHEN 1 THEN '{"days": 9}' WHEN 2 THEN '{}' ELSE '{"pay": 3}' END::jsonb,
                       title => 'request ' || n, actor => (ARRAY['alice', 'bob', 'heidi'])[n % 3 + 1]);
        FOR s IN 1 .. n % 6 LOOP
            BEGIN  -- some may not
            PERFORM CASE WHEN (n + s) % 11 = 0 AND t.candidates IS NULL THEN wf.reject(t.task_id, actor => t.assignee)
                         WHEN (n + s) % 7 = 0 AND t.candidates IS NULL THEN wf.transfer(t.task_id, 'frank', actor => 'root')
                         WHEN t.candidates IS NOT NULL AND (n + s) % 3 = 0 AND t.assignee IS NULL THEN wf.claim(t.task_id, actor => 'carol')
                         WHEN t.candidates IS NOT NULL THEN wf.complete(t.task_id, actor => coalesce(t.assignee, 'dan'))
                         ELSE wf.approve(t.task_id, actor => t.assignee) END
            FROM (SELECT * FROM wf.task WHERE instance_id = _i ORDER BY task_id LIMIT 1) AS t WHERE t.assignee IS DISTINCT FROM 'root';
            EXCEPTION WHEN OTHERS THEN NULL;
            END;
        END LOOP;
        IF n % 9 = 0 THEN PERFORM wf.copy(_i, ARRAY['carol', 'eve'], actor => 'root'); END IF;
    END LOOP;
    PERFORM wf.add_delegation('lena', 'heidi', actor => 'lena');
    PERFORM wf.start('leave', '{"days": 2}', title => 'by deputy', actor => 'bob');
END $$;
-- The definitions, each in one condition, and who takes part by the log.
CREATE FUNCTION public.regress_takes_part(tenant_id bigint, instance_id bigint, initiator text, started_at timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person text := wf.current_actor();
BEGIN
    RETURN person IS NOT NULL AND tenant_id = wf.current_tenant() AND (initiator = person
        OR EXISTS (SELECT FROM wf.task t
                   WHERE t.tenant_id = regress_takes_part.tenant_id AND t.instance_id = regress_takes_part.instance_id
                     AND (t.assignee = person OR t.on_behalf_of = person
                          OR (t.assignee IS NULL AND t.candidates && wf._groups(t.tenant_id, person))))
        OR EXISTS (SELECT FROM wf.log l
                   WHERE l.tenant_id = regress_takes_part.tenant_id AND l.instance_id = regress_takes_part.instance_id
                     AND (l.actor = person OR l.on_behalf_of = person))
        OR EXISTS (SELECT FROM wf.copy c
                   WHERE c.tenant_id = regress_takes_part.tenant_id AND c.instance_id = regress_takes_part.instance_id
                     AND c.recipient = person)
        OR EXISTS (SELECT FROM wf.log l, jsonb_path_query(wf.events(l.events), '$[*] ? (@.type == "SeatsCreated").seats[*]') AS s
                   WHERE l.tenant_id = regress_takes_part.tenant_id AND l.instance_id = regress_takes_part.instance_id
                     AND (s ->> 'holder' = person OR s -> 'candidates' ?| wf._groups(l.tenant_id, person))));
END
$$;
CREATE VIEW public.regress_todo WITH (security_barrier) AS
SELECT t.tenant_id, t.task_id, t.instance_id, d.key AS definition_key, i.title, t.node,
       wf._node_name(t.tenant_id, i.definition_id, t.node) AS node_name,
       t.round, t.assignee, t.candidates, t.created_at, t.due_at, t.claimed_at, i.business_table, i.business_key, t.on_behalf_of,
       t.excluded_owners, t.remaining
FROM wf.task t
JOIN wf.instance i USING (tenant_id, instance_id)
JOIN wf.definition d USING (tenant_id, definition_id)
WHERE ((SELECT wf._usable_definitions()) IS NULL OR i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[]))
  AND ((SELECT wf._sees_all())
       OR (i.tenant_id = (SELECT wf.current_tenant()) AND i.definition_id = ANY ((SELECT wf._administered_definitions())::bigint[]))
       OR (t.tenant_id = (SELECT wf.current_tenant())
           AND (t.assignee = (SELECT wf.current_actor())
                OR (t.assignee IS NULL AND t.candidates && (SELECT wf._my_groups())::text[]
                    AND (t.excluded_owners IS NULL OR (SELECT wf.current_actor()) <> ALL (t.excluded_owners))))));
CREATE VIEW public.regress_done WITH (security_barrier) AS
SELECT l.tenant_id, l.task_id, l.instance_id, d.key AS definition_key, i.title, l.node,
       wf._node_name(l.tenant_id, i.definition_id, l.node) AS node_name,
       l.actor, l.on_behalf_of, l.action, l.comment, l.at, i.status, i.business_table, i.business_key
FROM wf.log l
JOIN wf.instance i USING (tenant_id, instance_id)
JOIN wf.definition d USING (tenant_id, definition_id)
WHERE l.task_id IS NOT NULL
  AND ((SELECT wf._usable_definitions()) IS NULL OR i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[]))
  AND ((SELECT wf._sees_all()) OR (l.tenant_id = (SELECT wf.current_tenant()) AND l.actor = (SELECT wf.current_actor())));
CREATE VIEW public.regress_started WITH (security_barrier) AS
SELECT i.tenant_id, i.instance_id, d.key AS definition_key, d.version AS definition_version, i.version, i.title, i.serial_no,
       i.status, i.initiator,
       CASE WHEN d.hides_fields AND NOT (SELECT wf._sees_all())
            THEN wf._visible_data(i.tenant_id, i.instance_id, i.definition_id, i.data) ELSE i.data END AS data,
       i.business_table, i.business_key, i.started_at, i.ended_at
FROM wf.instance i
JOIN wf.definition d USING (tenant_id, definition_id)
WHERE ((SELECT wf._usable_definitions()) IS NULL OR i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[]))
  AND ((SELECT wf._sees_all())
       OR (i.tenant_id = (SELECT wf.current_tenant()) AND i.initiator = (SELECT wf.current_actor())));
CREATE VIEW public.regress_cc WITH (security_barrier) AS
SELECT c.tenant_id, c.instance_id, c.recipient, d.key AS definition_key, i.title, nullif(c.node, '') AS node,
       c.sent_by, c.sent_at, c.read_at, i.status, i.business_table, i.business_key
FROM wf.copy c
JOIN wf.instance i USING (tenant_id, instance_id)
JOIN wf.definition d USING (tenant_id, definition_id)
WHERE ((SELECT wf._usable_definitions()) IS NULL OR i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[]))
  AND ((SELECT wf._sees_all())
       OR (c.tenant_id = (SELECT wf.current_tenant()) AND c.recipient = (SELECT wf.current_actor())));
CREATE VIEW public.regress_instance_list WITH (security_barrier) AS
SELECT i.tenant_id, i.instance_id, d.key AS definition_key, d.version AS definition_version, i.version, i.title, i.serial_no,
       i.status, i.initiator,
       CASE WHEN d.hides_fields AND NOT (SELECT wf._sees_all())
            THEN wf._visible_data(i.tenant_id, i.instance_id, i.definition_id, i.data) ELSE i.data END AS data,
       i.business_table, i.business_key, i.parent_instance_id, i.started_at, i.ended_at, i.revokes_instance_id,
       (SELECT min(r.instance_id) FROM wf.instance r
        WHERE r.tenant_id = i.tenant_id AND r.revokes_instance_id = i.instance_id AND r.status = 'completed') AS revoked_by_instance_id
FROM wf.instance i
JOIN wf.definition d USING (tenant_id, definition_id)
WHERE ((SELECT wf._usable_definitions()) IS NULL OR i.definition_id = ANY ((SELECT wf._usable_definitions())::bigint[]))
  AND ((SELECT wf._sees_all())
       OR (i.tenant_id = (SELECT wf.current_tenant()) AND i.definition_id = ANY ((SELECT wf._administered_definitions())::bigint[]))
       OR public.regress_takes_part(i.tenant_id, i.instance_id, i.initiator, i.started_at));
ALTER FUNCTION public.regress_takes_part OWNER TO wf_owner;
ALTER VIEW public.regress_todo OWNER TO wf_owner; ALTER VIEW public.regress_done OWNER TO wf_owner; ALTER VIEW public.regress_started OWNER TO wf_owner;
ALTER VIEW public.regress_cc OWNER TO wf_owner; ALTER VIEW public.regress_instance_list OWNER TO wf_owner;
GRANT SELECT ON public.regress_todo, public.regress_done, public.regress_started, public.regress_cc, public.regress_instance_list TO PUBLIC;
CREATE FUNCTION public.regress_compare() RETURNS TABLE (caller text, view text, "rows" bigint, differences bigint) LANGUAGE plpgsql AS $$
BEGIN
    FOREACH view IN ARRAY '{todo,done,started,cc,instance_list}'::text[] LOOP
        EXECUTE format('SELECT count(*) FROM wf.%I', view) INTO "rows";
        EXECUTE format('SELECT count(*) FROM ((TABLE wf.%1$I EXCEPT ALL TABLE public.regress_%1$I) UNION ALL (TABLE public.regress_%1$I EXCEPT ALL TABLE wf.%1$I)) AS d', view) INTO differences;
        caller := regexp_replace(current_user, 'regress_wf_', '');
        RETURN NEXT;
    END LOOP;
END
$$;
RESET client_min_messages;
\set ECHO all

-- Whoever looks sees the rows of the definition, those and no others.
SET SESSION AUTHORIZATION regress_wf_app;
SELECT * FROM public.regress_compare();
SET SESSION AUTHORIZATION regress_wf_limited;
SELECT * FROM public.regress_compare();
SET SESSION AUTHORIZATION regress_wf_reader;
SELECT * FROM public.regress_compare();
SET SESSION AUTHORIZATION regress_wf_alice;
SELECT * FROM public.regress_compare();
SET SESSION AUTHORIZATION regress_wf_bob;
SELECT * FROM public.regress_compare();
SET SESSION AUTHORIZATION regress_wf_carol;
SELECT * FROM public.regress_compare();
SET SESSION AUTHORIZATION regress_wf_lena;
SELECT * FROM public.regress_compare();
SET SESSION AUTHORIZATION regress_wf_frank;
SELECT * FROM public.regress_compare();
SET SESSION AUTHORIZATION regress_wf_heidi;
SELECT * FROM public.regress_compare();
SET SESSION AUTHORIZATION regress_wf_root;
SELECT * FROM public.regress_compare();
SET SESSION AUTHORIZATION regress_wf_stranger;
SELECT * FROM public.regress_compare();
-- In another cell nothing is theirs, whatever their ids.
SET SESSION AUTHORIZATION regress_wf_alice;
SET wf_engine.tenant = 7;
SELECT sum("rows") AS "rows", sum(differences) AS differences FROM public.regress_compare();
RESET wf_engine.tenant;
-- One instance is found by its key, as all are.
SELECT count(*) AS instances, count(*) FILTER (WHERE (SELECT count(*) FROM wf.instance_list o WHERE o.instance_id = l.instance_id) <> 1) AS wrong FROM wf.instance_list AS l;
RESET SESSION AUTHORIZATION;

-- Lists: each out of the index that has its order, on its way to a page.
CREATE FUNCTION pg_temp.scans() RETURNS TABLE (index text, scans bigint) LANGUAGE sql AS $$
    -- Where all are of one cell, the number alone does as well as the key.
    SELECT replace(regexp_replace(c.relname, '_\d{4}_\d{2}_', '_*_'), 'instance_id_idx', 'instance_pkey'), sum(pg_stat_get_xact_numscans(c.oid))
    FROM pg_class c WHERE c.relnamespace = 'wf'::regnamespace AND c.relkind = 'i' GROUP BY 1
$$;
CREATE FUNCTION pg_temp.indexes(statement text, tables text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _before jsonb := (SELECT jsonb_object_agg(index, scans) FROM pg_temp.scans());
BEGIN
    EXECUTE statement;
    RETURN (SELECT string_agg(s.index, ', ' ORDER BY s.index COLLATE "C") FROM pg_temp.scans() AS s
            WHERE s.scans > (_before ->> s.index)::bigint AND s.index ~ ('^(' || tables || ')_'));
END
$$;
-- Among those of others.
INSERT INTO wf.instance (tenant_id, instance_id, definition_id, title, initiator, started_at, status, version, data, state)
SELECT 0, 1000 + n, definition_id, 'of others', 'other' || n % 100, started_at - n * interval '1 minute', 'running', 1, '{}', ''
FROM wf.instance, generate_series(1, 5000) AS n WHERE instance_id = 1;
INSERT INTO wf.task (tenant_id, task_id, instance_id, node, round, assignee, candidates, created_at)
SELECT 0, instance_id * 1000000 + 1, instance_id, 'elsewhere', 1, CASE WHEN instance_id % 4 > 0 THEN 'other' || instance_id % 100 END,
       CASE instance_id % 4 WHEN 0 THEN ARRAY['role:other' || instance_id % 100] WHEN 1 THEN ARRAY['role:a', 'role:b'] END, started_at FROM wf.instance WHERE instance_id > 1000;
INSERT INTO wf.involved (tenant_id, instance_id, who) SELECT 0, instance_id, initiator FROM wf.instance WHERE instance_id > 1000;
INSERT INTO wf.copy (tenant_id, instance_id, recipient, node, round, sent_by, sent_at) SELECT 0, instance_id, initiator, '', 1, 'system', started_at FROM wf.instance WHERE instance_id > 1000;
ANALYZE wf.instance, wf.task, wf.involved, wf.copy, wf.seldom_status;
SET enable_seqscan = off;
SELECT l.scope, l.filter, l.actor, pg_temp.indexes(format('SELECT FROM wf._list(0, %L, %L, NULL, %L, %L, 5, %L)', coalesce(l.actor, 'alice'), l.actor IS NULL, l.scope, l.filter, l.after), l.tables) AS indexes
FROM (VALUES
    ('todo', '{}', 'carol', NULL, 'task'), ('done', '{}', 'lena', NULL, 'log|task'), ('started', '{}', 'alice', NULL, 'instance'), ('cc', '{}', 'carol', NULL, 'copy'),
    ('related', '{}', 'carol', NULL, 'involved|log|instance'), ('related', '{}', 'carol', '20', 'involved|log|instance'), ('all', '{}', 'carol', NULL, 'involved|copy|log|instance'),
    ('all', '{}', NULL, NULL, 'instance'), ('all', '{"status": "rejected"}', NULL, NULL, 'instance|seldom_status'), ('all', '{"status": "running"}', NULL, NULL, 'instance|seldom_status'),
    ('all', '{"nodes": "lead"}', NULL, NULL, 'instance|task|job|subscription'), ('all', '{"definition": "secret"}', NULL, NULL, 'instance'),
    ('all', '{"started_from": "2020-01-01"}', NULL, NULL, 'instance'), ('all', '{"started_from": "2020-01-01", "definition": "secret"}', NULL, NULL, 'instance'),
    ('all', '{"business_table": "a.b", "business_key": "1"}', NULL, NULL, 'instance')) AS l (scope, filter, actor, after, tables);
SELECT pg_temp.indexes('SELECT FROM wf.inbox(''carol'', 5)', 'task') AS inbox, pg_temp.indexes('SELECT FROM wf.next_tasks(3)', 'task') AS next_tasks,
    pg_temp.indexes('SELECT FROM wf.history WHERE instance_id = 3', 'log') AS history;
RESET enable_seqscan;

DROP FUNCTION public.regress_compare;
DROP VIEW public.regress_todo, public.regress_done, public.regress_started, public.regress_cc, public.regress_instance_list;
DROP FUNCTION public.regress_takes_part;
DROP OWNED BY regress_wf_app, regress_wf_limited, regress_wf_reader, regress_wf_alice, regress_wf_bob, regress_wf_carol, regress_wf_lena, regress_wf_frank, regress_wf_heidi, regress_wf_root, regress_wf_stranger;
DROP ROLE regress_wf_app, regress_wf_limited, regress_wf_reader, regress_wf_alice, regress_wf_bob, regress_wf_carol, regress_wf_lena, regress_wf_frank, regress_wf_heidi, regress_wf_root, regress_wf_stranger;
