-- Somebody leaves, or a group loses its last member: the open seats move in the same transaction, by the policies of their
-- nodes (wf._replace_leavers). Statement triggers: whoever changes 100,000 people and nobody leaves pays for one comparison.
-- A function of the tables, not of the extension; without the extension the directory can still be changed.
CREATE FUNCTION wf._notice_leavers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _source text := 'SELECT tenant_id, person_id, department_id FROM old_rows WHERE active';
    _gone bigint;
    _tenant bigint;
    _lost text[];
BEGIN
    IF TG_TABLE_NAME <> 'person' THEN
        _source := CASE TG_TABLE_NAME
            WHEN 'role_member' THEN 'SELECT tenant_id, ''role:'' || role_id AS lost FROM old_rows'
            ELSE 'SELECT tenant_id, ''department:'' || department_id AS lost FROM old_rows WHERE department_id IS NOT NULL' END;
    ELSE
        IF TG_OP = 'UPDATE' THEN
            _source := _source || ' EXCEPT SELECT tenant_id, person_id, department_id FROM new_rows WHERE active';
        END IF;
        EXECUTE format('SELECT count(*) FROM (%s) AS gone', _source) INTO _gone;
        IF _gone = 0 THEN
            RETURN NULL;
        END IF;
        -- All that they were a member of; what is not empty yet is left out later.
        _source := format($sql$
            WITH gone AS MATERIALIZED (%s),
            former AS MATERIALIZED (
                SELECT tenant_id, person_id FROM gone EXCEPT
                SELECT p.tenant_id, p.person_id FROM wf.person p JOIN gone USING (tenant_id, person_id) WHERE p.active)
            SELECT tenant_id, 'department:' || department_id AS lost FROM gone WHERE department_id IS NOT NULL
            UNION SELECT tenant_id, 'person:' || person_id FROM former
            UNION SELECT tenant_id, 'role:' || m.role_id FROM former JOIN wf.role_member m USING (tenant_id, person_id)
            UNION SELECT tenant_id, 'department:' || t.department_id FROM former JOIN wf.post t USING (tenant_id, person_id)
            WHERE t.department_id IS NOT NULL$sql$, _source);
    END IF;
    IF to_regprocedure('wf._replace_leavers(bigint, text[])') IS NULL THEN
        RETURN NULL;
    END IF;
    FOR _tenant, _lost IN EXECUTE format('SELECT tenant_id, array_agg(DISTINCT lost COLLATE "C") FROM (%s) AS change GROUP BY tenant_id ORDER BY tenant_id', _source) LOOP
        PERFORM wf._replace_leavers(_tenant, _lost);
    END LOOP;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wf._notice_leavers() IS
    'Trigger function: whoever has left, and the groups that may have lost their last member, are replaced in the open tasks.';
REVOKE ALL ON FUNCTION wf._notice_leavers() FROM PUBLIC;

-- Their names put them behind the triggers that write the history.
CREATE TRIGGER leavers_update AFTER UPDATE ON wf.person REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION wf._notice_leavers();
CREATE TRIGGER leavers_delete AFTER DELETE ON wf.person REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION wf._notice_leavers();
CREATE TRIGGER leavers_delete AFTER DELETE ON wf.role_member REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION wf._notice_leavers();
CREATE TRIGGER leavers_delete AFTER DELETE ON wf.post REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION wf._notice_leavers();

-- wf.run_due_jobs looks at those who have left within a day: a transaction that did not see it may have given them tasks.
CREATE INDEX person_history_left_idx ON wf.person_history (valid_from) WHERE NOT active AND valid_until IS NULL;
