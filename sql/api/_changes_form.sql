CREATE FUNCTION wf._changes_form(
    events bytea
) RETURNS boolean
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_changes_form';
COMMENT ON FUNCTION wf._changes_form IS
'Whether the events of a log entry leave another form behind.';
