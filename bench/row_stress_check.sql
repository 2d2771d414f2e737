-- After row_stress.sh: what has to agree, whatever happened. "wrong|what|how many"; 0 is right. Then some figures.
CREATE TEMP VIEW instance AS SELECT i.*, p.id, p.amount, p.item, p.note, p.state AS row_state FROM wf.instance_list i
    LEFT JOIN purchase p ON p.id::text = i.business_key;
SELECT 'wrong', 'tables differ from the log', count(*) FROM wf.instance_list i, wf.verify(i.instance_id);
SELECT 'wrong', 'open instances without a row', count(*) FROM instance WHERE ended_at IS NULL AND id IS NULL;
SELECT 'wrong', 'forms that are not the row', count(*) FROM instance WHERE ended_at IS NULL
    AND ((data ->> 'amount')::numeric, CASE WHEN definition_key = 'buy' THEN data ->> 'item' ELSE item END,
         CASE WHEN definition_key = 'buy' THEN data ->> 'note' ELSE note END) IS DISTINCT FROM (amount, item, note);
-- What is approved keeps its status until a later instance about it has ended.
SELECT 'wrong', 'rows with another status than their approval', count(*) FROM instance i
    WHERE ended_at IS NULL AND definition_key = 'buy' AND status IN ('running', 'returned') AND row_state IS DISTINCT FROM status
    AND NOT (row_state = 'approved' AND EXISTS (SELECT FROM instance a WHERE a.id = i.id AND a.definition_key = 'buy' AND a.status = 'completed'));
SELECT 'wrong', 'rows in approval without one', count(*) FROM purchase p WHERE state IN ('running', 'returned', 'asked') AND NOT EXISTS (
    SELECT FROM instance i WHERE i.id = p.id AND i.ended_at IS NULL AND definition_key = 'buy');
SELECT 'wrong', 'two open approvals of one row', count(*) FROM (SELECT FROM instance WHERE ended_at IS NULL
    GROUP BY definition_key, business_key HAVING count(*) > 1) AS twice;
SELECT 'wrong', 'approved or ordered rows without an approval', count(*) FROM purchase p WHERE state IN ('approved', 'ordered') AND NOT EXISTS (
    SELECT FROM instance i WHERE i.id = p.id AND i.status = 'completed' AND definition_key = 'buy');
SELECT 'wrong', 'signatures without a hash', count(*) FROM wf.log l JOIN wf.instance i USING (tenant_id, instance_id)
    WHERE i.business_key IS NOT NULL AND l.action IN ('start', 'resubmit', 'approve', 'reject', 'abstain', 'complete')
    AND (l.row_hash IS NULL OR l.row_columns IS NULL);
SELECT 'wrong', 'running, and nobody is asked', count(*) FROM wf.instance_list i WHERE status IN ('running', 'returned')
    AND definition_key = 'look' AND NOT EXISTS (SELECT FROM wf.todo t WHERE t.instance_id = i.instance_id);
SELECT 'wrong', 'called, and the caller has ended', count(*) FROM wf.instance c JOIN wf.instance p
    ON (p.tenant_id, p.instance_id) = (c.tenant_id, c.parent_instance_id) WHERE c.ended_at IS NULL AND p.ended_at IS NOT NULL;
SELECT 'entries', action, count(*) FROM wf.log GROUP BY 2 ORDER BY 3 DESC, 2;
SELECT 'instances', status, count(*) FROM wf.instance_list GROUP BY 2 ORDER BY 3 DESC, 2;
