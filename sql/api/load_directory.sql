CREATE FUNCTION wf.load_directory(directory jsonb, tenant_id bigint DEFAULT NULL) RETURNS jsonb
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_load_directory';
COMMENT ON FUNCTION wf.load_directory(jsonb, bigint) IS
    'Merges persons, departments, positions and roles into the directory by their ids, and delegations by person, definition and beginning; says how many it added and changed. An entry replaces the whole entry with its posts, and the members of a role are replaced; who is not mentioned stays. The open tasks of those who leave move, by on_leave of their nodes. References to what does not exist, and cycles of managers or departments, are loaded and listed under "warnings". db_role, the members of role "admin", and who acts for somebody else are for wf_admin: others keep what is there.
Example: SELECT wf.load_directory(''{"persons": [{"id": "bob", "name": "Bob"}, {"id": "alice", "manager": "bob"}]}'');';
REVOKE ALL ON FUNCTION wf.load_directory(jsonb, bigint) FROM PUBLIC;
