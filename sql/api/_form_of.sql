CREATE FUNCTION wf._form_of(
    events bytea
) RETURNS jsonb
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_form_of';
COMMENT ON FUNCTION wf._form_of IS
'The form that the events of a log entry leave behind; null: they do not change it.';
