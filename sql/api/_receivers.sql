CREATE FUNCTION wf._receivers(
    action text,
    events bytea
) RETURNS text[]
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_receivers';
COMMENT ON FUNCTION wf._receivers IS
'The people and groups that a log entry names: who got the task, was added, removed, reminded or sent a copy. Null: nobody.';
