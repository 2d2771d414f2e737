CREATE FUNCTION wf.feel(
    expression text,
    context jsonb DEFAULT '{}',
    at timestamptz DEFAULT NULL,
    time_zone text DEFAULT 'UTC',
    types jsonb DEFAULT NULL,
    result_type text DEFAULT NULL
) RETURNS jsonb
LANGUAGE c IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_feel';
COMMENT ON FUNCTION wf.feel IS
'Evaluates a FEEL expression, the language of conditions. Names are the keys of context. What FEEL defines as null is null; text that does not parse is an error with its position. now() and today() are the moment at, in time_zone: the function reads no clock.
types: the item types of a model, which the text may name, as an object of name and type ("number", "list<tAge>"; an object is a context, an array of one the list of it). result_type: the type of the result, as the typeRef of a DMN decision; a result of another type is null.
Example: SELECT wf.feel(''days > 5 and kind != "sick"'', ''{"days": 8, "kind": "annual"}'');';
