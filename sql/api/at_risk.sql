CREATE FUNCTION wf.at_risk(
    at timestamptz DEFAULT now(),
    definition text DEFAULT NULL,
    min_tasks integer DEFAULT 20,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (task_id bigint, instance_id bigint, definition_key text, title text, node text, assignee text, candidates text[], waiting interval, due_at timestamptz,
                 expected_at timestamptz, risk text, reason text)
LANGUAGE sql STABLE ROWS 100 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    SELECT wf._check_words('at', ARRAY[CASE WHEN isfinite(at) IS FALSE THEN at::text ELSE 'a moment' END], '{a moment}');
    WITH nodes AS MATERIALIZED (
        SELECT s.definition_key, s.name, wf._microseconds(wf._sum_buckets(s.buckets), 50) * interval '1 microsecond' AS p50,
               wf._microseconds(wf._sum_buckets(s.buckets), 90) * interval '1 microsecond' AS p90, sum(s.counts[2] + s.counts[3] + s.counts[4] + s.counts[5] + s.counts[6]) AS decided
        FROM wf._sums('work', definition, NULL, NULL, false, false, tenant_id) s GROUP BY 1, 2),
    people AS MATERIALIZED (
        SELECT s.name, wf._microseconds(wf._sum_buckets(s.buckets), 50) * interval '1 microsecond' AS p50, sum(s.counts[2] + s.counts[3] + s.counts[4] + s.counts[5] + s.counts[6]) AS decided
        FROM wf._sums('person', definition, NULL, NULL, false, false, tenant_id) s GROUP BY 1),
    tasks AS (
        SELECT t.task_id, t.instance_id, t.definition_key, t.title, t.node, t.assignee, t.candidates, t.due_at, at - t.created_at AS waiting, n.p90,
               CASE WHEN p.decided >= min_tasks THEN p.p50 WHEN n.decided >= min_tasks THEN n.p50 END AS pace, p.decided >= min_tasks AS is_own_pace, n.decided >= min_tasks AS is_known,
               greatest(at, coalesce(t.claimed_at, t.created_at) + CASE WHEN p.decided >= min_tasks THEN p.p50 WHEN n.decided >= min_tasks THEN n.p50 END) AS expected_at
        FROM wf.todo t
        LEFT JOIN nodes n ON n.definition_key = t.definition_key AND n.name = t.node
        LEFT JOIN people p ON p.name = t.assignee
        WHERE t.tenant_id = coalesce(at_risk.tenant_id, wf.current_tenant()) AND (definition IS NULL OR t.definition_key = definition)),
    risks AS (
        SELECT t.*, CASE WHEN t.due_at <= at THEN 'overdue' WHEN t.expected_at > t.due_at THEN 'will_be_late' WHEN t.is_known AND t.waiting > t.p90 THEN 'slow' END AS risk
        FROM tasks t)
    SELECT r.task_id, r.instance_id, r.definition_key, r.title, r.node, r.assignee, r.candidates, justify_hours(date_trunc('seconds', r.waiting)), r.due_at, r.expected_at, r.risk,
           CASE r.risk
           WHEN 'overdue' THEN format(wf._in_language('{"en": "should have been done %s ago", "zh": "已逾期 %s"}', l.language), justify_hours(date_trunc('seconds', at - r.due_at)))
           WHEN 'will_be_late' THEN format(wf._in_language(CASE WHEN r.is_own_pace
               THEN '{"en": "is due in %s, and %s takes %s as a rule", "zh": "还剩 %s，而 %s 通常需要 %s"}'
               ELSE '{"en": "is due in %s, and tasks of node %s take %s as a rule", "zh": "还剩 %s，而节点 %s 的任务通常需要 %s"}' END::jsonb, l.language),
               justify_hours(date_trunc('seconds', r.due_at - at)), CASE WHEN r.is_own_pace THEN r.assignee ELSE r.node END, justify_hours(date_trunc('seconds', r.pace)))
           WHEN 'slow' THEN format(wf._in_language('{"en": "has been waiting for %s; of ten tasks of this node nine are decided within %s", "zh": "已等待 %s；该节点十个任务中有九个在 %s 内完成"}', l.language),
               justify_hours(date_trunc('seconds', r.waiting)), justify_hours(date_trunc('seconds', r.p90))) END
    FROM risks r CROSS JOIN (SELECT current_setting('wf_engine.language', true) AS language) l
    WHERE r.risk IS NOT NULL
    ORDER BY array_position('{overdue,will_be_late,slow}', r.risk), coalesce(r.due_at, at - r.waiting), r.task_id
$$;
COMMENT ON FUNCTION wf.at_risk IS
'Open tasks that somebody should look at, and why, in words in the language of wf_engine.language. risk: overdue (due_at has passed), will_be_late (at the pace of the assignee, or else of the node, it will be decided after due_at: expected_at), slow (it has waited longer than nine of ten tasks of its node). at: is used as the present time. min_tasks: so many decisions of a person or a node are needed to go by them. Durations are those that wf.maintain() has added so far. Of the tasks that wf.todo shows to the caller, of definitions whose reports they may see; of others overdue ones only. Errors: 22023.
Example: SELECT task_id, assignee, risk, reason FROM wf.at_risk();';
