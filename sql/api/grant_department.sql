CREATE FUNCTION wf.grant_department(
    department text,
    grantee text,
    tenant_id bigint DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._check_primary('grant_department');
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    IF NOT EXISTS (SELECT FROM wf.department d WHERE d.tenant_id = grant_department.tenant_id AND d.department_id = department) THEN
        RAISE EXCEPTION 'department "%" does not exist', coalesce(department, '') USING
            ERRCODE = 'WF504', HINT = 'Departments are loaded with wf.load_directory.';
    END IF;
    PERFORM wf._check_grantee(grant_department.tenant_id, grantee);
    INSERT INTO wf.department_grant (tenant_id, department_id, grantee, granted_at, granted_by)
    VALUES (grant_department.tenant_id, department, grant_department.grantee, clock_timestamp(), session_user)
    ON CONFLICT DO NOTHING;
END
$$;
COMMENT ON FUNCTION wf.grant_department IS
'Lets people manage the definitions that belong to a department (key "department" of the definition): they deploy them, administer their instances, and touch no others. Departments below it are not meant.
grantee: person:<id>, role:<id>, department:<id> or everyone. For wf_admin.
Example: SELECT wf.grant_department(''people'', ''person:heidi'');';
REVOKE ALL ON FUNCTION wf.grant_department(text, text, bigint) FROM PUBLIC;
