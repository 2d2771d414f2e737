ALTER TABLE wf.definition ADD COLUMN findings jsonb;
COMMENT ON COLUMN wf.definition.findings IS 'Of a draft that cannot run: what wf.validate or wf.validate_bpmn said when it was deployed, as an array of objects; null: it can run.';
