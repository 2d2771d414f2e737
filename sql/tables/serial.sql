-- A number without holes is taken from its row, which stays locked until the transaction ends. Where holes do not matter
-- the row only says that there is a sequence, wf.serial_<tenant>_<md5 of the stem>, and nobody waits (sql/api/_next_serial.sql).
CREATE TABLE wf.serial (
    tenant_id   bigint NOT NULL,
    stem        text   NOT NULL,
    last_number bigint NOT NULL,
    PRIMARY KEY (tenant_id, stem)
) WITH (fillfactor = 50);

COMMENT ON TABLE wf.serial IS 'Counters of serial numbers. Changed by the engine only.';
COMMENT ON COLUMN wf.serial.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.serial.stem IS 'What stands before the number: prefix and date. Definitions with the same one share the counter, so a number is never given twice.';
COMMENT ON COLUMN wf.serial.last_number IS 'The last number given without holes.';
