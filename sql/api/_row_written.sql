-- Members of the extension, unlike the triggers that call them: DROP EXTENSION has to be told with CASCADE to give them up,
-- and wf.setup() makes them again.
CREATE FUNCTION wf._row_written() RETURNS trigger
LANGUAGE c
AS 'MODULE_PATHNAME', 'wf_row_written';
COMMENT ON FUNCTION wf._row_written() IS
    'Trigger function of bound tables: starts approvals, and keeps rows that are being approved as they are. Argument: the table, as wf.binding names it.';

CREATE FUNCTION wf._row_needs_approval() RETURNS trigger
LANGUAGE c
AS 'MODULE_PATHNAME', 'wf_row_needs_approval';
COMMENT ON FUNCTION wf._row_needs_approval() IS
    'Trigger function of bound tables: a row may have certain values only after it was approved. Argument: the table, as wf.binding names it.';

CREATE FUNCTION wf._restore_binding_triggers() RETURNS integer
LANGUAGE c VOLATILE
AS 'MODULE_PATHNAME', 'wf_restore_binding_triggers';
COMMENT ON FUNCTION wf._restore_binding_triggers() IS
    'Makes the triggers of bound tables that have lost them (DROP EXTENSION ... CASCADE), as far as the caller owns these; gives of how many tables. For wf.setup().';
