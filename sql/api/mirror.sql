CREATE FUNCTION wf.mirror(
    directory_table text,
    source regclass,
    mapping jsonb,
    tenant_id bigint DEFAULT NULL
) RETURNS bigint
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_mirror';
COMMENT ON FUNCTION wf.mirror IS
'Copies a table of the host into a table of the directory (person, department, position, role, role_member, post), and keeps it in step in the same transaction; returns how many entries were added or changed. The same again replaces the mapping. A person whose row is deleted becomes inactive. For the owner of the table, if they are in wf_designer or wf_admin, and superusers.
mapping: column of the directory to column of the table, or to {"value": constant}. Columns that are not mapped keep what they have.
Example: SELECT wf.mirror(''person'', ''hr_employee'', ''{"person_id": "id", "name": "name", "manager_id": "parent_id", "department_id": "department_id", "position_id": "job_id", "active": "active"}'');';
REVOKE ALL ON FUNCTION wf.mirror(text, regclass, jsonb, bigint) FROM PUBLIC;
