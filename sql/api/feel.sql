CREATE FUNCTION wf.feel(
    expression text,
    context jsonb DEFAULT '{}',
    at timestamptz DEFAULT NULL,
    time_zone text DEFAULT 'UTC'
) RETURNS jsonb
LANGUAGE c IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_feel';
COMMENT ON FUNCTION wf.feel IS
'Evaluates a FEEL expression, the language of conditions. Names are the keys of context. What FEEL defines as null is null; text that does not parse is an error with its position. now() and today() are the moment at, in time_zone: the function reads no clock.
Example: SELECT wf.feel(''days > 5 and kind != "sick"'', ''{"days": 8, "kind": "annual"}'');';
