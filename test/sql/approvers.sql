-- Who is asked: each approver rule, and what happens when it finds nobody.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

CREATE FUNCTION pg_temp.who(rules jsonb, mode text DEFAULT 'all', policy jsonb DEFAULT '"admin"', chosen jsonb DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _instance bigint;
BEGIN
    PERFORM wf.deploy(jsonb_build_object('key', 'who', 'nodes', jsonb_build_array(
            '{"id": "s", "type": "start"}'::jsonb,
            jsonb_build_object('id', 'sign', 'type', 'approval', 'mode', mode, 'on_no_approver', policy, 'approvers', rules)
                || CASE WHEN mode = 'vote' THEN '{"vote": {"need": 2}}'::jsonb ELSE '{}' END,
            '{"id": "e", "type": "end"}'::jsonb),
        'flows', '[{"from": "s", "to": "sign"}, {"from": "sign", "to": "e"}]'::jsonb));
    _instance := wf.start('who', actor => 'alice', chosen => chosen);
    RETURN concat_ws(' | ', (SELECT status FROM wf.instance_list WHERE instance_id = _instance),
        (SELECT string_agg(coalesce(assignee, candidates::text), ' ' ORDER BY task_id) FROM wf.todo WHERE instance_id = _instance),
        (SELECT string_agg(action || ' by ' || actor || ': ' || comment, ' ' ORDER BY seq) FROM wf.history WHERE instance_id = _instance AND seq > 1),
        (SELECT 'replay differs' WHERE EXISTS (SELECT FROM wf.verify(_instance))));
END $$;
SELECT pg_temp.who('[{"by": "users", "users": ["dan", "gone", "carol", "dan"]}]') AS users;
SELECT pg_temp.who('[{"by": "role", "role": "board"}]') AS role;
SELECT pg_temp.who('[{"by": "role", "role": "board"}]', 'any') AS role_late_bound;
SELECT pg_temp.who('[{"by": "position", "position": "engineer"}]') AS position, pg_temp.who('[{"by": "position", "position": "engineer", "department": "dev"}]') AS position_in_department;
SELECT pg_temp.who('[{"by": "department", "department": "people"}]') AS department, pg_temp.who('[{"by": "department", "department": "initiator"}]', 'any') AS department_late_bound;
SELECT pg_temp.who('[{"by": "department", "department": "initiator", "head": true}]') AS head, pg_temp.who('[{"by": "department", "department": "people", "head": true}]') AS other_head;
SELECT pg_temp.who('[{"by": "reporting_line", "level": 1}]') AS level_1, pg_temp.who('[{"by": "reporting_line", "level": 2}]') AS level_2, pg_temp.who('[{"by": "reporting_line", "level": 2, "continuous": true}]') AS levels_1_2;
SELECT pg_temp.who('[{"by": "reporting_line", "until": {"position": "manager"}}]') AS until_manager, pg_temp.who('[{"by": "reporting_line", "until": {"department_head": true}}]') AS until_head,
       pg_temp.who('[{"by": "reporting_line", "until": {"top": true}}]') AS until_top, pg_temp.who('[{"by": "reporting_line", "until": {"rank": 5}}]') AS until_rank, pg_temp.who('[{"by": "reporting_line", "until": {"role": "board"}}]') AS never_met;
SELECT pg_temp.who('[{"by": "initiator"}]') AS initiator;
SELECT pg_temp.who('[{"by": "users", "users": ["dan"]}, {"by": "reporting_line", "level": 1}, {"by": "role", "role": "board"}]') AS united;
SELECT pg_temp.who('[{"by": "chosen_at_start"}]', chosen => '{"sign": ["bob", "eve"]}') AS chosen, pg_temp.who('[{"by": "chosen_at_start", "among": [{"by": "role", "role": "board"}]}]', chosen => '{"sign": ["eve"]}') AS chosen_among;

-- Choices that are not allowed.
SELECT pg_temp.who('[{"by": "chosen_at_start", "among": [{"by": "role", "role": "board"}]}]', chosen => '{"sign": ["bob"]}');
SELECT pg_temp.who('[{"by": "chosen_at_start"}]', chosen => '{"sign": ["gone"]}');
SELECT pg_temp.who('[{"by": "initiator"}]', chosen => '{"sign": ["eve"]}');
SELECT pg_temp.who('[{"by": "chosen_at_start"}]', chosen => '{"sign": "eve"}');

-- A rule that finds nobody never passes silently.
SELECT pg_temp.who('[{"by": "role", "role": "nobody"}]') AS admin_by_default;
SELECT policy, pg_temp.who('[{"by": "role", "role": "nobody"}]', policy => policy)
FROM unnest(ARRAY['"approve"', '"reject"', '"superior"', '"hold"', '{"users": ["bob", "eve"]}', '{"users": ["gone"]}']::jsonb[]) policy;
SELECT pg_temp.who('[{"by": "reporting_line", "level": 9}]') AS beyond_the_top;
SELECT pg_temp.who('[{"by": "chosen_at_start"}]') AS not_chosen;
SELECT pg_temp.who('[{"by": "role", "role": "hr"}]', 'vote') AS too_few_for_the_vote;

-- Whoever holds a group task decides it; the last one of an empty company still has an administrator's task.
SELECT pg_temp.who('[{"by": "role", "role": "board"}]', 'any');
SELECT max(task_id) AS task FROM wf.todo WHERE candidates = '{role:board}' \gset
SELECT wf.approve(:task, actor => 'alice');
SELECT wf.approve(:task, actor => 'dan') > 0 AS approved;
SELECT count(*) FROM wf.inbox('root') WHERE node = 'sign' AND assignee IS NULL;
