CREATE TABLE wf.status (
    code              text    NOT NULL PRIMARY KEY,
    label             jsonb   NOT NULL,
    is_final          boolean NOT NULL,
    counts_as_failure boolean NOT NULL
);
COMMENT ON TABLE wf.status IS 'The statuses of an instance. Readers join it, so a new status needs no change of theirs.';
COMMENT ON COLUMN wf.status.code IS 'As stored in wf.instance.status and in the log.';
COMMENT ON COLUMN wf.status.label IS 'What people read, by language: {"en": ..., "zh": ...}.';
COMMENT ON COLUMN wf.status.is_final IS 'Accepts no further transition.';
COMMENT ON COLUMN wf.status.counts_as_failure IS 'Counted as a failure by statistics.';

INSERT INTO wf.status (code, label, is_final, counts_as_failure) VALUES
    ('created',             '{"en": "Created", "zh": "已创建"}',               false, false),
    ('running',             '{"en": "Running", "zh": "审批中"}',               false, false),
    ('returned',            '{"en": "Returned", "zh": "已退回"}',              false, false),
    ('suspended',           '{"en": "Suspended", "zh": "已挂起"}',             false, false),
    ('completed',           '{"en": "Approved", "zh": "审批通过"}',            true,  false),
    ('partially_completed', '{"en": "Partially completed", "zh": "部分完成"}', true,  true),
    ('rejected',            '{"en": "Rejected", "zh": "审批被拒绝"}',          true,  true),
    ('withdrawn',           '{"en": "Withdrawn", "zh": "已撤回"}',             true,  false),
    ('canceled',            '{"en": "Canceled", "zh": "已取消"}',              true,  true),
    ('terminated',          '{"en": "Terminated", "zh": "已终止"}',            true,  true),
    ('failed',              '{"en": "Failed", "zh": "执行失败"}',              true,  true);
