CREATE OR REPLACE VIEW wf.machines WITH (security_barrier) AS
SELECT a.table_name AS business_table, a.column_name, a.tenant_id, a.key, a.version, a.attached_at, a.attached_by,
       NOT EXISTS (SELECT FROM wf._machine_trigger_problems() p WHERE p.attachment_id = a.attachment_id) AS is_enforced
FROM wf.machine_attachment a;

COMMENT ON VIEW wf.machines IS 'The columns that have a state machine.';
COMMENT ON COLUMN wf.machines.business_table IS 'The table, with its schema.';
COMMENT ON COLUMN wf.machines.column_name IS 'The column.';
COMMENT ON COLUMN wf.machines.tenant_id IS 'The cell of the machine.';
COMMENT ON COLUMN wf.machines.key IS 'The machine.';
COMMENT ON COLUMN wf.machines.version IS 'Which version of it.';
COMMENT ON COLUMN wf.machines.attached_at IS 'When wf.attach_state_machine() was called last.';
COMMENT ON COLUMN wf.machines.attached_by IS 'The database role that called it.';
COMMENT ON COLUMN wf.machines.is_enforced IS 'All its triggers are there and always at work.';
