CREATE FUNCTION wf._advice_nodes(definition text, from_day date, until_day date, tail boolean, of_tenant bigint)
RETURNS TABLE (code text, node text, weight bigint, args text[], evidence jsonb)
LANGUAGE sql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    WITH n AS MATERIALIZED (SELECT s.* FROM wf.stat_nodes(definition, from_day, until_day, tail, of_tenant) s),
    waited AS (SELECT n.*, (extract(epoch FROM coalesce(n.waiting, '0') + coalesce(n.working, '0')) * n.decided)::bigint AS seconds FROM n)
    SELECT 'never_rejects', w.node, w.seconds, ARRAY[w.node, w.decided::text, wf._duration(w.seconds * 1000000)::text],
           jsonb_build_object('decided', w.decided, 'rejected', 0, 'returned', 0, 'time', wf._duration(w.seconds * 1000000))
    FROM waited w WHERE w.decided >= 50 AND w.rejected = 0 AND w.returned = 0
    UNION ALL
    SELECT 'same_person', w.node, w.seconds * w.same_person / w.decided, ARRAY[w.node, w.same_person::text, w.decided::text],
           jsonb_build_object('decided', w.decided, 'same_person', w.same_person)
    FROM waited w WHERE w.same_person >= 10 AND w.same_person * 5 >= w.decided
    UNION ALL
    SELECT 'nobody', w.node, w.seconds + w.nobody, ARRAY[w.node, w.nobody::text, w.visits::text], jsonb_build_object('visits', w.visits, 'nobody', w.nobody)
    FROM waited w WHERE w.nobody > 0
    UNION ALL
    SELECT 'overdue', w.node, w.seconds * w.overdue / greatest(w.visits, 1), ARRAY[w.node, w.overdue::text, w.visits::text], jsonb_build_object('visits', w.visits, 'overdue', w.overdue)
    FROM waited w WHERE w.overdue >= 10 AND w.overdue * 10 >= w.visits
    UNION ALL
    SELECT 'parallel', a.node, f.taken * least(a.seconds / a.decided, b.seconds / b.decided),
           ARRAY[a.node, b.node, wf._duration(f.taken * 1000000 * least(a.seconds / a.decided, b.seconds / b.decided))::text],
           jsonb_build_object('first', a.node, 'second', b.node, 'times', f.taken, 'average_first', a.average, 'average_second', b.average)
    FROM wf._flows(definition, 'cause', from_day, until_day, tail, of_tenant) f
    JOIN waited a ON a.node = f.source AND a.decided > 0
    JOIN waited b ON b.node = f.target AND b.decided > 0
    WHERE f.taken >= 20 AND f.taken * 20 >= a.visits * 19 AND (a.rejected + a.returned) * 20 <= a.visits AND f.source <> f.target
      AND f.taken * least(a.seconds / a.decided, b.seconds / b.decided) >= 3600
$$;
COMMENT ON FUNCTION wf._advice_nodes IS 'Of wf.advice: what the sums of nodes and connections say.';

-- What the newest version that was started has, and nobody has ever come to.
CREATE FUNCTION wf._advice_unused(definition text, from_day date, until_day date, tail boolean, of_tenant bigint)
RETURNS TABLE (code text, node text, weight bigint, args text[], evidence jsonb)
LANGUAGE sql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    WITH started AS MATERIALIZED (
        SELECT s.definition_version AS version, sum(s.counts[1])::bigint AS instances
        FROM wf._sums('status', definition, from_day, until_day, false, tail, of_tenant) s WHERE s.name = 'created'
        GROUP BY 1 ORDER BY 1 DESC LIMIT 1),
    entered AS MATERIALIZED (
        SELECT DISTINCT s.name FROM wf._sums('node', definition, from_day, until_day, false, tail, of_tenant) s JOIN started d ON d.version = s.definition_version)
    SELECT 'never_reached', n.node, 0, ARRAY[n.node, d.instances::text], jsonb_build_object('version', d.version, 'instances', d.instances)
    FROM started d CROSS JOIN LATERAL wf.states(definition, d.version, coalesce(of_tenant, wf.current_tenant())) n
    WHERE d.instances >= 50 AND n.type IN ('approval', 'task', 'copy', 'service', 'script', 'call', 'subprocess', 'catch') AND n.node NOT IN (SELECT e.name FROM entered e)
$$;
COMMENT ON FUNCTION wf._advice_unused IS 'Of wf.advice: nodes that are never reached.';

-- Numbers that a condition compares a field with, and how many forms stay a little under them or go a little over.
CREATE FUNCTION wf._advice_thresholds(definition text, from_day date, until_day date, of_tenant bigint)
RETURNS TABLE (code text, node text, weight bigint, args text[], evidence jsonb)
LANGUAGE sql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    WITH threshold AS MATERIALIZED (
        SELECT DISTINCT m.part[1] AS field, m.part[2]::numeric AS number
        FROM wf.definition_list d
        CROSS JOIN LATERAL jsonb_path_query(d.source, '$.**.when ? (@.type() == "string")') AS c (condition)
        CROSS JOIN LATERAL regexp_matches(c.condition #>> '{}', '([[:alpha:]_][[:alnum:]_]*)[[:space:]]*[<>]=?[[:space:]]*([0-9]{1,15}(?:[.][0-9]{1,6})?)(?![0-9.])', 'g') AS m (part)
        WHERE d.tenant_id = coalesce(of_tenant, wf.current_tenant()) AND d.key = definition AND m.part[2]::numeric > 0),
    form AS MATERIALIZED (
        SELECT i.data FROM wf.instance_list i
        WHERE i.tenant_id = coalesce(of_tenant, wf.current_tenant()) AND i.definition_key = definition
          AND (from_day IS NULL OR i.started_at >= from_day) AND (until_day IS NULL OR i.started_at < until_day)
          AND EXISTS (SELECT FROM wf.rollups r WHERE r.subject = 'status' AND r.is_month AND r.definition_key = definition)),
    counted AS (
        SELECT t.field, t.number, count(*) FILTER (WHERE v.value <= t.number) AS under, count(*) FILTER (WHERE v.value > t.number) AS over
        FROM threshold t CROSS JOIN form f
        CROSS JOIN LATERAL (SELECT CASE jsonb_typeof(f.data -> t.field) WHEN 'number' THEN (f.data -> t.field)::numeric END AS value) v
        WHERE v.value > t.number * 0.9 AND v.value <= t.number * 1.1
        GROUP BY 1, 2)
    SELECT 'threshold', NULL, c.under - c.over, ARRAY[c.field, c.number::text, c.under::text, c.over::text],
           jsonb_build_object('field', c.field, 'threshold', c.number, 'up_to_10_per_cent_under', c.under, 'up_to_10_per_cent_over', c.over)
    FROM counted c WHERE c.under >= 20 AND c.under >= 3 * c.over
$$;
COMMENT ON FUNCTION wf._advice_thresholds IS 'Of wf.advice: conditions that forms keep just under.';

CREATE FUNCTION wf.advice(
    definition text,
    from_day date DEFAULT NULL,
    until_day date DEFAULT NULL,
    tail boolean DEFAULT true,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (place bigint, code text, node text, message text, evidence jsonb)
LANGUAGE sql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
    WITH text (code, en, zh) AS (VALUES
        ('never_rejects', 'node %s has never said no, in %s decisions that took %s: why is it there?', '节点 %s 从未拒绝或退回，共 %s 次决定，耗时 %s：是否需要它？'),
        ('same_person', 'node %s: %s of %s decisions were made by the person who had just decided before it; dedupe could spare them', '节点 %s：%s 次（共 %s 次）由刚刚审批过上一节点的人决定；可用 dedupe 省去'),
        ('nobody', 'node %s: for %s of %s visits nobody was found by its rules, and on_no_approver had to step in', '节点 %s：%s 次（共 %s 次）按规则找不到审批人，由 on_no_approver 处理'),
        ('overdue', 'node %s: the deadline passed in %s of %s visits', '节点 %s：%s 次（共 %s 次）超过期限'),
        ('parallel', 'nodes %s and %s come one after the other; side by side they would save %s in all, if the second does not need the first', '节点 %s 与 %s 依次进行；若互不依赖，并行可共节省 %s'),
        ('never_reached', 'node %s was never reached by any of %s instances', '节点 %s 从未被到达（共 %s 个实例）'),
        ('threshold', 'field %s: just under %s stay %s forms, just above it are %s: is it kept under on purpose?', '字段 %s：略低于 %s 的有 %s 个，略高于的有 %s 个：是否有意规避？')),
    found AS (
        SELECT a.* FROM wf._advice_nodes(definition, from_day, until_day, tail, tenant_id) a
        UNION ALL SELECT a.* FROM wf._advice_unused(definition, from_day, until_day, tail, tenant_id) a
        UNION ALL SELECT a.* FROM wf._advice_thresholds(definition, from_day, until_day, tenant_id) a)
    SELECT row_number() OVER (ORDER BY f.weight DESC, t.code, f.node COLLATE "C"), f.code, f.node,
           format(CASE current_setting('wf_engine.language', true) WHEN 'zh' THEN t.zh ELSE t.en END, VARIADIC f.args), f.evidence
    FROM found f JOIN text t ON t.code = f.code
    ORDER BY 1
$$;
COMMENT ON FUNCTION wf.advice IS
'What the reports of a definition suggest, the most expensive first, with the figures behind it: never_rejects (a node that only costs time), same_person (twice in a row), nobody (rules that find no approver, so that on_no_approver steps in), overdue, parallel (two nodes that could work side by side), never_reached, threshold (a number in a condition that forms stay just under). message: in the language of wf_engine.language. Other parameters, and who may call it: as of wf.stat_instances. Errors: 22023.
Example: SELECT message, evidence FROM wf.advice(''leave'');';
