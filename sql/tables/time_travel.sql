-- ended_at is that of the state. What was undone after an end and then put back to it was open in between: wf.todo_at looks there.
ALTER TABLE wf.instance ADD COLUMN reopened_until timestamptz;
COMMENT ON COLUMN wf.instance.reopened_until IS 'Of one that had ended, ran again and was put back to its end by wf.redo or wf.restore: when that was. Null: it never was.';
