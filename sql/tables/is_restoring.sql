-- What a dump has, is no news: its history is in the dump too. pg_restore, and what pg_dump writes for psql, begin with settings
-- that nobody else has together (src/pg/server/restoring.hpp, for the host's tables). A function of the tables, not of the extension.
CREATE FUNCTION wf._is_restoring() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN current_setting('check_function_bodies') = 'off' AND current_setting('row_security') = 'off'
    AND EXISTS (SELECT FROM pg_roles r WHERE r.rolname = session_user AND r.rolsuper);
COMMENT ON FUNCTION wf._is_restoring() IS 'Whether the session puts back what pg_dump took out of the database. For the triggers of the directory.';
REVOKE ALL ON FUNCTION wf._is_restoring() FROM PUBLIC;
