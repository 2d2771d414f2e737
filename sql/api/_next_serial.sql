CREATE FUNCTION wf._next_serial(tenant_id bigint, stem text, gapless boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _sequence text := format('wf.serial_%s_%s', tenant_id, md5(stem));
    _number bigint;
BEGIN
    IF NOT gapless AND to_regclass(_sequence) IS NOT NULL THEN
        RETURN nextval(_sequence);
    END IF;
    -- Locks the counter: numbers without holes, or the very first number of a stem.
    INSERT INTO wf.serial AS s (tenant_id, stem, last_number) VALUES (_next_serial.tenant_id, _next_serial.stem, 0)
    ON CONFLICT ON CONSTRAINT serial_pkey DO UPDATE SET last_number = s.last_number
    RETURNING s.last_number INTO _number;
    IF NOT gapless THEN
        IF to_regclass(_sequence) IS NULL THEN
            EXECUTE format('CREATE SEQUENCE %s MAXVALUE 9007199254740991 START %s', _sequence, _number + 1);
        END IF;
        RETURN nextval(_sequence);
    END IF;
    IF to_regclass(_sequence) IS NOT NULL THEN  -- an earlier version of the definition did not mind holes
        _number := greatest(_number, pg_sequence_last_value(_sequence));
        EXECUTE format('DROP SEQUENCE %s', _sequence);
    END IF;
    UPDATE wf.serial s SET last_number = _number + 1
    WHERE s.tenant_id = _next_serial.tenant_id AND s.stem = _next_serial.stem;
    RETURN _number + 1;
END
$$;
COMMENT ON FUNCTION wf._next_serial IS
'The next serial number behind a stem (prefix and date). gapless: others wait for the end of this transaction, and a rollback gives the number back; else nobody waits, and a rollback leaves a hole.';
