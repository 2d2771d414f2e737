-- What a signature on a bound row is on. The list is the same for nearly all entries about a table, so it is kept once.
CREATE TABLE wf.signed_columns (
    tenant_id         bigint   NOT NULL,
    signed_columns_id bigint   GENERATED ALWAYS AS IDENTITY,
    names             text[]   NOT NULL,
    numbers           bigint[] NOT NULL,
    PRIMARY KEY (tenant_id, signed_columns_id)
);
COMMENT ON TABLE wf.signed_columns IS 'Which columns of a bound row the row_hash of log entries is on. Rows are never changed.';
COMMENT ON COLUMN wf.signed_columns.tenant_id IS 'The cell of the entries.';
COMMENT ON COLUMN wf.signed_columns.signed_columns_id IS 'Its id: wf.log.row_columns.';
COMMENT ON COLUMN wf.signed_columns.names IS 'The names of the columns when they were signed.';
COMMENT ON COLUMN wf.signed_columns.numbers IS 'Their places in the table (pg_attribute.attnum), by which a column is found after it was renamed.';

ALTER TABLE wf.log ADD COLUMN row_columns bigint, ADD COLUMN row_image jsonb;
COMMENT ON COLUMN wf.log.row_hash IS 'Of an entry about a bound row: SHA-256 of the contents that the row had then (src/pg/host/row_signature.cpp); empty: it was gone.';
COMMENT ON COLUMN wf.log.row_columns IS 'The columns that row_hash is on: a row of wf.signed_columns. Null in entries of versions that did not keep it.';
COMMENT ON COLUMN wf.log.row_image IS 'Their values, if the binding says "keep": "row".';
