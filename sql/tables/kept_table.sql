ALTER TABLE wf.definition ADD COLUMN kept_table text;
CREATE INDEX definition_kept_table_idx ON wf.definition (kept_table) WHERE kept_table IS NOT NULL;
COMMENT ON COLUMN wf.definition.kept_table IS 'Its business_table, with the schema, if whoever deployed it had REFERENCES on it: the event triggers keep the columns that it reads.';
